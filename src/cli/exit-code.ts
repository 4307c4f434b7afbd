import type { Results } from '../measure/results.ts';
import type { ExitCode } from './shell.ts';

/**
 * How a finished run ends: 1 if a rule of level error failed, whatever else; 4 only if `strict` asks that
 * nothing be left open. Screen, JSON and this read the same verdicts.
 */
export function exitCodeOf(results: Results, strict: boolean, incomplete: readonly string[]): ExitCode {
  const errors = results.thresholds.filter(({ level }) => level === 'error');
  if (errors.some(({ verdict }) => verdict === 'failed')) return 1;
  const isOpen = incomplete.length > 0 || errors.some(({ verdict }) => verdict === 'undecided');
  return strict && isOpen ? 4 : 0;
}

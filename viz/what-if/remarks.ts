import type { BlastRadius, Estimate } from '../../src/measure/results.ts';
import type { EditedRun } from './edited-run.ts';
import type { Question } from './engine-api.ts';

/** What stands on top of copied edits: what they do, and how to get the same numbers. */
export function remarksOn(
  { results, edits }: Question,
  { edited, simulation }: EditedRun,
  before: BlastRadius,
  difference: Estimate,
): string[] {
  const { suite, scenario } = edited;
  const after = before.mean + difference.mean;
  return [
    `${edits.length === 1 ? '1 change' : `${edits.length} changes`} to ${results.name}: mean blast radius ${before.mean.toFixed(2)} -> ${after.toFixed(2)}, difference ${difference.mean.toFixed(2)} (${difference.ci95.map((end) => end.toFixed(2)).join(' to ')})`,
    'Put each piece where its comment says, then run the file with the options that this run had:',
    `blastradius run FILE --scenario ${quoted(scenario.id)}${simulation === null ? '' : ` --worlds ${suite.worlds} --seed ${suite.seed}`}`,
  ];
}

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

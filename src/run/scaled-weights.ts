import type { CompiledScenario } from '../compile/compiled.ts';
import { overfullCount } from '../engine/overfull.ts';

/** Says once, for all scenarios of `linear-threshold`, that weights were scaled; nothing if none were. */
export function scaledWeights(scenarios: readonly CompiledScenario[]): string[] {
  const counts = scenarios.filter(({ model }) => model === 'linear-threshold').map(overfullCount);
  const most = Math.max(0, ...counts);
  if (most === 0) return [];
  const upTo = counts.every((count) => count === most) ? '' : 'up to ';
  const into = most === 1 ? '1 component' : `${most.toLocaleString('en-US')} components`;
  return [`linear-threshold: the weights into ${upTo}${into} sum to more than 1, and are scaled down to sum to 1.`];
}

import { type CompiledScenario, effects } from '../compile/compiled.ts';
import { meanBase } from './bounds.ts';

/** Probabilities are met to 2^-33 each; weights that were written to sum to 1 must not count as more. */
const ROUNDING = 1e-6;

/** `linear-threshold`: components into which the weights, at the means of uncertain inputs, sum to more than 1. */
export function overfullCount(scenario: CompiledScenario): number {
  const { arcs, components } = scenario;
  const weight = meanBase(scenario);
  const sums = new Float64Array(components.count);
  for (let a = 0; a < arcs.count; a++) {
    if (arcs.effect[a] === effects.compromise) (sums[arcs.target[a] as number] as number) += weight[a] as number;
  }
  return sums.reduce((count, sum) => (sum > 1 + ROUNDING ? count + 1 : count), 0);
}

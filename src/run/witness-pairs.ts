import type { Compilation } from '../compile/arcs.ts';
import type { Suite } from '../compile/suite.ts';
import type { WorldSizes } from '../measure/paired-difference.ts';
import { comparePair, pairsOf } from '../measure/paired-scenarios.ts';
import type { PairedScenarios } from '../measure/results.ts';
import type { RunScenario, WitnessOf } from '../measure/witness.ts';

/**
 * Scenarios of a suite against their baselines, world by world. Where inputs are uncertain the run kept the size of
 * every world; else those that were watched count, and pairs of which none were are left out.
 */
export function witnessPairs(
  scenarios: readonly RunScenario[],
  { parameters }: Suite,
  witnessOf: ReadonlyMap<Compilation, WitnessOf>,
): PairedScenarios[] {
  const pairs = pairsOf(
    scenarios.map(({ compilation }) => compilation.scenario),
    parameters,
    scenarios.map(({ result }) => result.blastRadius.total.mean),
  );
  return pairs.flatMap(({ variant, baseline }) => {
    const ofVariant = known(scenarios[variant] as RunScenario, witnessOf);
    const ofBaseline = known(scenarios[baseline] as RunScenario, witnessOf);
    return ofVariant === null || ofBaseline === null ? [] : [comparePair(ofVariant, ofBaseline)];
  });
}

type Known = { readonly result: RunScenario['result']; readonly worlds: WorldSizes };

function known(
  { compilation, result, tally }: RunScenario,
  witnessOf: ReadonlyMap<Compilation, WitnessOf>,
): Known | null {
  const sizes = tally?.blocks?.sizes ?? witnessOf.get(compilation)?.sizes;
  if (tally === null || sizes === undefined || sizes.length === 0) return null;
  return { result, worlds: { sizes, most: tally.sizes, isUncertain: tally.blocks !== null } };
}

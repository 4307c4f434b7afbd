import type { Scenario } from '../compile/scenario.ts';
import type { ParameterGrid } from '../compile/suite.ts';
import { controlOffPart } from '../graph/control-off-part.ts';
import { type Layer, layers } from '../graph/kinds.ts';
import { pairedDifference, type WorldSizes } from './paired-difference.ts';
import type { LayerKey, PairedScenarios, ScenarioResult } from './results.ts';

/** Each takes about half a kilobyte, and a few milliseconds to compare. */
const MOST_PAIRS = 400;

export type Pair = { readonly baseline: number; readonly variant: number };

/**
 * Which scenarios of a suite differ from which in one thing that was asked for: one with a control off from the same
 * with all controls on, and one with other values of the grids than the first of each from that with the first.
 * @returns positions, in the order of the variants; at most 400: of a larger suite those whose baseline is worst
 */
export function pairsOf(
  scenarios: readonly Pick<Scenario, 'id' | 'controlOff'>[],
  grids: readonly ParameterGrid[],
  means: readonly number[],
  most = MOST_PAIRS,
): Pair[] {
  const positionOf = new Map(scenarios.map(({ id }, position) => [id, position]));
  const all = scenarios.flatMap((scenario, variant): Pair[] => {
    const baseline = positionOf.get(baselineOf(scenario, grids));
    return baseline === undefined || baseline === variant ? [] : [{ baseline, variant }];
  });
  const meanOf = ({ baseline }: Pair): number => means[baseline] as number;
  return [...all]
    .sort((a, b) => meanOf(b) - meanOf(a))
    .slice(0, most)
    .sort((a, b) => a.variant - b.variant);
}

/** Id of the scenario that a scenario is compared with; its own if it is a baseline. */
function baselineOf({ id, controlOff }: Pick<Scenario, 'id' | 'controlOff'>, grids: readonly ParameterGrid[]): string {
  const [model, entry, threats, ...rest] = id.split('/');
  const values =
    controlOff === null
      ? grids.map(({ name, values: [first] }) => `${name}=${first}`)
      : rest.filter((part) => part !== controlOffPart(controlOff));
  return [model, entry, threats, ...values].join('/');
}

/** Mean differences are those of the two results; their intervals are of the worlds that are known of both, one by one. */
export function comparePair(
  variant: { readonly result: ScenarioResult; readonly worlds: WorldSizes },
  baseline: { readonly result: ScenarioResult; readonly worlds: WorldSizes },
): PairedScenarios {
  const worlds = Math.min(variant.result.worlds, baseline.result.worlds);
  const differenceIn = (scope: 0 | Layer): PairedScenarios['total'] => {
    const meanOf = ({ blastRadius }: ScenarioResult): number =>
      (scope === 0 ? blastRadius.total : blastRadius.layers[scope])?.mean ?? 0;
    const mean = meanOf(variant.result) - meanOf(baseline.result);
    return pairedDifference(variant.worlds, baseline.worlds, scope, { mean, worlds });
  };
  const shown = layers.filter((layer) => [variant, baseline].some((one) => (one.worlds.most[layer] as number) > 0));
  return {
    baseline: baseline.result.id,
    variant: variant.result.id,
    worlds,
    total: differenceIn(0),
    layers: Object.fromEntries(shown.map((layer) => [String(layer), differenceIn(layer)])) as Record<LayerKey, never>,
  };
}

import { wilson } from '../base/intervals.ts';
import { SCOPES, type Tally } from '../engine/tally.ts';
import type { Layer } from '../graph/kinds.ts';
import { blastRadius } from '../measure/blast-radius.ts';
import { blockSums, effectiveWorldsOfShare } from '../measure/blocks.ts';
import { countWhere, distributionOf } from '../measure/distribution.ts';
import { meanInterval } from '../measure/mean-interval.ts';
import { meanOf, momentsOf } from '../measure/moments.ts';
import type { LayerKey } from '../measure/results.ts';
import type { LeadingScenario, LiveRadius, LiveScenario } from './live-state.ts';

/** A scenario of a run that goes on, with what its worlds add up to so far. */
export type UnderWay = Pick<LiveScenario, 'id' | 'model' | 'entry' | 'threats'> & {
  readonly isBaseline: boolean;
  readonly hasLayers: boolean;
  readonly tally: Tally;
};

export type Measured = {
  readonly scenarios: readonly Omit<LiveScenario, 'trail'>[];
  /** In full, which costs much more than the others: only where it is asked for. */
  readonly leading: () => LeadingScenario | null;
};

/** More than anybody looks at while they move. */
export const MOST_LIVE = 40;

/** The worst scenarios so far, by their means, and the first of them as the results will say it. */
export function liveScenarios(all: readonly UnderWay[]): Measured {
  const ranked = all
    .filter(({ tally }) => tally.worlds > 0)
    .map((scenario) => ({ scenario, mean: meanReached(scenario.tally, 0) }))
    .sort((a, b) => b.mean - a.mean)
    .map(({ scenario }) => scenario);
  const first = ranked.find(({ isBaseline }) => isBaseline) ?? ranked[0];
  return {
    scenarios: ranked.slice(0, MOST_LIVE).map(liveScenario),
    leading: () => (first === undefined ? null : inFull(first)),
  };
}

const liveScenario = ({ id, model, entry, threats, hasLayers, tally }: UnderWay): Omit<LiveScenario, 'trail'> => ({
  id,
  model,
  entry,
  threats,
  worlds: tally.worlds,
  total: liveRadius(tally),
  layers: hasLayers ? byLayer((scope) => ({ size: tally.sizes[scope] ?? 0, mean: meanReached(tally, scope) })) : {},
});

/** A fraction of what {@link blastRadius} costs, and the same numbers. */
function liveRadius(tally: Tally): LiveRadius {
  const { worlds } = tally;
  const size = tally.sizes[0] as number;
  const distribution = reached(tally, 0);
  const touched = countWhere(distribution, (count) => count >= 1);
  const effective = effectiveWorldsOfShare(touched, worlds, blockSums(tally, 0, 'touched'));
  return {
    size,
    mean: meanOf(momentsOf(distribution)),
    ci95: meanInterval({ distribution, most: size, blocks: blockSums(tally, 0, 'reached'), confidence: 0.95 }),
    touched: touched / worlds,
    touchedCi95: wilson(touched / worlds, effective, 0.95),
  };
}

const inFull = ({ id, hasLayers, tally }: UnderWay): LeadingScenario => ({
  id,
  total: blastRadius(tally, 0),
  layers: hasLayers ? byLayer((scope) => blastRadius(tally, scope)) : {},
});

const reached = (tally: Tally, scope: number) => distributionOf(tally.histograms.reached[scope] ?? [], tally.worlds);

/** A layer without other components has nothing to count. */
const meanReached = (tally: Tally, scope: number): number =>
  tally.sizes[scope] === 0 ? 0 : meanOf(momentsOf(reached(tally, scope)));

const byLayer = <T>(value: (layer: Layer) => T): Record<LayerKey, T> =>
  Object.fromEntries(Array.from({ length: SCOPES - 1 }, (_, i) => [String(i + 1), value((i + 1) as Layer)])) as Record<
    LayerKey,
    T
  >;

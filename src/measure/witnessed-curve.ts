import type { Tally } from '../engine/tally.ts';
import { type Layer, layers } from '../graph/kinds.ts';
import { bandPoints } from './curve.ts';
import { type Distribution, distributionOf, quantile } from './distribution.ts';
import { meanInterval, ORDINARY, type Sample } from './mean-interval.ts';
import type { Interval, LayerKey, ScenarioResult, Witnessed } from './results.ts';
import { differing, narrowingOf, wholeRunInterval } from './whole-run-interval.ts';
import { type Sizes, sizesByRound } from './witnessed-sizes.ts';
import type { WitnessedWorlds } from './witnessed-worlds.ts';

/**
 * How the curves would move if the run were done again, and how the worlds lie around them, per layer with any
 * component other than entry points. The mean of each round is that of all worlds; how they spread is seen in the
 * first. At the last round the interval is that of the result, as its own worlds were all counted.
 * @param layerOf - by node
 * @returns ends to four decimals, outwards
 */
export function witnessedCurve(
  seen: WitnessedWorlds,
  { sizes, blocks }: Pick<Tally, 'sizes' | 'blocks'>,
  result: Pick<ScenarioResult, 'worlds' | 'curve' | 'blastRadius'>,
  layerOf: ArrayLike<number>,
): Pick<Witnessed, 'curveCi95' | 'layerBands'> {
  const shown = layers.filter((layer) => (sizes[layer] as number) > 0);
  const scopes = [0, ...shown];
  const samples = new Map<number, Sample[]>(scopes.map((scope) => [scope, []]));
  for (const reached of sizesByRound(seen, layerOf, sizes, result.curve.total.length)) {
    for (const scope of scopes) {
      const own = samples.get(scope) as Sample[];
      const before = own.at(-1);
      const now = reached[scope] as Sizes;
      own.push(before === undefined || now.hasGrown ? sampleOf(now, seen.worlds, blocks !== null) : before);
    }
  }
  const intervals = (scope: number, curve: readonly number[], atEnd: Interval): Interval[] =>
    curveIntervals(samples.get(scope) as Sample[], { curve, worlds: result.worlds, atEnd });
  const byLayer = <T>(of: (layer: Layer) => T): Partial<Record<LayerKey, T>> =>
    Object.fromEntries(shown.map((layer) => [String(layer), of(layer)]));
  const { curve, blastRadius } = result;
  return {
    curveCi95: {
      total: intervals(0, curve.total, blastRadius.total.ci95),
      layers: byLayer((layer) =>
        intervals(layer, curve.layers[layer] ?? [], blastRadius.layers[layer]?.ci95 ?? [0, sizes[layer] as number]),
      ),
    },
    layerBands: byLayer((layer) => (samples.get(layer) as Sample[]).map(({ distribution }) => bandOf(distribution))),
  };
}

const sampleOf = ({ histogram, blockSums }: Sizes, worlds: number, isUncertain: boolean): Sample => ({
  distribution: distributionOf(histogram, worlds),
  most: histogram.length - 1,
  blocks: isUncertain ? blockSums.slice() : null,
  confidence: 0.95,
});

type WholeCurve = { readonly curve: readonly number[]; readonly worlds: number; readonly atEnd: Interval };

/** In round 0 nobody but the entry points has been reached, for certain. */
function curveIntervals(samples: readonly Sample[], { curve, worlds, atEnd }: WholeCurve): Interval[] {
  const last = curve.length - 1;
  const narrowing = narrowingAtEnd(samples[last] as Sample, worlds, atEnd);
  return curve.map((mean, round) => {
    if (round === last) return outwards(atEnd);
    return round === 0 ? [0, 0] : outwards(wholeRunInterval(samples[round] as Sample, { mean, worlds }, narrowing));
  });
}

/** How much narrower the interval of all worlds is: seen at the last round, where it is known, unless by rare events. */
function narrowingAtEnd(part: Sample, worlds: number, [low, high]: Interval): number {
  const [seenLow, seenHigh] = meanInterval(part);
  const isSeen = differing(part.distribution) >= ORDINARY && high > low && seenHigh > seenLow;
  return isSeen ? (high - low) / (seenHigh - seenLow) : narrowingOf(part, { mean: 0, worlds });
}

const outwards = ([low, high]: Interval): Interval => [Math.floor(low * 1e4) / 1e4, Math.ceil(high * 1e4) / 1e4];

const bandOf = (distribution: Distribution): number[] =>
  bandPoints.map((thousandths) => quantile(distribution, thousandths));

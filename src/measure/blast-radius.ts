import { type Bounds, wilson } from '../base/intervals.ts';
import type { BlockMeasure, CountedMeasure, Tally } from '../engine/tally.ts';
import { beliefInterval, varianceParts } from './belief-interval.ts';
import { blockSums, effectiveWorldsOfShare } from './blocks.ts';
import { firstHit } from './curve.ts';
import { countWhere, type Distribution, distributionOf, largest } from './distribution.ts';
import { meanInterval } from './mean-interval.ts';
import { meanOf, momentsOf, sdOf } from './moments.ts';
import type { BlastRadius, Estimate } from './results.ts';
import { cvar95, quantileOf } from './tail.ts';

export type BlastRadiusOptions = {
  /** Level of every interval, the fields called ci95 included; more than 0.95 only for gates. Default 0.95. */
  readonly confidence?: number;
  /**
   * The largest possible impact in thousandths: the values of the scope's components that are not entry
   * points, added up. Used when almost all worlds have the same impact; default: each component is worth 1.
   */
  readonly mostImpact?: number;
};

/**
 * All measures of DESIGN §4.2 for one scope: 0 the whole, 1 to 7 a layer. Sums are exact whole numbers,
 * each result is one division. `sd` and variances are those of a sample (divided by N - 1).
 */
export function blastRadius(tally: Tally, scope: number, options: BlastRadiusOptions = {}): BlastRadius {
  const { confidence = 0.95 } = options;
  const { worlds } = tally;
  const size = tally.sizes[scope] as number;
  const reached = counts(tally, scope, 'reached');
  const moments = momentsOf(reached);
  const mean = meanOf(moments);
  const share = (count: number): number => (worlds === 0 ? 0 : count / worlds);
  const shareInterval = (count: number, measure: BlockMeasure): Bounds =>
    wilson(share(count), effectiveWorldsOfShare(count, worlds, blockSums(tally, scope, measure)), confidence);
  const meanOfCounts = (measure: CountedMeasure): number => meanOf(momentsOf(counts(tally, scope, measure)));

  const touched = countWhere(reached, (x) => x >= 1);
  const isOutbreak = outbreakOf(size);
  const outbreak = countWhere(reached, isOutbreak);
  const p50 = quantileOf(tally, scope, reached, 500, confidence);
  const p95 = quantileOf(tally, scope, reached, 950, confidence);
  const tail = cvar95(tally, scope, reached, confidence);
  const reachedBlocks = blockSums(tally, scope, 'reached');
  const disabled = countEstimate(tally, scope, 'disabled', confidence);
  const disclosed = countEstimate(tally, scope, 'disclosed', confidence);
  const affected = countEstimate(tally, scope, 'affected', confidence);
  return {
    size,
    mean,
    ci95: countEstimate(tally, scope, 'reached', confidence).ci95,
    belief95: beliefInterval(moments, reachedBlocks),
    fraction: size === 0 ? null : mean / size,
    sd: sdOf(moments),
    p50: p50.value,
    p50ci95: p50.interval,
    p95: p95.value,
    p95ci95: p95.interval,
    cvar95: tail.value,
    cvar95ci95: tail.interval,
    max: largest(reached),
    touched: share(touched),
    touchedCi95: shareInterval(touched, 'touched'),
    untouched: share(worlds - touched),
    outbreak: share(outbreak),
    outbreakMean: outbreak === 0 ? null : meanOf(momentsOf(only(reached, isOutbreak))),
    extinct: share(tally.extinct[scope] as number),
    histogram: reached.entries,
    impact: impactEstimate(tally, scope, confidence, options.mostImpact ?? size * 1000),
    disabled: disabled.mean,
    disabledCi95: disabled.ci95,
    disclosed: disclosed.mean,
    disclosedCi95: disclosed.ci95,
    affected: affected.mean,
    affectedCi95: affected.ci95,
    contained: meanOfCounts('contained'),
    born: meanOfCounts('born'),
    dwell: share(tally.dwell[scope] as number),
    firstHit: firstHit(tally, scope, touched),
    variance: varianceParts(moments, reachedBlocks),
  };
}

/** Whether so many reached are an outbreak: more than max(1, 10 % of size). */
export const outbreakOf =
  (size: number) =>
  (reached: number): boolean =>
    reached > 1 && reached * 10 > size;

/** A scope of size 0 is not counted: nothing can happen there. */
const nothing = (worlds: number): Distribution => ({ worlds, entries: worlds === 0 ? [] : [[0, worlds]] });

const counts = (tally: Tally, scope: number, measure: CountedMeasure): Distribution =>
  tally.sizes[scope] === 0
    ? nothing(tally.worlds)
    : distributionOf(tally.histograms[measure][scope] ?? [], tally.worlds);

function countEstimate(
  tally: Tally,
  scope: number,
  measure: 'reached' | 'disabled' | 'disclosed' | 'affected',
  confidence: number,
): Estimate {
  const distribution = counts(tally, scope, measure);
  const most = tally.sizes[scope] as number;
  const blocks = blockSums(tally, scope, measure);
  return { mean: meanOf(momentsOf(distribution)), ci95: meanInterval({ distribution, most, blocks, confidence }) };
}

/** From thousandths to units. */
function impactEstimate(tally: Tally, scope: number, confidence: number, mostImpact: number): Estimate {
  const distribution =
    tally.sizes[scope] === 0 ? nothing(tally.worlds) : distributionOf(tally.impact[scope] ?? new Map(), tally.worlds);
  const most = Math.max(mostImpact, largest(distribution));
  const blocks = blockSums(tally, scope, 'impact');
  const [low, high] = meanInterval({ distribution, most, blocks, confidence });
  return { mean: meanOf(momentsOf(distribution)) / 1000, ci95: [low / 1000, high / 1000] };
}

function only({ entries }: Distribution, holds: (value: number) => boolean): Distribution {
  const kept = entries.filter(([value]) => holds(value));
  return { worlds: kept.reduce((sum, [, count]) => sum + count, 0), entries: kept };
}

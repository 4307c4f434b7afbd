import { type Bounds, quantileRanks } from '../base/intervals.ts';
import type { Tally } from '../engine/tally.ts';
import { blockSumsOf, effectiveWorldsOfShare } from './blocks.ts';
import { countWhere, type Distribution, mapValues, quantile, valueAtRank } from './distribution.ts';
import { meanInterval } from './mean-interval.ts';
import { momentsOf } from './moments.ts';

export type Estimated = { readonly value: number; readonly interval: Bounds };

/** 1 / (1 - 0.95), whole: the tail mean stays exact until its one division. */
const TAIL = 20;

/**
 * Least x that at least so many thousandths of the worlds do not exceed, with the order statistics that
 * bound it. With uncertain inputs their ranks are those of the effective number of worlds, rounded down,
 * stretched outwards to the worlds that there are.
 */
export function quantileOf(
  tally: Tally,
  scope: number,
  distribution: Distribution,
  thousandths: number,
  confidence: number,
): Estimated {
  const value = quantile(distribution, thousandths);
  const { worlds } = distribution;
  const sums = blockSumsOf(tally, scope, (reached) => (reached <= value ? 1 : 0));
  const atMost = countWhere(distribution, (reached) => reached <= value);
  const count = Math.max(1, Math.floor(effectiveWorldsOfShare(atMost, worlds, sums)));
  const [low, high] = quantileRanks(thousandths / 1000, count, confidence);
  return {
    value,
    interval: [
      low === 0 ? 0 : valueAtRank(distribution, Math.max(1, Math.floor((low * worlds) / count))),
      high > count ? (tally.sizes[scope] as number) : valueAtRank(distribution, Math.ceil((high * worlds) / count)),
    ],
  };
}

/**
 * Mean of the worst 5 % of worlds, q + mean (x - q)+ / 0.05 with q the 95 % quantile: the worlds at q are
 * split so that the tail weighs exactly 5 %. The interval is that of the mean of (x - q)+, most of which are 0:
 * t, or the rule for rare events where fewer than 50 worlds lie beyond q.
 * @see Rockafellar and Uryasev (2002), Conditional value-at-risk for general loss distributions
 */
export function cvar95(tally: Tally, scope: number, distribution: Distribution, confidence: number): Estimated {
  const size = tally.sizes[scope] as number;
  const q = quantile(distribution, 950);
  const excess = (reached: number): number => Math.max(0, reached - q);
  const beyond = mapValues(distribution, excess);
  const blocks = blockSumsOf(tally, scope, excess);
  const [low, high] = meanInterval({
    distribution: beyond,
    most: Math.max(0, size - q),
    blocks,
    confidence,
    deviate: 'student',
  });
  const { sum } = momentsOf(beyond);
  const value = distribution.worlds === 0 ? 0 : q + Number(BigInt(TAIL) * sum) / distribution.worlds;
  return { value, interval: [Math.min(size, q + TAIL * low), Math.min(size, q + TAIL * high)] };
}

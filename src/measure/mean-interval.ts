import { type Bounds, normalInterval, studentInterval, wilson } from '../base/intervals.ts';
import { BLOCK, effectiveWorlds } from './blocks.ts';
import { commonest, type Distribution } from './distribution.ts';
import { meanOf, momentsOf, momentsOfList, sdOf, varianceOf } from './moments.ts';

/** What an interval of a mean is made from. */
export type Sample = {
  /** Whole values per world. */
  readonly distribution: Distribution;
  /** The largest value that a world could have had; the least is 0. */
  readonly most: number;
  /** Sums over blocks of 32 worlds, if inputs are uncertain. */
  readonly blocks: ArrayLike<number> | null;
  readonly confidence: number;
  /** Of an ordinary mean; they differ only in the fourth digit. */
  readonly deviate?: 'normal' | 'student';
};

/** From so many worlds that differ from the commonest value on, a mean counts as normal. */
export const ORDINARY = 50;
/** Fewer differing worlds than this say nothing about how far they differ. */
const FEW = 5;

/**
 * Interval of the mean over worlds (DESIGN §4.2), within the possible values:
 * - at least 50 worlds differ from the commonest value: mean +- 1.96 s / sqrt(N);
 * - fewer, a rare event: the share that differs times how far they differ, each with its own interval;
 * - uncertain inputs: t over block means; for a rare event the hull of that and the rule above with the
 *   effective number of worlds, since blocks that all agree by luck would give an interval of width 0.
 */
export function meanInterval(sample: Sample): Bounds {
  const { distribution, most, blocks, confidence } = sample;
  if (distribution.worlds === 0) return [0, most];
  const isOrdinary = differing(distribution) >= ORDINARY;
  const interval = isOrdinary ? ordinary(sample) : rare(sample);
  if (blocks === null) return clamp(interval, 0, most);
  const between = overBlocks(blocks, most, confidence);
  return clamp(isOrdinary ? between : hull(between, interval), 0, most);
}

function ordinary({ distribution, confidence, deviate }: Sample): Bounds {
  const moments = momentsOf(distribution);
  if (deviate === 'student') return studentInterval(meanOf(moments), sdOf(moments), moments.count, confidence);
  return normalInterval(meanOf(moments), sdOf(moments) / Math.sqrt(moments.count), confidence);
}

function overBlocks(blocks: ArrayLike<number>, most: number, confidence: number): Bounds {
  if (blocks.length < 2) return [0, most];
  const moments = momentsOfList(blocks);
  return studentInterval(meanOf(moments) / BLOCK, sdOf(moments) / BLOCK, blocks.length, confidence);
}

/**
 * x0 + [L, U] [a, b]: the Wilson interval of the share that differs from x0, times the interval of the mean
 * difference among those. The product of intervals, so its low end is U a where a is negative (L a would
 * leave out the worlds that pull the mean down) and its high end L b where b is.
 */
function rare({ distribution, most, blocks, confidence }: Sample): Bounds {
  const { worlds } = distribution;
  const x0 = commonest(distribution);
  const effective = effectiveWorlds(worlds, varianceOf(momentsOf(distribution)), blocks);
  const [least, greatest] = wilson(differing(distribution) / worlds, effective, confidence);
  const [a, b] = differenceInterval(distribution, x0, most, confidence);
  return [x0 + (a < 0 ? greatest : least) * a, x0 + (b < 0 ? least : greatest) * b];
}

/** Interval of the mean of x - x0 among the worlds that differ: t, or all that is possible if they are few. */
function differenceInterval({ entries }: Distribution, x0: number, most: number, confidence: number): Bounds {
  const lowest = x0 > 0 ? -x0 : 1;
  const highest = x0 < most ? most - x0 : -1;
  const differences = entries.filter(([value]) => value !== x0);
  const count = differences.reduce((sum, [, worlds]) => sum + worlds, 0);
  if (count < FEW) return lowest > highest ? [0, 0] : [lowest, highest];
  const shifted = differences.map(([value, worlds]) => [value - x0, worlds] as const);
  const moments = momentsOf({ worlds: count, entries: shifted });
  return clamp(studentInterval(meanOf(moments), sdOf(moments), count, confidence), lowest, highest);
}

function differing(distribution: Distribution): number {
  const x0 = commonest(distribution);
  return distribution.entries.reduce((sum, [value, worlds]) => (value === x0 ? sum : sum + worlds), 0);
}

const hull = (one: Bounds, other: Bounds): Bounds => [Math.min(one[0], other[0]), Math.max(one[1], other[1])];

const clamp = ([low, high]: Bounds, least: number, most: number): Bounds => [
  Math.min(most, Math.max(least, low)),
  Math.min(most, Math.max(least, high)),
];

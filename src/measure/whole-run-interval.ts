import { commonest, countWhere, type Distribution } from './distribution.ts';
import { meanInterval, type Sample } from './mean-interval.ts';
import { meanOf, momentsOf } from './moments.ts';
import type { Interval } from './results.ts';

/** A mean over all worlds of a run, of which only the first were seen one by one. */
export type WholeRun = { readonly mean: number; readonly worlds: number };

/**
 * Interval of a mean over all worlds from how the first of them spread: their own interval, moved to the mean of all
 * and narrowed by `narrowing`. Where all that were seen agree, it holds their value as well: the others do not tell
 * how they spread.
 * @param part - of the worlds that were seen; values from 0 to `part.most`
 * @param narrowing - default: the square root of (seen / all), as a standard error falls
 * @returns within the possible values, around the mean; that of {@link meanInterval} if all were seen
 */
export function wholeRunInterval(part: Sample, whole: WholeRun, narrowing = narrowingOf(part, whole)): Interval {
  const { distribution, most } = part;
  const { mean, worlds } = whole;
  // The sum over all worlds is known: if it is the least or the largest possible, so is every world.
  if (mean === 0 || mean === most) {
    return meanInterval({ ...part, distribution: { worlds, entries: [[mean, worlds]] }, blocks: null });
  }
  const [low, high] = meanInterval(part);
  const seen = meanOf(momentsOf(distribution));
  const ends = [mean, mean - (seen - low) * narrowing, mean + (high - seen) * narrowing];
  if (differing(distribution) === 0) ends.push(commonest(distribution));
  return [Math.max(0, Math.min(...ends)), Math.min(most, Math.max(...ends))];
}

export const narrowingOf = ({ distribution }: Sample, { worlds }: WholeRun): number =>
  Math.sqrt(distribution.worlds / worlds);

/** Worlds that do not have the commonest value. */
export function differing(distribution: Distribution): number {
  const x0 = commonest(distribution);
  return countWhere(distribution, (value) => value !== x0);
}

/** How many worlds had each whole value: [value, worlds] by value, every number of worlds above 0. */
export type Distribution = { readonly worlds: number; readonly entries: readonly Entry[] };
export type Entry = readonly [value: number, worlds: number];

/** [value] -> worlds. @throws {RangeError} if they do not add up to `worlds`: then worlds were lost on the way. */
export function distributionOf(
  histogram: ArrayLike<number> | ReadonlyMap<number, number>,
  worlds: number,
): Distribution {
  const entries = histogram instanceof Map ? entriesOfMap(histogram) : entriesOfArray(histogram as ArrayLike<number>);
  let counted = 0;
  for (const [, count] of entries) counted += count;
  if (counted !== worlds) throw new RangeError(`a histogram of ${counted} worlds in a tally of ${worlds}`);
  return { worlds, entries };
}

/** Moves every value; `by` must not fall anywhere. Values that become one are one entry. */
export function mapValues({ worlds, entries }: Distribution, by: (value: number) => number): Distribution {
  const mapped = new Map<number, number>();
  for (const [value, count] of entries) mapped.set(by(value), (mapped.get(by(value)) ?? 0) + count);
  return { worlds, entries: [...mapped] };
}

/** Least x with #(values <= x) >= rank; rank from 1 to worlds, a fraction counts as the next whole rank. */
export function valueAtRank({ entries }: Distribution, rank: number): number {
  let below = 0;
  for (const [value, count] of entries) {
    below += count;
    if (below >= rank) return value;
  }
  return largest({ worlds: below, entries });
}

/** Least x with #(values <= x) >= q N, with q in thousandths: 0.95 N is not exact in floating point. */
export const quantile = (distribution: Distribution, thousandths: number): number =>
  valueAtRank(distribution, Math.ceil((distribution.worlds * thousandths) / 1000));

export const largest = ({ entries }: Distribution): number => entries.at(-1)?.[0] ?? 0;

/** Worlds whose value satisfies the condition. */
export function countWhere({ entries }: Distribution, holds: (value: number) => boolean): number {
  let total = 0;
  for (const [value, count] of entries) if (holds(value)) total += count;
  return total;
}

/** The value that most worlds have; the least of them if several. */
export function commonest({ entries }: Distribution): number {
  let best: Entry = [0, 0];
  for (const entry of entries) if (entry[1] > best[1]) best = entry;
  return best[0];
}

function entriesOfArray(histogram: ArrayLike<number>): Entry[] {
  const entries: Entry[] = [];
  for (let value = 0; value < histogram.length; value++) {
    const count = histogram[value] as number;
    if (count > 0) entries.push([value, count]);
  }
  return entries;
}

const entriesOfMap = (histogram: ReadonlyMap<number, number>): Entry[] =>
  [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);

/** A table ends after so many gaps, or where fewer than 1 in 16 gaps go on. */
export const MOST_GAPS = 4096;
const FEWEST_GOING_ON = 2n ** 28n;

const ONE = 2n ** 32n;
/** Digits of the powers behind the point: beyond 32, enough for 4096 products that are cut off. */
const DIGITS = 128n;

/**
 * How many arcs of probability p = (chance + 1) / 2^32 fail before the next one that passes: at least k with
 * probability (1 - p)^k, that is if a 32-bit word is below entry k of this table.
 * @returns [k]: (1 - p)^k 2^32, rounded, for k from 1 to K, the last with an answer: a word below entry K means that K
 *   arcs failed and nothing is known of the next. Entry 0 is 2^32 - 1 and entry K + 1 is 0: no word is below it.
 */
export function gapThresholds(chance: number): Uint32Array {
  const failing = ONE - 1n - BigInt(chance);
  const table = [0xffffffff];
  for (let power = 1n << DIGITS; table.length <= MOST_GAPS; ) {
    power = (power * failing) >> 32n;
    const threshold = (power + (1n << (DIGITS - 33n))) >> (DIGITS - 32n);
    table.push(Number(threshold));
    if (threshold < FEWEST_GOING_ON) break;
  }
  return Uint32Array.from([...table, 0]);
}

/** Position of the last entry with an answer in a table of {@link gapThresholds}. */
export const mostGaps = (thresholds: Uint32Array): number => thresholds.length - 2;

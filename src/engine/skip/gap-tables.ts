import { gapThresholds, mostGaps } from './gap-thresholds.ts';
import type { Room } from './room.ts';

/** Tables of gaps for several probabilities, called levels, one after the other. */
export type GapTables = {
  /**
   * [level]: {@link LEVEL_WIDTH} numbers: where its thresholds begin, the most arcs that one word can skip, where its
   * guesses begin, and one unused.
   */
  readonly levels: Uint32Array;
  /** See {@link gapThresholds}. */
  readonly thresholds: Uint32Array;
  /** [the highest bits of a word]: the least gap that such a word can mean; its own is found by going on from there. */
  readonly guess: Uint16Array;
  /** How many low bits of a word the guess leaves out. */
  readonly guessShift: number;
};

export const LEVEL_WIDTH = 4;

/** 8 KiB of guesses if they are all there is; of several tables each is smaller, so that they stay close together. */
const guessBits = (tables: number): number => (tables === 1 ? 12 : 9);

/** @param chances - of each level, (chance + 1) / 2^32 being its probability; null for a level that no arc needs */
export function gapTables(chances: readonly (number | null)[], room: Room): GapTables {
  const tables = chances.map((chance) => (chance === null ? null : gapThresholds(chance)));
  const used = tables.filter((table) => table !== null);
  const bits = guessBits(used.length);
  const guessShift = 32 - bits;
  const levels = room.uint32(chances.length * LEVEL_WIDTH);
  const thresholds = room.uint32(used.reduce((sum, { length }) => sum + length, 0));
  const guess = room.uint16(used.length << bits);
  let begin = 0;
  let guessBegin = 0;
  for (const [level, table] of tables.entries()) {
    if (table === null) continue;
    levels.set([begin, mostGaps(table), guessBegin], level * LEVEL_WIDTH);
    thresholds.set(table, begin);
    fillGuess(guess.subarray(guessBegin, guessBegin + (1 << bits)), table, guessShift);
    begin += table.length;
    guessBegin += 1 << bits;
  }
  return { levels, thresholds, guess, guessShift };
}

/** The least gap of a group of words is that of the greatest of them. */
function fillGuess(guess: Uint16Array, table: Uint32Array, guessShift: number): void {
  let gap = 0;
  for (let top = guess.length - 1; top >= 0; top--) {
    const greatest = (((top + 1) << guessShift) - 1) >>> 0;
    while (greatest < (table[gap + 1] as number)) gap++;
    guess[top] = gap;
  }
}

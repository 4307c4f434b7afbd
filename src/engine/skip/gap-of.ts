import { type GapTables, LEVEL_WIDTH } from './gap-tables.ts';

/** How many arcs of a level a word skips; its table's most if it does not tell where they end. */
export function gapOf({ levels, thresholds, guess, guessShift }: GapTables, level: number, word: number): number {
  const begin = levels[level * LEVEL_WIDTH] as number;
  let gap = guess[(levels[level * LEVEL_WIDTH + 2] as number) + (word >>> guessShift)] as number;
  while (word < (thresholds[begin + gap + 1] as number)) gap++;
  return gap;
}

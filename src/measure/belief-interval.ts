import type { Bounds } from '../base/intervals.ts';
import { BLOCK, betweenBlocks } from './blocks.ts';
import { type Moments, meanOf, momentsOfList } from './moments.ts';

export type VarianceParts = { readonly chance: number | null; readonly knowledge: number | null };

/** Fewer block means do not show where the ends of a distribution lie. */
const ENOUGH_BLOCKS = 200;

/**
 * Which part of the variance of one world is chance (within blocks, MSW) and which is not knowing the
 * inputs (between blocks, (MSB - MSW) / 32); null without uncertain inputs, and below two blocks.
 * @see Searle, Casella, McCulloch (1992), Variance Components: the analysis-of-variance estimators
 */
export function varianceParts(moments: Moments, blocks: ArrayLike<number> | null): VarianceParts {
  if (blocks === null || blocks.length < 2) return { chance: null, knowledge: null };
  const within = BigInt(BLOCK) * moments.squares - momentsOfList(blocks).squares;
  const chance = Number(within) / (BLOCK * (moments.count - blocks.length));
  return { chance, knowledge: Math.max(0, (betweenBlocks(blocks) - chance) / BLOCK) };
}

/**
 * Where the mean lies, given what the uncertain inputs leave open: the 2.5 and 97.5 % points of the block
 * means, drawn towards their mean by the part of their spread that is chance. Null below 200 blocks.
 */
export function beliefInterval(moments: Moments, blocks: ArrayLike<number> | null): Bounds | null {
  if (blocks === null || blocks.length < ENOUGH_BLOCKS) return null;
  const { chance, knowledge } = varianceParts(moments, blocks);
  if (chance === null || knowledge === null) return null;
  const mean = meanOf(moments);
  const spread = knowledge + chance / BLOCK;
  const shrink = spread === 0 ? 0 : Math.sqrt(knowledge / spread);
  const sorted = Float64Array.from(blocks).sort();
  const point = (thousandths: number): number => {
    const blockMean = (sorted[Math.ceil((sorted.length * thousandths) / 1000) - 1] as number) / BLOCK;
    return mean + (blockMean - mean) * shrink;
  };
  return [point(25), point(975)];
}

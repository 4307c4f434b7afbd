import { type BlockMeasure, blockMeasures, SCOPES, type Tally } from '../engine/tally.ts';
import { momentsOfList, varianceOf } from './moments.ts';

/** Worlds that share one draw of the uncertain inputs. */
export const BLOCK = 32;

/**
 * Sums of a measure over the worlds of each block, or null if no input is uncertain. The counted blocks
 * are the first ones of the run, without gaps.
 * @throws {RangeError} if the tally holds part of a block
 */
export function blockSums(tally: Tally, scope: number, measure: BlockMeasure): Float64Array | null {
  if (tally.blocks === null) return null;
  const { sums } = tally.blocks;
  const stride = SCOPES * blockMeasures.length;
  const found = new Float64Array(blocksOf(tally));
  let place = scope * blockMeasures.length + blockMeasures.indexOf(measure);
  for (let block = 0; block < found.length; block++, place += stride) found[block] = sums[place] as number;
  return found;
}

/** Sums of a function of the number reached over the worlds of each block. */
export function blockSumsOf(tally: Tally, scope: number, of: (reached: number) => number): Float64Array | null {
  if (tally.blocks === null) return null;
  const { sizes } = tally.blocks;
  const sums = new Float64Array(blocksOf(tally));
  for (let block = 0, place = scope; block < sums.length; block++) {
    let sum = 0;
    for (let world = 0; world < BLOCK; world++, place += SCOPES) sum += of(sizes[place] as number);
    sums[block] = sum;
  }
  return sums;
}

/** Worlds of each block in which a component was reached. */
export function blockReached(tally: Tally, component: number): Float64Array | null {
  if (tally.blocks === null) return null;
  const { reached } = tally.blocks;
  const components = tally.reached.length;
  return Float64Array.from(
    { length: blocksOf(tally) },
    (_, block) => reached[block * components + component] as number,
  );
}

/** MSB: variance between blocks, per world (32 times the variance of block means). Two blocks at least. */
export const betweenBlocks = (sums: ArrayLike<number>): number => varianceOf(momentsOfList(sums)) / BLOCK;

/**
 * As how many independent worlds the worlds of the blocks count: N s^2 / MSB, at most N. One block says
 * nothing about the others: it counts as one world.
 * @param variance - s^2, sample variance over worlds
 * @see Kish (1965), Survey Sampling: the design effect
 */
export function effectiveWorlds(worlds: number, variance: number, sums: ArrayLike<number> | null): number {
  if (sums === null) return worlds;
  if (sums.length < 2) return Math.min(worlds, 1);
  const between = betweenBlocks(sums);
  return between > 0 ? Math.min(worlds, (worlds * variance) / between) : worlds;
}

/** {@link effectiveWorlds} for a share of which `count` worlds were seen. */
export const effectiveWorldsOfShare = (count: number, worlds: number, sums: ArrayLike<number> | null): number =>
  effectiveWorlds(worlds, worlds < 2 ? 0 : (count * (worlds - count)) / (worlds * (worlds - 1)), sums);

function blocksOf({ worlds }: Tally): number {
  if (worlds % BLOCK !== 0)
    throw new RangeError(`uncertain inputs need whole blocks of ${BLOCK} worlds, not ${worlds}`);
  return worlds / BLOCK;
}

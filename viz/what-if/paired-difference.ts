import { SCOPES } from '../../src/engine/tally.ts';
import { distributionOf } from '../../src/measure/distribution.ts';
import { meanInterval } from '../../src/measure/mean-interval.ts';
import { meanOf, momentsOf } from '../../src/measure/moments.ts';
import type { Estimate } from '../../src/measure/results.ts';

/** What a run reached, world by world. */
export type ReachedByWorld = {
  readonly worlds: number;
  /** [world * SCOPES + scope]: components other than the entry points; at least `worlds` of them. */
  readonly sizes: Uint32Array;
  /** [scope]: the most that a world could have reached. */
  readonly most: Uint32Array;
  /** The worlds of a block of 32 share their inputs. */
  readonly isUncertain: boolean;
};

const BLOCK = 32;

/**
 * Mean of (reached after - reached before) over the worlds that both ran, with its 95 % interval: both ran the same
 * worlds, so that what they have in common cancels out.
 * @param scope - 0 the whole, 1 to 7 a layer
 */
export function pairedDifference(before: ReachedByWorld, after: ReachedByWorld, scope = 0): Estimate {
  const hasBlocks = before.isUncertain || after.isUncertain;
  const common = Math.min(before.worlds, after.worlds);
  const worlds = hasBlocks ? common - (common % BLOCK) : common;
  // Moved up so that the least possible difference is 0, as with a count.
  const shift = before.most[scope] as number;
  const moved = (world: number): number =>
    (after.sizes[world * SCOPES + scope] as number) - (before.sizes[world * SCOPES + scope] as number) + shift;
  const most = shift + (after.most[scope] as number);
  const histogram = new Uint32Array(most + 1);
  const sums = new Float64Array(hasBlocks ? worlds / BLOCK : 0);
  for (let world = 0; world < worlds; world++) {
    (histogram[moved(world)] as number)++;
    if (hasBlocks) (sums[Math.floor(world / BLOCK)] as number) += moved(world);
  }
  const distribution = distributionOf(histogram, worlds);
  const [low, high] = meanInterval({ distribution, most, blocks: hasBlocks ? sums : null, confidence: 0.95 });
  const mean = worlds === 0 ? 0 : meanOf(momentsOf(distribution)) - shift;
  return { mean, ci95: [low - shift, high - shift] };
}

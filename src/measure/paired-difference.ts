import { SCOPES } from '../engine/tally.ts';
import { BLOCK } from './blocks.ts';
import { distributionOf } from './distribution.ts';
import type { Sample } from './mean-interval.ts';
import type { Estimate } from './results.ts';
import { wholeRunInterval } from './whole-run-interval.ts';

/** What is known of each world of a scenario. */
export type WorldSizes = {
  /** [world * SCOPES + scope]: components reached; of the first worlds of the run, or of all. */
  readonly sizes: ArrayLike<number>;
  /** [scope]: the most there can be. */
  readonly most: ArrayLike<number>;
  /** The worlds of a block of 32 share what they do not know. */
  readonly isUncertain: boolean;
};

/**
 * How many more components of a scope the variant reaches than the baseline in the same worlds, on average.
 * @param whole - difference of the means over all worlds, and how many worlds that are; the interval is that of
 * the difference world by world, in the worlds that are known one by one
 */
export function pairedDifference(
  variant: WorldSizes,
  baseline: WorldSizes,
  scope: number,
  whole: { readonly mean: number; readonly worlds: number },
): Estimate {
  // Differences run from -shift on: moved up, they are counts like any other.
  const shift = baseline.most[scope] as number;
  const part = sampleOf(variant, baseline, scope, shift);
  const [low, high] = wholeRunInterval(part, { mean: whole.mean + shift, worlds: whole.worlds });
  return { mean: whole.mean, ci95: [Math.min(whole.mean, low - shift), Math.max(whole.mean, high - shift)] };
}

function sampleOf(variant: WorldSizes, baseline: WorldSizes, scope: number, shift: number): Sample {
  const worlds = Math.min(variant.sizes.length, baseline.sizes.length) / SCOPES;
  const most = shift + (variant.most[scope] as number);
  const histogram = new Uint32Array(most + 1);
  const blocks = new Float64Array(Math.ceil(worlds / BLOCK));
  for (let world = 0; world < worlds; world++) {
    const at = world * SCOPES + scope;
    const moved = (variant.sizes[at] as number) - (baseline.sizes[at] as number) + shift;
    (histogram[moved] as number) += 1;
    (blocks[Math.floor(world / BLOCK)] as number) += moved;
  }
  const isUncertain = variant.isUncertain || baseline.isUncertain;
  return {
    distribution: distributionOf(histogram, worlds),
    most,
    blocks: isUncertain ? blocks : null,
    confidence: 0.95,
  };
}

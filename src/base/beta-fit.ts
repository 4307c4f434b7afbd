import { type BetaShape, betaQuantiles } from './beta.ts';

/**
 * The Beta distribution with this mean whose 5 % and 95 % quantiles lie `high - low` apart: the reading of
 * "0.30 (0.16 - 0.80)" when mean and range come from different hands and no Beta has all three numbers.
 * Of two such (means below 0.05 or above 0.95) the more concentrated; if the range is wider than any Beta
 * of the mean attains, the widest one. `null` means a point at the mean: 0, 1, or an empty range.
 */
export function fitBeta(mean: number, low: number, high: number): BetaShape | null {
  const target = high - low;
  if (!(mean > 0 && mean < 1 && target > 0)) return null;
  const widthAt = (root: number): number => widthOf(shapeOf(mean, root));
  return shapeOf(mean, rootOfWidth(widthAt, target, mean));
}

/**
 * Distributions are counted by `root`, 1 / sqrt(a + b): the width grows with it, almost in proportion at
 * first. Ends: a + b = 2^40 (as good as a point) and 2^-10 (as good as a coin).
 */
const LEAST_ROOT = 2 ** -20;
const LARGEST_ROOT = 2 ** 5;
const STEP = Math.sqrt(2); // doubles a + b

const shapeOf = (mean: number, root: number): BetaShape => ({ a: mean / (root * root), b: (1 - mean) / (root * root) });

function widthOf(shape: BetaShape): number {
  const quantile = betaQuantiles(shape);
  return quantile(0.95) - quantile(0.05);
}

/** Walks from concentrated to wide until the target is passed, then closes in on it. */
function rootOfWidth(widthAt: (root: number) => number, target: number, mean: number): number {
  let below = Math.max(LEAST_ROOT, target / (6 * Math.sqrt(mean * (1 - mean)))); // half of the normal formula
  while (below > LEAST_ROOT && widthAt(below) > target) below /= STEP;
  if (below <= LEAST_ROOT) return LEAST_ROOT;
  let widest = below;
  let widthOfWidest = 0;
  for (let root = below; root <= LARGEST_ROOT; root *= STEP) {
    const width = widthAt(root);
    if (width >= target) return closeIn(widthAt, target, root / STEP, root);
    if (width > widthOfWidest) {
      widest = root;
      widthOfWidest = width;
    }
  }
  return peak(widthAt, widest / STEP, Math.min(widest * STEP, LARGEST_ROOT));
}

/** False position, the end that stays twice weighing half (Illinois variant); width(low) < target <= width(high). */
function closeIn(widthAt: (root: number) => number, target: number, low: number, high: number): number {
  let below = widthAt(low) - target;
  let above = widthAt(high) - target;
  let stayed = 0; // times in a row that the low end stayed, negative for the high end
  for (let step = 0; step < 60; step++) {
    const root = high - (above * (high - low)) / (above - below);
    const miss = widthAt(root) - target;
    if (Math.abs(miss) <= 1e-13 * target || high - low <= 1e-14 * high) return root;
    if (miss < 0) {
      low = root;
      below = miss;
      stayed = Math.min(stayed, 0) - 1;
      if (stayed < -1) above /= 2;
    } else {
      high = root;
      above = miss;
      stayed = Math.max(stayed, 0) + 1;
      if (stayed > 1) below /= 2;
    }
  }
  return high;
}

/** Golden section search for the largest width. */
function peak(widthAt: (root: number) => number, low: number, high: number): number {
  const GOLDEN = 0.6180339887498949;
  for (let step = 0; step < 40; step++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (widthAt(left) < widthAt(right)) low = left;
    else high = right;
  }
  return (low + high) / 2;
}

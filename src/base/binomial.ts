import { betaCumulative } from './beta.ts';

/** P(at most `count` successes in `trials`); count below 0: 0, at least trials: 1. @see DLMF 8.17.5 */
export function binomialCumulative(count: number, trials: number, p: number): number {
  if (count < 0) return 0;
  return count >= trials ? 1 : betaCumulative(1 - p, trials - count, count + 1);
}

/** Least count with P(at most count) >= u. */
export function binomialQuantile(u: number, trials: number, p: number): number {
  let [below, enough] = [-1, trials];
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (binomialCumulative(middle, trials, p) >= u) enough = middle;
    else below = middle;
  }
  return enough;
}

/**
 * A probability as its author knows it: a number, an interval in which every value is as likely
 * (uniform), red-team results (Beta posterior with a uniform prior), or a Beta with a mean and a
 * 5-95 % range (the form of the channel table).
 */
export type Belief =
  | { readonly form: 'number'; readonly value: number }
  | { readonly form: 'range'; readonly low: number; readonly high: number }
  | { readonly form: 'trials'; readonly successes: number; readonly trials: number }
  | { readonly form: 'judged'; readonly mean: number; readonly low: number; readonly high: number };

export const known = (value: number): Belief => ({ form: 'number', value });

export const isUncertain = (belief: Belief): boolean =>
  belief.form === 'range' || belief.form === 'judged' ? belief.low < belief.high : belief.form === 'trials';

/** Mean of the belief, in [0, 1]. A Beta posterior of s successes in n trials has mean (s + 1) / (n + 2). */
export function meanOf(belief: Belief): number {
  switch (belief.form) {
    case 'number':
      return belief.value;
    case 'range':
      return (belief.low + belief.high) / 2;
    case 'trials':
      return (belief.successes + 1) / (belief.trials + 2);
    case 'judged':
      return belief.mean;
  }
}

/** Short text for tables: `0.30`, `0.10 – 0.40`, `45 of 50`. */
export function describeBelief(belief: Belief): string {
  switch (belief.form) {
    case 'number':
      return String(belief.value);
    case 'range':
      return `${belief.low} – ${belief.high}`;
    case 'trials':
      return `${belief.successes} of ${belief.trials}`;
    case 'judged':
      return `${belief.mean} (${belief.low} – ${belief.high})`;
  }
}

/**
 * A probability as its author knows it: a number, an interval in which every value is as likely
 * (uniform), red-team results (a Beta posterior), or a Beta with a mean and a 5-95 % range (the form of
 * the channel table).
 */
export type Belief =
  | { readonly form: 'number'; readonly value: number }
  | { readonly form: 'range'; readonly low: number; readonly high: number }
  | Trials
  | { readonly form: 'judged'; readonly mean: number; readonly low: number; readonly high: number };

export type Trials = {
  readonly form: 'trials';
  readonly successes: number;
  readonly trials: number;
  /** What was believed before; left out: nothing, every probability as likely. */
  readonly prior?: Prior;
  /** Where the trials, and the prior, come from: short texts for reports. */
  readonly evidence?: readonly string[];
};

/** A Beta by its mean, strictly between 0 and 1, and its weight in equivalent trials, above 0. */
export type Prior = { readonly mean: number; readonly weight: number };

export const known = (value: number): Belief => ({ form: 'number', value });

export const isUncertain = (belief: Belief): boolean =>
  belief.form === 'range' || belief.form === 'judged' ? belief.low < belief.high : belief.form === 'trials';

/** Shapes of the Beta posterior: what was seen, added to the prior; without one to the uniform Beta(1, 1). */
export function posteriorOf({ successes, trials, prior }: Trials): { readonly a: number; readonly b: number } {
  if (prior === undefined) return { a: successes + 1, b: trials - successes + 1 };
  const { mean, weight } = prior;
  return { a: mean * weight + successes, b: (1 - mean) * weight + trials - successes };
}

/** Mean of the belief, in [0, 1]. A Beta posterior of s successes in n trials has mean (s + 1) / (n + 2). */
export function meanOf(belief: Belief): number {
  switch (belief.form) {
    case 'number':
      return belief.value;
    case 'range':
      return (belief.low + belief.high) / 2;
    case 'trials':
      return posteriorMean(belief);
    case 'judged':
      return belief.mean;
  }
}

const posteriorMean = ({ successes, trials, prior }: Trials): number =>
  prior === undefined
    ? (successes + 1) / (trials + 2)
    : (prior.mean * prior.weight + successes) / (prior.weight + trials);

/** Short text for tables: `0.30`, `0.10 – 0.40`, `45 of 50`, `3 of 40 and a prior 0.3 worth 10`. */
export function describeBelief(belief: Belief): string {
  switch (belief.form) {
    case 'number':
      return String(belief.value);
    case 'range':
      return `${belief.low} – ${belief.high}`;
    case 'trials':
      return `${belief.successes} of ${belief.trials}${describePrior(belief)}`;
    case 'judged':
      return `${belief.mean} (${belief.low} – ${belief.high})`;
  }
}

const describePrior = ({ prior }: Trials): string =>
  prior === undefined ? '' : ` and a prior ${prior.mean} worth ${prior.weight}`;

/** What its author says that a belief rests on. */
export const evidenceOf = (belief: Belief): readonly string[] =>
  belief.form === 'trials' ? (belief.evidence ?? []) : [];

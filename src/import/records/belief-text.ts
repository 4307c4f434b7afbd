import type { Belief } from '../../graph/belief.ts';

/** A belief as one text: `0.3`, `[0.1, 0.4]`, `45/50`, `0.3 [0.1, 0.4]` (judged). Read back by {@link beliefOf}. */
export function beliefText(belief: Belief): string {
  switch (belief.form) {
    case 'number':
      return String(belief.value);
    case 'range':
      return `[${belief.low}, ${belief.high}]`;
    case 'trials':
      return `${belief.successes}/${belief.trials}`;
    case 'judged':
      return `${belief.mean} [${belief.low}, ${belief.high}]`;
  }
}

const NUMBER = String.raw`(\d*\.?\d+(?:[eE][-+]?\d+)?)`;
const FORM = new RegExp(
  String.raw`^\s*(?:(\d+)\s*\/\s*(\d+)|${NUMBER}|(?:${NUMBER}\s*)?\[\s*${NUMBER}\s*,\s*${NUMBER}\s*\])\s*$`,
  'u',
);

/** The belief that a text says; undefined if it says none. */
export function beliefOf(text: string): Belief | undefined {
  const found = FORM.exec(text);
  if (found === null) return undefined;
  const [, successes, trials, value, mean, low, high] = found;
  if (trials !== undefined) return trialsOf(Number(successes), Number(trials));
  if (value !== undefined) return isShare(Number(value)) ? { form: 'number', value: Number(value) } : undefined;
  return rangeOf(Number(low), Number(high), mean === undefined ? undefined : Number(mean));
}

const trialsOf = (successes: number, trials: number): Belief | undefined =>
  trials >= 1 && successes <= trials ? { form: 'trials', successes, trials } : undefined;

function rangeOf(low: number, high: number, mean: number | undefined): Belief | undefined {
  if (!isShare(low) || !isShare(high) || low > high) return undefined;
  if (mean === undefined) return { form: 'range', low, high };
  return low <= mean && mean <= high ? { form: 'judged', mean, low, high } : undefined;
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

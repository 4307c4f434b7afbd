import { thousands } from '../src/base/thousands.ts';
import type { Estimate, Interval } from '../src/measure/results.ts';

export { thousands };

/** A share as people read it, without the sign: whole percents, "<1" and ">99", never 0 or 100 unless exact. */
export function percentNumber(share: number): string {
  if (share <= 0) return '0';
  if (share >= 1) return '100';
  if (share < 0.005) return '<1';
  return share >= 0.995 ? '>99' : String(Math.round(share * 100));
}

/** In tables and on cards, where room is short: 67%. */
export const percent = (share: number): string => `${percentNumber(share)}%`;

/** In sentences: 67 %, with a space that does not break. */
export const percentInText = (share: number): string => `${percentNumber(share)}\u00a0%`;

/** One decimal of a percent, for intervals of shares: 65.4 – 68.0. An end is 0 or 100 only if it is exactly that. */
export const percentRange = (interval: Interval): string => interval.map(tenths).join(' – ');

const tenths = (share: number): string => {
  if (share > 0 && share < 0.0005) return '<0.1';
  return share < 1 && share >= 0.9995 ? '>99.9' : fixed(share * 100, 1);
};

/** A number with the sign as U+2212. */
export const fixed = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '\u2212');
};

/** A mean with as many decimals as its 95 % half width earns, at most two. */
export const meanText = ({ mean, ci95 }: Estimate): string => fixed(mean, decimalsEarned(ci95));

/** As short as can be said without leaving its interval: a mean of 0.96 (0.92 – 0.99) is not 1.0. */
export function shortMeanText({ mean, ci95: [low, high] }: Estimate): string {
  const short = mean > 0 && mean < 0.05 ? 2 : mean >= 100 ? 0 : 1;
  const isWithin = (decimals: number): boolean => {
    const shown = Number(mean.toFixed(decimals));
    return shown >= low && shown <= high;
  };
  return fixed(
    mean,
    [short, 1, 2, 3].find((decimals) => decimals >= short && isWithin(decimals)) ?? Math.max(2, short),
  );
}

export const rangeText = (interval: Interval): string =>
  interval.map((end) => fixed(end, decimalsEarned(interval))).join(' – ');

export const halfWidthText = (interval: Interval): string =>
  fixed((interval[1] - interval[0]) / 2, decimalsEarned(interval));

export const decimalsEarned = ([low, high]: Interval): number => {
  const half = (high - low) / 2;
  return half >= 5 ? 0 : half >= 0.2 ? 1 : 2;
};

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

/** "a", "a or b", "a, b or c". */
export function joined(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

import type { Estimate } from '../../src/measure/results.ts';
import { decimalsEarned, fixed } from '../numbers.ts';

/** Whether the interval leaves open that nothing changed. */
export const isSeen = ({ ci95: [low, high] }: Estimate): boolean => low > 0 || high < 0;

/** `−1.5 (−1.6 – −1.4)`, or that no difference was seen. */
export function differenceText(difference: Estimate): string {
  const { mean, ci95 } = difference;
  if (isSeen(difference)) return `${signed(mean, difference)} (${rangeOf(difference)})`;
  return ci95[0] === 0 && ci95[1] === 0 ? 'no difference' : `no difference seen (${rangeOf(difference)})`;
}

const rangeOf = (difference: Estimate): string => difference.ci95.map((end) => signed(end, difference)).join(' – ');

/** With its sign, as many decimals as the interval earns. */
function signed(value: number, { ci95 }: Estimate): string {
  const text = fixed(value, decimalsEarned(ci95));
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

import type { Estimate } from '../../src/measure/results.ts';
import { decimalsEarned, fixed } from '../numbers.ts';
import type { Palette } from '../theme.ts';
import { isNone } from './comparisons.ts';

/** A difference with its sign, with as many decimals as its interval earns: +2.3, −0.41. */
export const signed = ({ mean, ci95 }: Estimate): string => withSign(mean, decimalsEarned(ci95));

/** Its interval; both ends with their signs where they differ: −0.1 – +0.3. */
export const signedRange = ({ ci95 }: Estimate): string =>
  ci95.map((end) => withSign(end, decimalsEarned(ci95))).join(' – ');

function withSign(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Fewer reached, more reached, or no difference seen. */
export const toneOf = (difference: Estimate, palette: Palette): string =>
  isNone(difference) ? palette.mute : difference.mean < 0 ? palette.less : palette.more;

import { thousands } from '../base/thousands.ts';
import type { Interval } from '../measure/results.ts';
import type { Terminal } from './terminal.ts';

/** A count or mean as people read it: three significant digits, whole from 100 on. */
export function amount(value: number): string {
  if (Number.isInteger(value)) return thousands(value);
  const size = Math.abs(value);
  if (size >= 100) return thousands(Math.round(value));
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.1) return value.toFixed(2);
  return size >= 0.0005 ? value.toFixed(3) : '<0.001';
}

/** A share of 1 as a percentage; what is not nothing or all never looks like it. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100} %`;
  if (share < 0.001) return '<0.1 %';
  return share > 0.999 ? '>99.9 %' : `${(share * 100).toFixed(1)} %`;
}

/** Two decimals, or as many as needed to tell a small probability from none. */
export const chance = (p: number): string =>
  p === 0 || p === 1 || p >= 0.0995 ? p.toFixed(2) : p >= 0.001 ? p.toFixed(3) : p.toExponential(1);

export const interval = (
  { unicode }: Terminal,
  [low, high]: Interval,
  show: (value: number) => string = amount,
): string => `${show(low)}${unicode ? '–' : '-'}${show(high)}`;

/** "1 error", "2 errors". */
export const count = (n: number, noun: string, plural = `${noun}s`): string =>
  `${thousands(n)} ${n === 1 ? noun : plural}`;

export const bytes = (size: number): string =>
  size < 1024
    ? `${size} bytes`
    : size < 1024 * 1024
      ? `${(size / 1024).toFixed(1)} KB`
      : `${(size / 1024 / 1024).toFixed(1)} MB`;

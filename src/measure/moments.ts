import type { Distribution } from './distribution.ts';

/** Exact sums of whole values; floating point enters once, at the end. */
export type Moments = { readonly count: number; readonly sum: bigint; readonly squares: bigint };

export function momentsOf({ worlds, entries }: Distribution): Moments {
  let sum = 0n;
  let squares = 0n;
  for (const [value, count] of entries) {
    const product = BigInt(value) * BigInt(count);
    sum += product;
    squares += product * BigInt(value);
  }
  return { count: worlds, sum, squares };
}

/** Of a list of whole numbers below 2^53. */
export function momentsOfList(values: ArrayLike<number>): Moments {
  let [sum, squares, most] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    sum += value;
    squares += value * value;
    most = Math.max(most, Math.abs(value));
  }
  // Whole numbers below 2^53 add up exactly in any order, and a hundred times faster than without a bound.
  if (most * most * values.length > Number.MAX_SAFE_INTEGER) return momentsWithoutBound(values);
  return { count: values.length, sum: BigInt(sum), squares: BigInt(squares) };
}

function momentsWithoutBound(values: ArrayLike<number>): Moments {
  let sum = 0n;
  let squares = 0n;
  for (let i = 0; i < values.length; i++) {
    const value = BigInt(values[i] as number);
    sum += value;
    squares += value * value;
  }
  return { count: values.length, sum, squares };
}

/** 0 of nothing. */
export const meanOf = ({ count, sum }: Moments): number => (count === 0 ? 0 : Number(sum) / count);

/** Sample variance, divided by count - 1; 0 if there are fewer than two values. */
export function varianceOf({ count, sum, squares }: Moments): number {
  if (count < 2) return 0;
  const n = BigInt(count);
  return Number(n * squares - sum * sum) / Number(n * (n - 1n));
}

export const sdOf = (moments: Moments): number => Math.sqrt(varianceOf(moments));

/** A number as people compare it; what is not nothing never looks like it, and what is nothing has no sign. */
export function twoDecimals(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.005) return value < 0 ? '>−0.01' : '<0.01';
  return value.toFixed(2).replace('-', '−');
}

/** `0.41 – 0.43` */
export const rangeText = (ends: readonly [low: number, high: number]): string => ends.map(twoDecimals).join(' – ');

/** How many there are: not whole only where every world draws its own entry point. */
export const sizeText = (size: number): string => (Number.isInteger(size) ? String(size) : size.toFixed(1));

/** `1 threat`, `2 threats` */
export const counted = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`;

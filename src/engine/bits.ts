/** Number of ones in a 32-bit word. @see Hacker's Delight, section 5-1 */
export function countOnes(mask: number): number {
  let x = mask - ((mask >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Position of the lowest one of a word that is not 0. */
export const lowestOne = (mask: number): number => 31 - Math.clz32(mask & -mask);

/** The lowest `count` bits, 0 to 32. */
export const lowBits = (count: number): number => (count >= 32 ? -1 : (1 << count) - 1);

// Philox4x32-7 (Salmon, Moraes, Dror, Shaw, SC 2011), four counters at once: one in each 32-bit lane of its vectors.
// src/base/random.ts is the plain twin and says what a counter is made of.

const ROUNDS: i32 = 7;
/** Room for that many pairs of round keys, 16 bytes each, which {@link setSeed} writes: each instance has its own. */
export let roundKeys: usize = 0;
export const ROUND_KEY_BYTES: i32 = 32 * ROUNDS;

const M0: v128 = i32x4.splat(0xd2511f53);
const M1: v128 = i32x4.splat(0xcd9e8d57);
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;

/** The key of all draws from now on. */
export function setSeed(low: u32, high: u32): void {
  for (let round = 0; round < ROUNDS; round++) {
    const key = roundKeys + ((<usize>round) << 5);
    v128.store(key, i32x4.splat(low));
    v128.store(key, i32x4.splat(high), 16);
    low += W0;
    high += W1;
  }
}

// The four words of each counter.
export let plane0: v128 = i32x4.splat(0);
export let plane1: v128 = i32x4.splat(0);
export let plane2: v128 = i32x4.splat(0);
export let plane3: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline
function lowWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function highWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 1, 3, 5, 7);
}

/** Draws for four counters; their words are in plane0 to plane3. */
// @ts-ignore: decorator
@inline
export function philox(c0: v128, c1: v128, c2: v128, c3: v128): void {
  const end = roundKeys + ROUND_KEY_BYTES;
  for (let key = roundKeys; key < end; key += 32) {
    const a = i64x2.extmul_low_i32x4_u(c0, M0);
    const b = i64x2.extmul_high_i32x4_u(c0, M0);
    const c = i64x2.extmul_low_i32x4_u(c2, M1);
    const d = i64x2.extmul_high_i32x4_u(c2, M1);
    c0 = v128.xor(v128.xor(highWords(c, d), c1), v128.load(key));
    c2 = v128.xor(v128.xor(highWords(a, b), c3), v128.load(key, 16));
    c1 = lowWords(c, d);
    c3 = lowWords(a, b);
  }
  plane0 = c0;
  plane1 = c1;
  plane2 = c2;
  plane3 = c3;
}

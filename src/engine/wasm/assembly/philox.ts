// Philox4x32-7 (Salmon, Moraes, Dror, Shaw, SC 2011), four counters at once: one in each 32-bit lane of its vectors.
// src/base/random.ts is the plain twin and says what a counter is made of.

/** Seven pairs of round keys, 16 bytes each: written by {@link setSeed}. */
const ROUND_KEYS: usize = 2_560;
const ROUNDS: i32 = 7;

const M0: v128 = i32x4.splat(0xd2511f53);
const M1: v128 = i32x4.splat(0xcd9e8d57);
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;

/** The key of all draws from now on. */
export function setSeed(low: u32, high: u32): void {
  for (let round = 0; round < ROUNDS; round++) {
    v128.store(ROUND_KEYS + ((<usize>round) << 5), i32x4.splat(low));
    v128.store(ROUND_KEYS + ((<usize>round) << 5) + 16, i32x4.splat(high));
    low += W0;
    high += W1;
  }
}

// The four words of each counter. Globals cost a store; unrolled callers that need speed inline `round` themselves.
export let plane0: v128 = i32x4.splat(0);
export let plane1: v128 = i32x4.splat(0);
export let plane2: v128 = i32x4.splat(0);
export let plane3: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline
function low(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function high(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 1, 3, 5, 7);
}

/** Draws for four counters; their words are in plane0 to plane3. */
// @ts-ignore: decorator
@inline
export function philox(c0: v128, c1: v128, c2: v128, c3: v128): void {
  const pa0 = i64x2.extmul_low_i32x4_u(c0, M0), pb0 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc0 = i64x2.extmul_low_i32x4_u(c2, M1), pd0 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc0, pd0), c1), v128.load(ROUND_KEYS, 0));
  c2 = v128.xor(v128.xor(high(pa0, pb0), c3), v128.load(ROUND_KEYS, 16));
  c1 = low(pc0, pd0);
  c3 = low(pa0, pb0);
  const pa1 = i64x2.extmul_low_i32x4_u(c0, M0), pb1 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc1 = i64x2.extmul_low_i32x4_u(c2, M1), pd1 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc1, pd1), c1), v128.load(ROUND_KEYS, 32));
  c2 = v128.xor(v128.xor(high(pa1, pb1), c3), v128.load(ROUND_KEYS, 48));
  c1 = low(pc1, pd1);
  c3 = low(pa1, pb1);
  const pa2 = i64x2.extmul_low_i32x4_u(c0, M0), pb2 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc2 = i64x2.extmul_low_i32x4_u(c2, M1), pd2 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc2, pd2), c1), v128.load(ROUND_KEYS, 64));
  c2 = v128.xor(v128.xor(high(pa2, pb2), c3), v128.load(ROUND_KEYS, 80));
  c1 = low(pc2, pd2);
  c3 = low(pa2, pb2);
  const pa3 = i64x2.extmul_low_i32x4_u(c0, M0), pb3 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc3 = i64x2.extmul_low_i32x4_u(c2, M1), pd3 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc3, pd3), c1), v128.load(ROUND_KEYS, 96));
  c2 = v128.xor(v128.xor(high(pa3, pb3), c3), v128.load(ROUND_KEYS, 112));
  c1 = low(pc3, pd3);
  c3 = low(pa3, pb3);
  const pa4 = i64x2.extmul_low_i32x4_u(c0, M0), pb4 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc4 = i64x2.extmul_low_i32x4_u(c2, M1), pd4 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc4, pd4), c1), v128.load(ROUND_KEYS, 128));
  c2 = v128.xor(v128.xor(high(pa4, pb4), c3), v128.load(ROUND_KEYS, 144));
  c1 = low(pc4, pd4);
  c3 = low(pa4, pb4);
  const pa5 = i64x2.extmul_low_i32x4_u(c0, M0), pb5 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc5 = i64x2.extmul_low_i32x4_u(c2, M1), pd5 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc5, pd5), c1), v128.load(ROUND_KEYS, 160));
  c2 = v128.xor(v128.xor(high(pa5, pb5), c3), v128.load(ROUND_KEYS, 176));
  c1 = low(pc5, pd5);
  c3 = low(pa5, pb5);
  const pa6 = i64x2.extmul_low_i32x4_u(c0, M0), pb6 = i64x2.extmul_high_i32x4_u(c0, M0);
  const pc6 = i64x2.extmul_low_i32x4_u(c2, M1), pd6 = i64x2.extmul_high_i32x4_u(c2, M1);
  c0 = v128.xor(v128.xor(high(pc6, pd6), c1), v128.load(ROUND_KEYS, 192));
  c2 = v128.xor(v128.xor(high(pa6, pb6), c3), v128.load(ROUND_KEYS, 208));
  c1 = low(pc6, pd6);
  c3 = low(pa6, pb6);
  plane0 = c0;
  plane1 = c1;
  plane2 = c2;
  plane3 = c3;
}

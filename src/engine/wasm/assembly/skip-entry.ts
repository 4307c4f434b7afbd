// One entry point per world: floor(u n / 2^32) of the world's uniform u of purpose `entry`, for a block of 32 worlds.

import { philox, plane0, plane1, plane2, plane3 } from './philox';

const ENTRY: u32 = 12 << 27;

/** Writes the 32 entries of a block to `out`. */
export function drawEntries(block: u32, nodes: u32, out: usize): void {
  // Bit k of a uniform, the most significant being bit 0, is plane k; rows of the square of bits count from the least.
  drawRows(block, i32x4(7, 6, 5, 4), out);
  drawRows(block, i32x4(3, 2, 1, 0), out + 64);
  transpose(out);
  // The same number either way, as long as the product of doubles in the twin is exact.
  if (nodes <= 1 << 21) return scale(nodes, out);
  const n = <f64>nodes;
  for (let lane: usize = 0; lane < 128; lane += 4) {
    const u = <f64>load<u32>(out + lane);
    store<u32>(out + lane, <u32>((u / 4294967296.0) * n));
  }
}

/** Upper halves of the products with `nodes`. */
function scale(nodes: u32, out: usize): void {
  const n = i32x4.splat(nodes);
  for (let at = out; at < out + 128; at += 16) {
    const u = v128.load(at);
    v128.store(at, v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(u, n), i64x2.extmul_high_i32x4_u(u, n), 1, 3, 5, 7));
  }
}

/** 16 rows: those of four groups of planes, the last group and plane first. */
// @ts-ignore: decorator
@inline
function drawRows(block: u32, groups: v128, out: usize): void {
  philox(i32x4.splat(block), i32x4.splat(0), i32x4.splat(0), v128.or(groups, i32x4.splat(ENTRY)));
  const a = plane3, b = plane2, c = plane1, d = plane0;
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7), CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(out, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  v128.store(out, v128.shuffle<i64>(AB, CD, 0, 2), 32);
  v128.store(out, v128.shuffle<i64>(AB, CD, 1, 3), 48);
}

/** Transposes a square of 32 x 32 bits (Warren: Hacker's Delight, 7-3), four rows at a time. */
function transpose(rows: usize): void {
  swapRows(rows, 64, 16, 0x0000ffff);
  swapRows(rows, 32, 8, 0x00ff00ff);
  swapRows(rows, 16, 4, 0x0f0f0f0f);
  for (let at = rows; at < rows + 128; at += 16) {
    let four = v128.load(at);
    const far = v128.shuffle<i32>(four, four, 2, 3, 0, 1);
    let moved = v128.and(v128.xor(i32x4.shr_u(four, 2), far), i32x4.splat(0x33333333));
    moved = v128.shuffle<i32>(i32x4.shl(moved, 2), moved, 0, 1, 4, 5);
    four = v128.xor(four, moved);
    const near = v128.shuffle<i32>(four, four, 1, 0, 3, 2);
    moved = v128.and(v128.xor(i32x4.shr_u(four, 1), near), i32x4.splat(0x55555555));
    moved = v128.shuffle<i32>(i32x4.shl(moved, 1), moved, 0, 4, 2, 6);
    v128.store(at, v128.xor(four, moved));
  }
}

/** Swaps the upper bits of each row with the lower bits of the row `bytes` further on. */
// @ts-ignore: decorator
@inline
function swapRows(rows: usize, bytes: usize, shift: i32, mask: i32): void {
  for (let offset: usize = 0; offset < 128; offset += 16) {
    if ((offset & bytes) !== 0) continue;
    const at = rows + offset;
    const upper = v128.load(at), lower = v128.load(at + bytes);
    const moved = v128.and(v128.xor(i32x4.shr_u(upper, shift), lower), i32x4.splat(mask));
    v128.store(at + bytes, v128.xor(lower, moved));
    v128.store(at, v128.xor(upper, i32x4.shl(moved, shift)));
  }
}

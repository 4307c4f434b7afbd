// Who is reached in which world of a batch: one bit at position node << laneBits | lane of a long row of bits; that
// number, a pair, is also what queues hold.

import { laneBits } from './skip-draw';

/** (nodes << laneBits) bits, zero between batches. */
export let skipReachedBits: usize = 0;
/** [node]: worlds in which it was reached, added to what is there. */
export let skipReached: usize = 0;
/** [lane]: reached so far, entries too. */
export let skipLaneSizes: usize = 0;

/** Marks a pair and puts it at the end of a queue, which moves on if the pair is new. */
// @ts-ignore: decorator
@inline
export function reach(bits: usize, pair: u32, tail: usize): usize {
  const at = bits + (<usize>(pair >>> 5) << 2);
  const before = load<u32>(at);
  const bit: u32 = 1 << (pair & 31);
  store<u32>(at, before | bit);
  store<u32>(tail, pair);
  return tail + (<usize>((before & bit) === 0) << 2);
}

// @ts-ignore: decorator
@inline
export function addOne(counts: usize, i: u32): void {
  const at = counts + (<usize>i << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/** Marks nobody as reached again, after a batch whose pairs stand from `queue` to `tail`. */
export function forget(nodes: u32, queue: usize, tail: usize): void {
  const bits = skipReachedBits;
  const bytes = ((<usize>nodes << laneBits) + 31) >>> 5 << 2;
  if (tail - queue > bytes >>> 3) memory.fill(bits, 0, bytes);
  else for (let at = queue; at < tail; at += 4) store<u32>(bits + (<usize>(load<u32>(at) >>> 5) << 2), 0);
}

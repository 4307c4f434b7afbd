// The round that is being expanded: pairs of the queue that have not tried their arcs yet.

import { addTry, laneBits, skipOffsets, skipScratch } from './skip-draw';
import { addOne, skipLaneSizes, skipReached } from './skip-reached';

let head: usize = 0;
let end: usize = 0;

/** Out-arcs of all pairs so far. */
export let skipArcs: f64 = 0;

export function enterFrontier(from: usize, to: usize): void {
  head = from;
  end = to;
}

/** Counts pairs and puts them into a chunk that has `active` tries, until it has `room` or they are used up. */
// @ts-ignore: decorator
@inline
export function refill(active: u32, room: u32): u32 {
  const scratch = skipScratch;
  const offsets = skipOffsets;
  const reached = skipReached;
  const sizes = skipLaneSizes;
  const shift = laneBits;
  const mask: u32 = (1 << shift) - 1;
  const last = end;
  let at = head;
  let arcs: u64 = 0;
  while (at < last && active < room) {
    const pair = load<u32>(at);
    const node = pair >>> shift;
    addOne(reached, node);
    addOne(sizes, pair & mask);
    const row = offsets + (<usize>node << 2);
    const from = load<u32>(row), to = load<u32>(row, 4);
    active = addTry(scratch, active, pair, from, to);
    arcs += to - from;
    at += 4;
  }
  head = at;
  skipArcs += <f64>arcs;
  return active;
}

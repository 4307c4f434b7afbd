// How many nodes each component reaches, itself included, per scope: exactly. What the greatest component reaches is
// marked once; whoever reaches that component adds what it reaches beside the mark. A component with one successor adds
// itself to what that reaches. The others are searched one by one, until that has cost as much as going over all
// components with 128 nodes at a time would: then the rest is done so, and bad cases cost no more than about
// n (n + live arcs) / 256 steps.

import { componentMembers, componentOf, componentStarts } from './skip-components';
import { liveOffsets, liveTarget } from './skip-live';

/** [component * 8 + scope]: nodes reached; scope 0 is all, 1 to 7 a layer. */
export let outSizes: usize = 0;
/** [node]: layer, one byte. */
export let nodeLayers: usize = 0;
/** [layer * 8 + scope]: one node of the layer. */
export let layerUnits: usize = 0;
/** n each: the last search that saw a node; the queue of a search. One byte per component: its marks. */
export let outSeen: usize = 0;
export let outQueue: usize = 0;
export let outMarks: usize = 0;
/** [component]: nodes of a block of 128 that it reaches. */
export let outBits: usize = 0;

/** Reached by the greatest component; reaches it. */
const BELOW: u32 = 1;
const ABOVE: u32 = 2;
const NOBODY: u32 = 0xffffffff;

let work: u64 = 0;
let countLow: v128 = i32x4.splat(0);
let countHigh: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline
function compOf(v: u32): u32 {
  return load<u32>(componentOf + (<usize>v << 2));
}

// @ts-ignore: decorator
@inline
function startOf(c: u32): u32 {
  return load<u32>(componentStarts + (<usize>c << 2));
}

// @ts-ignore: decorator
@inline
function memberAt(i: u32): u32 {
  return load<u32>(componentMembers + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function markOf(c: u32): u32 {
  return load<u8>(outMarks + c);
}

// @ts-ignore: decorator
@inline
function countNode(v: u32): void {
  const unit = layerUnits + (<usize>load<u8>(nodeLayers + v) << 5);
  countLow = i32x4.add(countLow, v128.load(unit));
  countHigh = i32x4.add(countHigh, v128.load(unit, 16));
}

/** Counts for all components. */
export function measureOutSets(nodes: u32, components: u32): void {
  memory.fill(outSeen, 0xff, <usize>nodes << 2);
  memory.fill(outMarks, 0, components);
  const greatest = greatestOf(components);
  markBelow(greatest);
  const topLow = countLow, topHigh = countHigh;
  const enough = costOfBlocks(nodes, components);
  work = 0;
  for (let c: u32 = 0; c < components; c++) {
    if (c === greatest) {
      countLow = topLow;
      countHigh = topHigh;
      store<u8>(outMarks + c, BELOW | ABOVE);
    } else {
      if (work > enough) return measureByBlocks(nodes, components, c);
      measure(c, topLow, topHigh);
    }
    const out = outSizes + (<usize>c << 5);
    v128.store(out, countLow);
    v128.store(out, countHigh, 16);
  }
}

function greatestOf(components: u32): u32 {
  let greatest: u32 = 0;
  let most: u32 = 0;
  for (let c: u32 = 0; c < components; c++) {
    const size = startOf(c + 1) - startOf(c);
    if (size > most) {
      most = size;
      greatest = c;
    }
  }
  return greatest;
}

/** Marks and counts what a component reaches: it and some of those before it, latest first. */
function markBelow(greatest: u32): void {
  const marks = outMarks;
  store<u8>(marks + greatest, BELOW);
  countLow = i32x4.splat(0);
  countHigh = i32x4.splat(0);
  for (let i = startOf(greatest + 1); i > 0; i--) {
    const v = memberAt(i - 1);
    if (markOf(compOf(v)) === 0) continue;
    countNode(v);
    const row = liveOffsets + (<usize>v << 2);
    const last = load<u32>(row, 4);
    for (let a = load<u32>(row); a < last; a++) {
      store<u8>(marks + compOf(load<u32>(liveTarget + (<usize>a << 2))), BELOW);
    }
  }
}

/** Counts the nodes that a component reaches, but none in components that have `skipped` for a mark. */
function search(c: u32, stamp: u32, skipped: u32): void {
  const seen = outSeen;
  const offsets = liveOffsets;
  const target = liveTarget;
  let tail = outQueue;
  countLow = i32x4.splat(0);
  countHigh = i32x4.splat(0);
  const end = startOf(c + 1);
  for (let i = startOf(c); i < end; i++) {
    const v = memberAt(i);
    store<u32>(seen + (<usize>v << 2), stamp);
    store<u32>(tail, v);
    tail += 4;
    countNode(v);
  }
  for (let head = outQueue; head < tail; head += 4) {
    const row = offsets + (<usize>load<u32>(head) << 2);
    const last = load<u32>(row, 4);
    work += 1 + last - load<u32>(row);
    for (let a = load<u32>(row); a < last; a++) {
      const w = load<u32>(target + (<usize>a << 2));
      const at = seen + (<usize>w << 2);
      if (load<u32>(at) === stamp || (markOf(compOf(w)) & skipped) !== 0) continue;
      store<u32>(at, stamp);
      store<u32>(tail, w);
      tail += 4;
      countNode(w);
    }
  }
}

/** Counts what a component reaches, all its successors being done. */
function measure(c: u32, topLow: v128, topHigh: v128): void {
  const start = startOf(c), end = startOf(c + 1);
  // The least and the greatest successor, counting from 1; then of those that are not below the greatest component.
  let least = NOBODY, most: u32 = 0, leastOutside = NOBODY, mostOutside: u32 = 0;
  let marks: u32 = 0;
  for (let i = start; i < end; i++) {
    const row = liveOffsets + (<usize>memberAt(i) << 2);
    const last = load<u32>(row, 4);
    for (let a = load<u32>(row); a < last; a++) {
      const d = compOf(load<u32>(liveTarget + (<usize>a << 2)));
      const mark = markOf(d);
      const isOther = d !== c;
      const isOutside = <bool>(<u32>isOther & ~mark & BELOW);
      marks |= mark;
      least = min(least, select(d + 1, NOBODY, isOther));
      most = max(most, select(d + 1, 0, isOther));
      leastOutside = min(leastOutside, select(d + 1, NOBODY, isOutside));
      mostOutside = max(mostOutside, select(d + 1, 0, isOutside));
    }
  }
  const mark = outMarks + c;
  store<u8>(mark, load<u8>(mark) | (marks & ABOVE));
  if (most === 0) {
    countMembers(start, end);
  } else if (least === most) {
    countMembers(start, end);
    addOut(most - 1);
  } else if ((marks & ABOVE) === 0) {
    search(c, c, 0);
  } else if (mostOutside === 0) {
    countMembers(start, end);
    addTop(topLow, topHigh);
  } else if (leastOutside === mostOutside && (markOf(mostOutside - 1) & ABOVE) !== 0) {
    countMembers(start, end);
    addOut(mostOutside - 1);
  } else {
    search(c, c, BELOW);
    addTop(topLow, topHigh);
  }
}

function countMembers(start: u32, end: u32): void {
  countLow = i32x4.splat(0);
  countHigh = i32x4.splat(0);
  for (let i = start; i < end; i++) countNode(memberAt(i));
}

// @ts-ignore: decorator
@inline
function addOut(c: u32): void {
  addTop(v128.load(outSizes + (<usize>c << 5)), v128.load(outSizes + (<usize>c << 5), 16));
}

// @ts-ignore: decorator
@inline
function addTop(low: v128, high: v128): void {
  countLow = i32x4.add(countLow, low);
  countHigh = i32x4.add(countHigh, high);
}

/** Steps over arcs and components for all blocks: about half of them matter to each. */
function costOfBlocks(nodes: u32, components: u32): u64 {
  const arcs = load<u32>(liveOffsets + (<usize>nodes << 2));
  return ((<u64>nodes >>> 8) + 1) * (<u64>arcs + 4 * components);
}

/** Components from `first` on, 128 positions of {@link componentMembers} at a time. */
function measureByBlocks(nodes: u32, components: u32, first: u32): void {
  memory.fill(outSizes + (<usize>first << 5), 0, <usize>(components - first) << 5);
  for (let from: u32 = 0; from < nodes; from += 128) measureBlock(from, min(from + 128, nodes), components, first);
}

function measureBlock(from: u32, to: u32, components: u32, first: u32): void {
  const lowest = compOf(memberAt(from));
  for (let c = lowest; c < components; c++) {
    const start = startOf(c), end = startOf(c + 1);
    const bits = outBits + (<usize>c << 4);
    let reached = i32x4.splat(0);
    v128.store(bits, reached);
    for (let i = start; i < end; i++) {
      if (i >= from && i < to) {
        const byte = bits + (<usize>(i - from) >>> 3);
        store<u8>(byte, load<u8>(byte) | (<u8>1 << <u8>((i - from) & 7)));
      }
      const row = liveOffsets + (<usize>memberAt(i) << 2);
      const last = load<u32>(row, 4);
      for (let a = load<u32>(row); a < last; a++) {
        const d = compOf(load<u32>(liveTarget + (<usize>a << 2)));
        // Components below the lowest of the block reach none of it.
        if (d >= lowest && d !== c) reached = v128.or(reached, v128.load(outBits + (<usize>d << 4)));
      }
    }
    reached = v128.or(reached, v128.load(bits));
    v128.store(bits, reached);
    if (c >= first) countBits(c, reached, from);
  }
}

function countBits(c: u32, reached: v128, from: u32): void {
  const out = outSizes + (<usize>c << 5);
  countLow = v128.load(out);
  countHigh = v128.load(out, 16);
  countHalf(<u64>i64x2.extract_lane(reached, 0), from);
  countHalf(<u64>i64x2.extract_lane(reached, 1), from + 64);
  v128.store(out, countLow);
  v128.store(out, countHigh, 16);
}

// @ts-ignore: decorator
@inline
function countHalf(bits: u64, from: u32): void {
  for (; bits !== 0; bits &= bits - 1) countNode(memberAt(from + <u32>ctz(bits)));
}

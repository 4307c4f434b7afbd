// Spread over a raw graph in many worlds at once, the worlds of a batch being lanes: independent cascade by gaps, or the
// set that SIR has infected in the end. Rounds are kept apart: all pairs of a round are expanded before those that they
// reach. src/engine/skip/cascade.ts is the plain twin.

import { CHUNK, drawChunk, enterLanes, laneBits, landed, LANDINGS, setLanes, skipScratch, skipTarget, walkChunk } from './skip-draw';
import { drawEntries } from './skip-entry';
import { enterFrontier, refill } from './skip-frontier';
import { forget, reach, skipLaneSizes, skipReachedBits } from './skip-reached';
import { expandRounds } from './skip-rounds';

export let skipNodes: u32 = 0;
/** 2 ^ skipLaneBits worlds at once; nodes << skipLaneBits is at most 2^32. */
export let skipLaneBits: u32 = 0;
/** 0: independent cascade; 1: SIR, each node infectious for rounds of its own. */
export let skipModel: i32 = 0;
/** Entry nodes, the same in all worlds; none: one drawn for each world. */
export let skipEntries: usize = 0;
export let skipEntryCount: u32 = 0;
/** (nodes << laneBits) + 1 pairs. */
export let skipQueue: usize = 0;
/** The entries of 32 worlds. */
export let skipDrawn: usize = 0;

// What is counted, added to what is there: [size] worlds and first world; [round] pairs.
export let skipSizes: usize = 0;
export let skipFirstWorlds: usize = 0;
export let skipHits: usize = 0;
export let skipPairs: f64 = 0;

/** Worlds from one up to another, the first one the first of a block of 32. */
export function runSkipCascade(fromWorld: u32, toWorld: u32): void {
  setLanes(skipLaneBits);
  const width: u32 = 1 << skipLaneBits;
  for (let world = fromWorld; world < toWorld; world += width) {
    const worlds = min(width, toWorld - world);
    enterLanes(world);
    const tail = spread(enter(world, worlds));
    skipPairs += <f64>((tail - skipQueue) >> 2);
    forget(skipNodes, skipQueue, tail);
    addSizes(world, worlds);
  }
}

/** The pairs that a batch starts from; where they end. */
function enter(world: u32, worlds: u32): usize {
  let tail = skipQueue;
  const bits = skipReachedBits;
  if (skipEntryCount === 0) return enterDrawn(world, worlds);
  for (let i: u32 = 0; i < skipEntryCount; i++) {
    const v = load<u32>(skipEntries + (<usize>i << 2));
    for (let lane: u32 = 0; lane < worlds; lane++) tail = reach(bits, (v << laneBits) | lane, tail);
  }
  return tail;
}

function enterDrawn(world: u32, worlds: u32): usize {
  let tail = skipQueue;
  const bits = skipReachedBits;
  for (let lane: u32 = 0; lane < worlds; lane++) {
    const inBlock = (world + lane) & 31;
    // Also where a batch is less than a block: its first batch draws for all.
    if (inBlock === 0) drawEntries((world + lane) >>> 5, skipNodes, skipDrawn);
    tail = reach(bits, (load<u32>(skipDrawn + (<usize>inBlock << 2)) << laneBits) | lane, tail);
  }
  return tail;
}

/** Round after round, until nobody new is reached; where the queue ends. */
function spread(tail: usize): usize {
  let head = skipQueue;
  for (let hits = skipHits + 8; head < tail; hits += 8) {
    const end = tail;
    enterFrontier(head, end);
    tail = skipModel === 0 ? expand(end) : expandRounds(end);
    head = end;
    store<f64>(hits, load<f64>(hits) + <f64>((tail - end) >> 2));
  }
  return tail;
}
/** All pairs of the frontier try their arcs; returns the end of those that they reach. */
function expand(tail: usize): usize {
  for (let active = refill(0, CHUNK); active > 0; active = refill(active, CHUNK)) {
    drawChunk(active);
    active = walkChunk(active);
    tail = land(tail);
  }
  return tail;
}

/** Touches whatever live arcs lead to. */
// @ts-ignore: decorator
@inline
function land(tail: usize): usize {
  const target = skipTarget;
  const bits = skipReachedBits;
  const shift = laneBits;
  const mask: u32 = (1 << shift) - 1;
  const end = landed;
  for (let landing = skipScratch + LANDINGS; landing < end; landing += 8) {
    const v = load<u32>(target + (<usize>load<u32>(landing) << 2));
    tail = reach(bits, (v << shift) | (load<u32>(landing, 4) & mask), tail);
  }
  return tail;
}

function addSizes(world: u32, worlds: u32): void {
  const entries = max(skipEntryCount, 1);
  for (let lane: u32 = 0; lane < worlds; lane++) {
    const at = skipLaneSizes + (<usize>lane << 2);
    const size = <usize>(load<u32>(at) - entries) << 2;
    store<u32>(at, 0);
    const before = load<u32>(skipSizes + size);
    store<u32>(skipSizes + size, before + 1);
    if (before === 0) store<u32>(skipFirstWorlds + size, world + lane);
  }
}

// Live arcs by gaps; src/engine/skip/live-arcs.ts is the plain twin and says what is drawn. A caller fills a chunk with
// tries (who in which world, over which arcs), `drawChunk` gives each of them four words, `walkChunk` turns words into
// landings. Tries that need more words stay for the next chunk. Nothing branches on a draw: lists grow by a step that
// is 0 or 1, because a processor cannot guess draws.

import { philox, plane0, plane1, plane2, plane3 } from './philox';

export const CHUNK: u32 = 256;

// The graph; see src/engine/skip/skip-graph.ts.
export let skipOffsets: usize = 0;
export let skipTarget: usize = 0;
/** 0: one probability; 1: few, each a level; 2: powers of two. */
export let skipKind: i32 = 0;
export let skipLevels: usize = 0;
export let skipThresholds: usize = 0;
export let skipGuess: usize = 0;
export let skipGuessShift: u32 = 0;
/** Level (kind 1, one byte) or chance (kind 2) of each arc. */
export let skipOwn: usize = 0;
export let skipAccept: usize = 0;

/** Room for one chunk, SCRATCH_BYTES. */
export let skipScratch: usize = 0;
// Of each try: a pair, node << laneBits | lane; how many calls it has had; which arcs are left (next, end) and, as
// tries drop out, at which slot its pair and words stand.
export const PAIR: usize = 0;
export const CALL: usize = PAIR + 4 * (CHUNK + 4);
const SLOT: usize = CALL + 4 * (CHUNK + 4);
export const LEFT: usize = SLOT + 4 * (CHUNK + 4);
export const WORDS: usize = LEFT + 8 * (CHUNK + 4);
/** Of each landing: arc, pair. */
export const LANDINGS: usize = WORDS + 16 * (CHUNK + 4);
export const SCRATCH_BYTES: usize = LANDINGS + 8 * 4 * (CHUNK + 4);

/** Purpose of the counters. */
export const GAP: u32 = 13 << 27;

/** Lane 0 is this world. */
export let firstWorld: u32 = 0;
export let laneBits: u32 = 0;

export function setLanes(bits: u32): void {
  laneBits = bits;
}

export function enterLanes(world: u32): void {
  firstWorld = world;
}

// @ts-ignore: decorator
@inline
function isBelow(a: u32, b: u32): u32 {
  return <u32>(a < b);
}

/** Puts a try at position `active` of the chunk; it counts if it has arcs. Returns the tries then. */
// @ts-ignore: decorator
@inline
export function addTry(scratch: usize, active: u32, pair: u32, arc: u32, end: u32): u32 {
  const at = scratch + (<usize>active << 2);
  store<u32>(at, pair, PAIR);
  store<u32>(at, 0, CALL);
  const left = scratch + (<usize>active << 3);
  store<u32>(left, arc, LEFT);
  store<u32>(left, end, LEFT + 4);
  return active + isBelow(arc, end);
}

/** Four words for each try. */
export function drawChunk(active: u32): void {
  const scratch = skipScratch;
  const first = i32x4.splat(firstWorld);
  const lane = i32x4.splat((1 << laneBits) - 1);
  const shift = laneBits;
  const gap = i32x4.splat(GAP);
  const none = i32x4.splat(0);
  for (let k: u32 = 0; k < active; k += 4) {
    const at = scratch + (<usize>k << 2);
    const pair = v128.load(at, PAIR);
    philox(
      i32x4.add(first, v128.and(pair, lane)),
      i32x4.shr_u(pair, shift),
      none,
      v128.or(gap, v128.load(at, CALL)),
    );
    storeTransposed(scratch + (<usize>k << 4), plane0, plane1, plane2, plane3);
  }
}

// @ts-ignore: decorator
@inline
export function storeTransposed(words: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7), CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(words, v128.shuffle<i64>(ab, cd, 0, 2), WORDS);
  v128.store(words, v128.shuffle<i64>(ab, cd, 1, 3), WORDS + 16);
  v128.store(words, v128.shuffle<i64>(AB, CD, 0, 2), WORDS + 32);
  v128.store(words, v128.shuffle<i64>(AB, CD, 1, 3), WORDS + 48);
}

/** Where the landings of the last walk end. */
export let landed: usize = 0;

/** Uses up the words of a chunk; returns how many tries are left, moved to its front. */
export function walkChunk(active: u32): u32 {
  const scratch = skipScratch;
  landed = scratch + LANDINGS;
  if (skipKind === 0) {
    active = firstStep(active);
    for (let j: usize = 4; j < 16; j += 4) active = stepOne(active, j);
    return keepTries(active);
  }
  for (let k: u32 = 0; k < active; k++) store<u32>(scratch + (<usize>k << 2), k, SLOT);
  for (let j: usize = 0; j < 16; j += 8) active = skipKind === 1 ? stepFew(active, j) : stepPowers(active, j);
  return keepTries(active);
}

/** Tries for the next chunk: with their pairs, and one call more. */
function keepTries(active: u32): u32 {
  const scratch = skipScratch;
  for (let k: u32 = 0; k < active; k++) {
    const at = scratch + (<usize>k << 2);
    const slot = scratch + (<usize>load<u32>(at, SLOT) << 2);
    store<u32>(at, load<u32>(slot, PAIR), PAIR);
    store<u32>(at, load<u32>(slot, CALL) + 1, CALL);
  }
  return active;
}

// @ts-ignore: decorator
@inline
export function gapOf(word: u32, guess: usize, shift: u32, thresholds: usize): u32 {
  let gap = <u32>load<u16>(guess + (<usize>(word >>> shift) << 1));
  // Almost never taken where tables are short.
  while (word < load<u32>(thresholds + (<usize>gap << 2), 4)) gap++;
  return gap;
}

/** The first word of each try: slots are positions. */
function firstStep(active: u32): u32 {
  const scratch = skipScratch;
  const guess = skipGuess;
  const shift = skipGuessShift;
  const thresholds = skipThresholds;
  const most = load<u32>(skipLevels, 4);
  let out = landed;
  let kept: u32 = 0;
  for (let k: u32 = 0; k < active; k++) {
    const left = scratch + (<usize>k << 3);
    const end = load<u32>(left, LEFT + 4);
    const gap = gapOf(load<u32>(scratch + (<usize>k << 4), WORDS), guess, shift, thresholds);
    const arc = load<u32>(left, LEFT) + gap;
    const told = isBelow(gap, most);
    store<u32>(out, arc);
    store<u32>(out, load<u32>(scratch + (<usize>k << 2), PAIR), 4);
    out += <usize>(isBelow(arc, end) & told) << 3;
    const next = arc + told;
    store<u32>(scratch + (<usize>kept << 2), k, SLOT);
    const stay = scratch + (<usize>kept << 3);
    store<u32>(stay, next, LEFT);
    store<u32>(stay, end, LEFT + 4);
    kept += isBelow(next, end);
  }
  landed = out;
  return kept;
}

/** One word of each try: whoever lands is written down, whoever has arcs left stays. */
function stepOne(active: u32, j: usize): u32 {
  const scratch = skipScratch;
  const guess = skipGuess;
  const shift = skipGuessShift;
  const thresholds = skipThresholds;
  const most = load<u32>(skipLevels, 4);
  let out = landed;
  let kept: u32 = 0;
  for (let k: u32 = 0; k < active; k++) {
    const slot = load<u32>(scratch + (<usize>k << 2), SLOT);
    const left = scratch + (<usize>k << 3);
    const end = load<u32>(left, LEFT + 4);
    const gap = gapOf(load<u32>(scratch + (<usize>slot << 4) + j, WORDS), guess, shift, thresholds);
    const arc = load<u32>(left, LEFT) + gap;
    const told = isBelow(gap, most);
    tell(out, slot, arc);
    out += <usize>(isBelow(arc, end) & told) << 3;
    const next = arc + told;
    kept += keep(kept, slot, next, end);
  }
  landed = out;
  return kept;
}

/** Writes a landing: the arc, and the pair of world and node that draws. */
// @ts-ignore: decorator
@inline
function tell(out: usize, slot: u32, arc: u32): void {
  store<u32>(out, arc);
  store<u32>(out, load<u32>(skipScratch + (<usize>slot << 2), PAIR), 4);
}

/** Writes down that a slot goes on from arc `next`. @returns 1 if it does: else the next one takes its place */
// @ts-ignore: decorator
@inline
function keep(kept: u32, slot: u32, next: u32, end: u32): u32 {
  store<u32>(skipScratch + (<usize>kept << 2), slot, SLOT);
  const stay = skipScratch + (<usize>kept << 3);
  store<u32>(stay, next, LEFT);
  store<u32>(stay, end, LEFT + 4);
  return isBelow(next, end);
}

/** The same with a pair of words, the probabilities of arcs being levels. */
function stepFew(active: u32, j: usize): u32 {
  const scratch = skipScratch;
  const own = skipOwn;
  const accept = skipAccept;
  let out = landed;
  let kept: u32 = 0;
  for (let k: u32 = 0; k < active; k++) {
    const slot = load<u32>(scratch + (<usize>k << 2), SLOT);
    const left = scratch + (<usize>k << 3);
    const end = load<u32>(left, LEFT + 4);
    const from = load<u32>(left, LEFT);
    const words = scratch + (<usize>slot << 4) + j;
    const level = <usize>load<u8>(own + from);
    const table = skipLevels + (level << 4);
    const gap = gapIn(table, load<u32>(words, WORDS));
    const arc = from + gap;
    const told = isBelow(gap, load<u32>(table, 4));
    // The level of an arc that there is, in case the landing is beyond the end.
    const there = <usize>load<u8>(own + (arc < end ? arc : from));
    const holds = <u32>(load<u32>(words, WORDS + 4) <= load<u32>(accept + (((level << 5) + there) << 2)));
    tell(out, slot, arc);
    out += <usize>(isBelow(arc, end) & told & holds) << 3;
    const next = arc + told;
    kept += keep(kept, slot, next, end);
  }
  landed = out;
  return kept;
}

/** The same with powers of two as levels. */
function stepPowers(active: u32, j: usize): u32 {
  const scratch = skipScratch;
  const own = skipOwn;
  let out = landed;
  let kept: u32 = 0;
  for (let k: u32 = 0; k < active; k++) {
    const slot = load<u32>(scratch + (<usize>k << 2), SLOT);
    const left = scratch + (<usize>k << 3);
    const end = load<u32>(left, LEFT + 4);
    const from = load<u32>(left, LEFT);
    const words = scratch + (<usize>slot << 4) + j;
    const zeros = clz(load<u32>(own + (<usize>from << 2)));
    const level: u32 = zeros < 31 ? zeros : 31;
    const table = skipLevels + (<usize>level << 4);
    const gap = gapIn(table, load<u32>(words, WORDS));
    const arc = from + gap;
    const told = isBelow(gap, load<u32>(table, 4));
    const there = load<u32>(own + (<usize>(arc < end ? arc : from) << 2));
    const holds = <u32>(load<u32>(words, WORDS + 4) >>> level <= there);
    tell(out, slot, arc);
    out += <usize>(isBelow(arc, end) & told & holds) << 3;
    const next = arc + told;
    kept += keep(kept, slot, next, end);
  }
  landed = out;
  return kept;
}

/** A word's gap by the table of a level. */
// @ts-ignore: decorator
@inline
function gapIn(table: usize, word: u32): u32 {
  return gapOf(
    word,
    skipGuess + (<usize>load<u32>(table, 8) << 1),
    skipGuessShift,
    skipThresholds + (<usize>load<u32>(table) << 2),
  );
}

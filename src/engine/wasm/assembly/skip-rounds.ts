// SIR in one pass: each node is infectious for a number of rounds drawn once, and an arc passes at some time in them or
// never. src/engine/skip/passed-arcs.ts is the plain twin and says what is drawn.

import { philox, plane0, plane1, plane2, plane3 } from './philox';
import { CALL, drawChunk, firstWorld, GAP, gapOf, laneBits, LEFT, PAIR, skipKind, skipOwn, skipScratch, skipTarget, storeTransposed, WORDS } from './skip-draw';
import { refill } from './skip-frontier';
import { reach, skipReachedBits } from './skip-reached';

/** The table of recovery; see src/engine/skip/gap-tables.ts. */
export let roundLevels: usize = 0;
export let roundThresholds: usize = 0;
export let roundGuess: usize = 0;
export let roundGuessShift: u32 = 0;
/** [rounds] up to roundChanceCount: chance within so many rounds, if all arcs have one probability. */
export let roundChances: usize = 0;
export let roundChanceCount: u32 = 0;
/** Chance of all arcs (kind 0) or of each level (kind 1). */
export let roundChance: u32 = 0;
export let roundLevelChances: usize = 0;
/** ROUND_BYTES. */
export let roundScratch: usize = 0;

const ROOM: u32 = 64;
const DURATION: u32 = 18 << 27;

// [byte]: the positions of its ones, as eight bytes. Then of each try: rounds. Then the arcs that passed, and their pairs.
const POSITIONS: usize = 0;
const ROUNDS: usize = POSITIONS + 256 * 8;
const ARCS: usize = ROUNDS + 4 * (ROOM + 4);
const PAIRS: usize = ARCS + 4 * 16 * (ROOM + 1);
export const ROUND_BYTES: usize = PAIRS + 4 * 16 * (ROOM + 1);

/** Fills the table of positions. */
export function prepareRounds(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let at = roundScratch + (<usize>byte << 3);
    for (let bit: u32 = 0; bit < 8; bit++) if ((byte >>> bit) & 1) store<u8>(at++, bit, POSITIONS);
  }
}

/** All pairs of the frontier try their arcs; returns the end of those that they reach. */
export function expandRounds(tail: usize): usize {
  let left: u32 = 0;
  for (let active = refill(left, ROOM); active > 0; active = refill(left, ROOM)) {
    drawRounds(left, active);
    drawChunk(active);
    left = tryArcs(active);
    tail = land(tail);
  }
  return tail;
}

/** Rounds of the tries from one position up to another. */
function drawRounds(from: u32, to: u32): void {
  const scratch = skipScratch;
  const first = i32x4.splat(firstWorld);
  const lane = i32x4.splat((1 << laneBits) - 1);
  for (let k = from & ~3; k < to; k += 4) {
    const pair = v128.load(scratch + (<usize>k << 2), PAIR);
    const world = i32x4.add(first, v128.and(pair, lane));
    philox(world, i32x4.shr_u(pair, laneBits), i32x4.splat(0), i32x4.splat(DURATION));
    storeTransposed(scratch + (<usize>k << 4), plane0, plane1, plane2, plane3);
  }
  const most = load<u32>(roundLevels, 4);
  for (let k = from; k < to; k++) {
    const gap = gapOf(load<u32>(scratch + (<usize>k << 4), WORDS), roundGuess, roundGuessShift, roundThresholds);
    const rounds = gap < most ? gap + 1 : moreRounds(k, gap + 1);
    store<u32>(roundScratch + (<usize>k << 2), rounds, ROUNDS);
  }
}

/** Goes on where the first word did not tell. */
function moreRounds(k: u32, rounds: u32): u32 {
  const words = skipScratch + (<usize>k << 4);
  const most = load<u32>(roundLevels, 4);
  const pair = load<u32>(skipScratch + (<usize>k << 2), PAIR);
  for (let j: u32 = 1, gap = most; gap === most; j++) {
    if ((j & 3) === 0) {
      const world = firstWorld + (pair & ((1 << laneBits) - 1));
      philox(i32x4.splat(world), i32x4.splat(pair >>> laneBits), i32x4.splat(0), i32x4.splat(DURATION | (j >>> 2)));
      store<u32>(words, i32x4.extract_lane(plane0, 0), WORDS);
      store<u32>(words, i32x4.extract_lane(plane1, 0), WORDS + 4);
      store<u32>(words, i32x4.extract_lane(plane2, 0), WORDS + 8);
      store<u32>(words, i32x4.extract_lane(plane3, 0), WORDS + 12);
    }
    gap = gapOf(load<u32>(words + ((j & 3) << 2), WORDS), roundGuess, roundGuessShift, roundThresholds);
    rounds += gap;
  }
  return rounds;
}

/** Chance that one of so many tries passes. */
function chanceWithin(rounds: u32, chance: u32): u32 {
  let power = <f64>(0xffffffff - chance) / 4294967296.0;
  let all: f64 = 1;
  for (; rounds > 0; rounds >>>= 1) {
    if (rounds & 1) all *= power;
    power *= power;
  }
  return <u32>(max(0.0, Math.floor((1 - all) * 4294967296.0 + 0.5) - 1));
}

/** Where the arcs that passed end. */
let passed: usize = 0;

/** Sixteen arcs of each try; returns how many tries have more, moved to the front. */
function tryArcs(active: u32): u32 {
  const scratch = skipScratch;
  passed = roundScratch;
  let kept: u32 = 0;
  for (let k: u32 = 0; k < active; k++) {
    const left = scratch + (<usize>k << 3);
    const arc = load<u32>(left, LEFT), end = load<u32>(left, LEFT + 4);
    const pair = load<u32>(scratch + (<usize>k << 2), PAIR);
    const call = load<u32>(scratch + (<usize>k << 2), CALL);
    const rounds = load<u32>(roundScratch + (<usize>k << 2), ROUNDS);
    const count = min(end - arc, 16);
    const bytes = v128.load(scratch + (<usize>k << 4), WORDS);
    const passes = skipKind === 0 ? passesAlike(bytes, rounds, pair, call, count) : passesEach(k, rounds, pair, call, arc, count);
    emit(arc, pair, passes);
    store<u32>(scratch + (<usize>kept << 2), pair, PAIR);
    store<u32>(scratch + (<usize>kept << 2), call + 1, CALL);
    store<u32>(scratch + (<usize>kept << 3), arc + count, LEFT);
    store<u32>(scratch + (<usize>kept << 3), end, LEFT + 4);
    store<u32>(roundScratch + (<usize>kept << 2), rounds, ROUNDS);
    kept += <u32>(arc + count < end);
  }
  return kept;
}

/** Which of at most sixteen arcs of one chance pass, by one byte each. */
// @ts-ignore: decorator
@inline
function passesAlike(bytes: v128, rounds: u32, pair: u32, call: u32, count: u32): u32 {
  const there: u32 = (1 << count) - 1;
  const chance = rounds < roundChanceCount ? load<u32>(roundChances + (<usize>rounds << 2)) : chanceWithin(rounds, roundChance);
  const top = i8x16.splat(<i8>(chance >>> 24));
  let passes = <u32>i8x16.bitmask(i8x16.lt_u(bytes, top)) & there;
  for (let ties = <u32>i8x16.bitmask(i8x16.eq(bytes, top)) & there; ties !== 0; ties &= ties - 1) {
    const i = ctz(ties);
    if (restOf(pair, (call << 4) | i) <= (chance & 0xffffff)) passes |= 1 << i;
  }
  return passes;
}

/** The same where arcs have chances of their own. */
function passesEach(k: u32, rounds: u32, pair: u32, call: u32, arc: u32, count: u32): u32 {
  const bytes = skipScratch + (<usize>k << 4);
  let passes: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const own = skipKind === 1
      ? load<u32>(roundLevelChances + (<usize>load<u8>(skipOwn + arc + i) << 2))
      : load<u32>(skipOwn + ((<usize>arc + i) << 2));
    const chance = chanceWithin(rounds, own);
    const byte = <u32>load<u8>(bytes + i, WORDS);
    const top = chance >>> 24;
    if (byte < top || (byte === top && restOf(pair, (call << 4) | i) <= (chance & 0xffffff))) passes |= 1 << i;
  }
  return passes;
}

/** The digits of an arc's draw that one byte does not have. */
function restOf(pair: u32, i: u32): u32 {
  const world = firstWorld + (pair & ((1 << laneBits) - 1));
  philox(i32x4.splat(world), i32x4.splat(pair >>> laneBits), i32x4.splat(1), i32x4.splat(GAP | i));
  return <u32>i32x4.extract_lane(plane0, 0) >>> 8;
}

/** Writes down arc + i for every bit i that is set; eight at once, those that are none are overwritten. */
// @ts-ignore: decorator
@inline
function emit(arc: u32, pair: u32, passes: u32): void {
  const low = passes & 0xff;
  emitEight(arc, pair, low);
  passed += <usize>popcnt(low) << 2;
  const high = passes >>> 8;
  emitEight(arc + 8, pair, high);
  passed += <usize>popcnt(high) << 2;
}

// @ts-ignore: decorator
@inline
function emitEight(arc: u32, pair: u32, byte: u32): void {
  const positions = i16x8.extend_low_i8x16_u(v128.load64_zero(roundScratch + (<usize>byte << 3), POSITIONS));
  const first = i32x4.splat(arc), pairs = i32x4.splat(pair);
  v128.store(passed, i32x4.add(first, i32x4.extend_low_i16x8_u(positions)), ARCS);
  v128.store(passed, i32x4.add(first, i32x4.extend_high_i16x8_u(positions)), ARCS + 16);
  v128.store(passed, pairs, PAIRS);
  v128.store(passed, pairs, PAIRS + 16);
}

/** Touches whatever arcs that passed lead to. */
// @ts-ignore: decorator
@inline
function land(tail: usize): usize {
  const target = skipTarget;
  const bits = skipReachedBits;
  const shift = laneBits;
  const mask: u32 = (1 << shift) - 1;
  const end = passed;
  for (let at = roundScratch; at < end; at += 4) {
    const v = load<u32>(target + (<usize>load<u32>(at, ARCS) << 2));
    tail = reach(bits, (v << shift) | (load<u32>(at, PAIRS) & mask), tail);
  }
  return tail;
}

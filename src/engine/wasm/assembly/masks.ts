// The draws of a superblock of 128 worlds, as sets of the worlds that pass. src/engine/draws.ts is the plain twin.
import { philox, plane0, plane1, plane2, plane3 } from './philox';
import {
  alertedGuardChances,
  arcCauses,
  arcChances,
  arcChanceStep,
  arcEnds,
  arcHigh,
  arcLow,
  arcOffsets,
  arcStarts,
  arcTargets,
  causeHigh,
  causeLow,
  coinChance,
  componentHigh,
  componentLow,
  components,
  COMPROMISE,
  detectChances,
  detectColludingChances,
  effectOf,
  exerciseChances,
  guardChances,
  guardHigh,
  guardLow,
  isLean,
  NONE,
  relationHigh,
  relationLow,
  relations,
  repairChance,
  watches,
  watchHigh,
  watchLow,
} from './scenario';
import { all, and, at, isAny, none, or, put, u32At, without } from './vectors';

/** Purposes of src/base/random.ts. */
export const PASS: u32 = 0;
export const CONTROL: u32 = 1;
export const EXERCISE: u32 = 2;
export const DETECT: u32 = 3;
export const PURGE: u32 = 4;
export const REPAIR: u32 = 5;
export const RESTORE_DISABLED: u32 = 6;
export const RESTORE_BLINDED: u32 = 7;
export const BIRTH: u32 = 8;
export const COIN: u32 = 9;
export const SHARED: u32 = 10;
export const RECOVERY: u32 = 14;
export const INCUBATION: u32 = 15;
export const WEIGHT: u32 = 16;

/** Number of the superblock; its blocks are 4 times that, and the three after. */
let superblock: u32 = 0;
let blocks: v128 = i32x4.splat(0);

/**
 * Masks of arcs and guards that hold for the whole world, and for which superblock (+ 1) they were drawn: arcs by their
 * source.
 */
export let arcMasks: usize = 0;
export let arcDrawnFor: usize = 0;
export let guardMasks: usize = 0;
export let guardDrawnFor: usize = 0;
export let alertedGuardMasks: usize = 0;
export let alertedGuardDrawnFor: usize = 0;

export function enterSuperblock(number: u32): void {
  superblock = number;
  blocks = i32x4.add(i32x4.splat(number << 2), i32x4(0, 1, 2, 3));
}

/** Passing with `chance` in each block: the probability is (chance + 1) / 2^32. Only worlds of `needed` are decided. */
export function passing(low: u32, high: u32, purpose: u32, round: u32, chance: v128, needed: v128): v128 {
  const where = (purpose << 27) | (round << 3);
  let passed = none();
  let undecided = needed;
  for (let group: u32 = 0; group < 8; group++) {
    // Only ones left in chance: whatever the uniform's remaining digits are, it is at most that.
    const sure = i32x4.eq(chance, all());
    passed = or(passed, and(undecided, sure));
    undecided = without(undecided, sure);
    if (!isAny(undecided)) return passed;
    philox(blocks, i32x4.splat(low), i32x4.splat(high), i32x4.splat(where | group));
    let digit = i32x4.shr_s(chance, 31);
    passed = or(passed, and(undecided, without(digit, plane0)));
    undecided = without(undecided, v128.xor(plane0, digit));
    digit = i32x4.shr_s(i32x4.shl(chance, 1), 31);
    passed = or(passed, and(undecided, without(digit, plane1)));
    undecided = without(undecided, v128.xor(plane1, digit));
    digit = i32x4.shr_s(i32x4.shl(chance, 2), 31);
    passed = or(passed, and(undecided, without(digit, plane2)));
    undecided = without(undecided, v128.xor(plane2, digit));
    digit = i32x4.shr_s(i32x4.shl(chance, 3), 31);
    passed = or(passed, and(undecided, without(digit, plane3)));
    undecided = without(undecided, v128.xor(plane3, digit));
    if (!isAny(undecided)) return passed;
    chance = or(i32x4.shl(chance, 4), i32x4.splat(15));
  }
  return or(passed, undecided);
}

/** The same by a record of 32 bytes: chances of the four blocks, then in which blocks it is possible at all. */
// @ts-ignore: decorator
@inline
export function passingRecord(low: u32, high: u32, purpose: u32, round: u32, record: usize, needed: v128): v128 {
  const open = and(needed, v128.load(record, 16));
  const chance = v128.load(record);
  // What is certain needs no draw; it is common, as rates of 1 are.
  if (!isAny(open) || i32x4.all_true(i32x4.eq(chance, all()))) return open;
  return passing(low, high, purpose, round, chance, open);
}

/** Draw of item `i` of a kind: keys and records in parallel arrays. */
// @ts-ignore: decorator
@inline
export function passingItem(
  lows: usize,
  highs: usize,
  records: usize,
  i: u32,
  purpose: u32,
  round: u32,
  needed: v128,
): v128 {
  return passingRecord(u32At(lows, i), u32At(highs, i), purpose, round, records + ((<usize>i) << 5), needed);
}

/**
 * Draws of single rounds that scenarios of one compilation share: [round * items + item], for whole superblocks. 0: each
 * scenario draws for itself, and only for the worlds that it needs.
 */
export let detectMasks: usize = 0;
export let detectDrawnFor: usize = 0;
export let repairMasks: usize = 0;
export let repairDrawnFor: usize = 0;
export let exerciseMasks: usize = 0;
export let exerciseDrawnFor: usize = 0;

/** {@link passingItem} by way of masks that are remembered; `position` is that of (round, item) in them. */
// @ts-ignore: decorator
@inline
export function remembered(
  masks: usize,
  drawnFor: usize,
  position: u32,
  low: u32,
  high: u32,
  purpose: u32,
  round: u32,
  record: usize,
  needed: v128,
): v128 {
  if (masks == 0) return passingRecord(low, high, purpose, round, record, needed);
  if (u32At(drawnFor, position) != superblock + 1) {
    store<u32>(drawnFor + ((<usize>position) << 2), superblock + 1);
    put(masks, position, passingRecord(low, high, purpose, round, record, all()));
  }
  return and(at(masks, position), needed);
}

export function detectPassing(w: u32, round: u32, needed: v128): v128 {
  const record = detectChances + ((<usize>w) << 5);
  const low = u32At(watchLow, w);
  return remembered(
    detectMasks, detectDrawnFor, round * watches + w, low, u32At(watchHigh, w), DETECT, round, record, needed,
  );
}

/** The same uniforms, where they must be below less. */
export function detectColludingPassing(w: u32, round: u32, needed: v128): v128 {
  return passingItem(watchLow, watchHigh, detectColludingChances, w, DETECT, round, needed);
}

export function repairPassing(v: u32, round: u32, needed: v128): v128 {
  const low = u32At(componentLow, v);
  const high = u32At(componentHigh, v);
  return remembered(
    repairMasks, repairDrawnFor, round * components + v, low, high, REPAIR, round, repairChance, needed,
  );
}

export function exercisePassing(r: u32, round: u32, needed: v128): v128 {
  const record = exerciseChances + ((<usize>r) << 5);
  const low = u32At(relationLow, r);
  return remembered(
    exerciseMasks, exerciseDrawnFor, round * relations + r, low, u32At(relationHigh, r), EXERCISE, round, record, needed,
  );
}

/** In which worlds of `needed` arc `a` lets through, controls aside, by a draw of this round (0: of the world). */
export function arcPassing(a: u32, round: u32, needed: v128): v128 {
  let chance: v128;
  if (isLean) chance = v128.load32_splat(arcChances + (<usize>a) * arcChanceStep);
  else {
    const record = arcChances + ((<usize>a) << 5);
    chance = v128.load(record);
    needed = and(needed, v128.load(record, 16));
    if (!isAny(needed)) return needed;
  }
  const low = u32At(arcLow, a);
  const high = u32At(arcHigh, a);
  const cause = arcCauses == 0 ? NONE : u32At(arcCauses, a);
  if (cause == NONE) return passing(low, high, PASS, round, chance, needed);
  // With a monoculture the arc's coin says which uniform it uses: the common one of (model, class) or its own.
  const common = passingRecord(low, high, COIN, 0, coinChance, needed);
  const own = without(needed, common);
  return or(
    isAny(common) ? passing(u32At(causeLow, cause), u32At(causeHigh, cause), SHARED, round, chance, common) : none(),
    isAny(own) ? passing(low, high, PASS, round, chance, own) : none(),
  );
}

/** Makes sure that the arcs leaving `u` are drawn for this superblock: their masks then stand in `arcMasks`. */
// @ts-ignore: decorator
@inline
export function drawArcsOf(u: u32): void {
  if (u32At(arcDrawnFor, u) != superblock + 1) drawArcs(u);
}

function drawArcs(u: u32): void {
  store<u32>(arcDrawnFor + ((<usize>u) << 2), superblock + 1);
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    put(arcMasks, a, arcStarts != 0 && effectOf(a) == COMPROMISE ? chosen(a) : arcPassing(a, 0, all()));
  }
}

/** In which worlds the target of arc `a` chose it: its uniform lies in the arc's interval (linear threshold). */
function chosen(a: u32): v128 {
  const v = u32At(arcTargets, a);
  const low = u32At(componentLow, v);
  const high = u32At(componentHigh, v);
  const beforeEnd = passingRecord(low, high, WEIGHT, 0, arcEnds + ((<usize>a) << 5), all());
  if (!isAny(beforeEnd)) return beforeEnd;
  return without(beforeEnd, passingRecord(low, high, WEIGHT, 0, arcStarts + ((<usize>a) << 5), beforeEnd));
}

/** Worlds of `needed` that get past guard `g` while its control works. */
export function guardPassing(g: u32, round: u32, isAlerted: bool, needed: v128): v128 {
  if (round != 0) {
    return passingItem(guardLow, guardHigh, isAlerted ? alertedGuardChances : guardChances, g, CONTROL, round, needed);
  }
  const drawnFor = (isAlerted ? alertedGuardDrawnFor : guardDrawnFor) + ((<usize>g) << 2);
  const masks = isAlerted ? alertedGuardMasks : guardMasks;
  if (load<u32>(drawnFor) != superblock + 1) {
    store<u32>(drawnFor, superblock + 1);
    put(
      masks,
      g,
      passingItem(guardLow, guardHigh, isAlerted ? alertedGuardChances : guardChances, g, CONTROL, 0, all()),
    );
  }
  return and(at(masks, g), needed);
}

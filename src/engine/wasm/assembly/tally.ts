// Who was reached, in which of the 128 worlds and when: written down by every lane kernel in the same way.
import { arcs, components, layers } from './scenario';
import { add, all, and, at, count, increase, isAny, none, or, put, u32At, without } from './vectors';

/** Worlds of the superblock that count. */
export let counted: v128 = i32x4.splat(0);

/** Sets by component: entry points, all reached so far, those reached in this round. */
export let isEntry: usize = 0;
export let reached: usize = 0;
export let newly: usize = 0;
/** One bit for each component that has anything in `newly`. */
export let newlyBits: usize = 0;

/** [component]: worlds in which it was reached, entry points as well. */
export let reachedCounts: usize = 0;
/** [arc]: worlds in which it made the first infection of its target; 0: not kept. */
export let credits: usize = 0;
/** [round * 8 + scope]: first infections of components, and of scopes. */
export let hits: usize = 0;
export let firstHits: usize = 0;
/** [component]: worlds in which it was reached in the round that runs; 0: not kept. */
export let reachedNow: usize = 0;
/** [scope]: worlds that have had their first hit; worlds hit in this round. */
export let hitBefore: usize = 0;
export let hitNow: usize = 0;
/** [scope] f64: component-rounds compromised. */
export let dwell: usize = 0;
/** Worlds still growing in the last fifth of the rounds. */
export let growing: usize = 0;

/**
 * Sizes are counted in bit-sliced numbers, one for each class of components (same layer, same value): plane k holds the
 * binary digit k of all 128 counts.
 */
export let classes: u32 = 0;
export let classOf: usize = 0;
export let classPlanes: usize = 0;
export let classDepths: usize = 0;
export let totalPlanes: usize = 0;
export let totalDepth: u32 = 0;

/** Of each of `entries` entry points: the component, and in which worlds it is one. */
export let entries: u32 = 0;
export let entryComponents: usize = 0;
export let entryMasks: usize = 0;

export function setCounted(a: u32, b: u32, c: u32, d: u32): void {
  counted = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a), 1, b), 2, c), 3, d);
}

/** Round 0: nobody but the entry points is reached. */
export function enterWorlds(): void {
  const bytes = (<usize>components) << 4;
  memory.fill(reached, 0, bytes);
  memory.fill(newly, 0, bytes);
  memory.fill(isEntry, 0, bytes);
  memory.fill(newlyBits, 0, ((components + 63) >>> 6) << 3);
  memory.fill(hitBefore, 0, 128);
  v128.store(growing, none());
  for (let c: u32 = 0; c < classes; c++) memory.fill(u32At(classPlanes, c), 0, u32At(classDepths, c) << 4);
  memory.fill(totalPlanes, 0, totalDepth << 4);
  for (let e: u32 = 0; e < entries; e++) {
    const v = u32At(entryComponents, e);
    const worlds = at(entryMasks, e);
    put(isEntry, v, worlds);
    put(reached, v, worlds);
    const present = count(and(worlds, counted));
    increase(reachedCounts, v, present);
    if (reachedNow != 0) increase(reachedNow, v, present);
  }
}

/** `v` is taken over arc `a` (NONE: over none) in `worlds`; counts where it was never reached before. */
// @ts-ignore: decorator
@inline
export function take(v: u32, worlds: v128, a: u32): v128 {
  const first = without(worlds, at(reached, v));
  if (!isAny(first)) return first;
  add(reached, v, first);
  add(newly, v, first);
  const bits = newlyBits + ((v >>> 6) << 3);
  store<u64>(bits, load<u64>(bits) | ((<u64>1) << (<u64>(v & 63))));
  if (credits != 0 && a < arcs) increase(credits, a, count(and(first, counted)));
  return first;
}

/** Adds up who was reached in this round, by `newly`. */
export function endRound(round: u32): void {
  beginHits();
  for (let word: u32 = 0; word < (components + 63) >>> 6; word++) {
    const bits = newlyBits + (word << 3);
    for (let rest = load<u64>(bits); rest != 0; rest &= rest - 1) {
      const v = (word << 6) + <u32>ctz(rest);
      addReached(v, at(newly, v), round);
    }
  }
  endHits(round);
}

export function beginHits(): void {
  memory.fill(hitNow, 0, 128);
}

export function endHits(round: u32): void {
  for (let scope: u32 = 0; scope < 8; scope++) {
    const first = without(at(hitNow, scope), at(hitBefore, scope));
    if (!isAny(first)) continue;
    add(hitBefore, scope, first);
    increase(firstHits, (round << 3) + scope, count(first));
  }
}

/** Forgets who was reached in this round; kernels that search on from them do it themselves. */
export function clearNewly(): void {
  for (let word: u32 = 0; word < (components + 63) >>> 6; word++) {
    const bits = newlyBits + (word << 3);
    for (let rest = load<u64>(bits); rest != 0; rest &= rest - 1) put(newly, (word << 6) + <u32>ctz(rest), none());
    store<u64>(bits, 0);
  }
}

/** `v` is reached for the first time in these worlds. */
// @ts-ignore: decorator
@inline
export function addReached(v: u32, first: v128, round: u32): void {
  const worlds = and(first, counted);
  const number = count(worlds);
  if (number == 0) return;
  increase(reachedCounts, v, number);
  if (reachedNow != 0) increase(reachedNow, v, number);
  increase(hits, round << 3, number);
  add(hitNow, 0, worlds);
  const layer: u32 = layers == 0 ? 0 : load<u8>(layers + v);
  if (layer != 0) {
    increase(hits, (round << 3) + layer, number);
    add(hitNow, layer, worlds);
  }
  countUp(totalPlanes, worlds);
  if (classes > 1) countUp(u32At(classPlanes, u32At(classOf, v)), worlds);
}

/** Adds one to the bit-sliced number of each of `worlds`. */
// @ts-ignore: decorator
@inline
function countUp(planes: usize, worlds: v128): void {
  let carry = worlds;
  do {
    const digit = v128.load(planes);
    v128.store(planes, v128.xor(digit, carry));
    carry = and(carry, digit);
    planes += 16;
  } while (isAny(carry));
}

/** Writes the 128 numbers of bit-sliced `planes` as u32. */
export function readCounts(planes: usize, depth: u32, out: usize): void {
  const places = i32x4(1, 2, 4, 8);
  for (let lane: u32 = 0; lane < 128; lane += 4) {
    let value = none();
    for (let k: u32 = 0; k < depth; k++) {
      const bits = load<u32>(planes + (k << 4) + ((lane >>> 5) << 2)) >>> (lane & 31);
      const isOne = i32x4.ne(and(i32x4.splat(bits), places), none());
      value = or(value, and(isOne, i32x4.splat(1 << k)));
    }
    v128.store(out + (lane << 2), value);
  }
}

/** Bit-sliced counts by scope, [scope * depth + plane], of the components other than entry points in `sets`. */
export function countScopes(sets: usize, planes: usize, depth: u32): void {
  memory.fill(planes, 0, (depth << 4) * 8);
  for (let v: u32 = 0; v < components; v++) {
    const worlds = without(and(at(sets, v), counted), at(isEntry, v));
    if (!isAny(worlds)) continue;
    countUp(planes, worlds);
    const layer: u32 = layers == 0 ? 0 : load<u8>(layers + v);
    if (layer != 0) countUp(planes + ((depth * layer) << 4), worlds);
  }
}

/** Worlds in which anybody of a scope, entry points included, is in `sets`; [scope]. */
export function anyOfScopes(sets: usize, out: usize): void {
  memory.fill(out, 0, 128);
  for (let v: u32 = 0; v < components; v++) {
    const worlds = at(sets, v);
    add(out, 0, worlds);
    const layer: u32 = layers == 0 ? 0 : load<u8>(layers + v);
    if (layer != 0) add(out, layer, worlds);
  }
}

/** Adds component-rounds of the components in `sets`, entry points left out. */
export function countDwell(sets: usize, rounds: u32): void {
  let total: u32 = 0;
  for (let v: u32 = 0; v < components; v++) {
    const worlds = and(at(sets, v), counted);
    if (!isAny(worlds)) continue;
    const number = count(without(worlds, at(isEntry, v)));
    total += number;
    const layer: u32 = layers == 0 ? 0 : load<u8>(layers + v);
    if (layer != 0) store<f64>(dwell + (layer << 3), load<f64>(dwell + (layer << 3)) + <f64>number * <f64>rounds);
  }
  store<f64>(dwell, load<f64>(dwell) + <f64>total * <f64>rounds);
}

/** The union of three arrays of sets. */
export function unite(a: usize, b: usize, c: usize, out: usize): void {
  for (let v: u32 = 0; v < components; v++) put(out, v, or(or(at(a, v), at(b, v)), at(c, v)));
}


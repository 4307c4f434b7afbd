// Independent cascade (Kempe, Kleinberg, Tardos 2003), 128 worlds at once. Plain twin: src/engine/independent-cascade.ts.
import { arcMasks, drawArcsOf, guardPassing } from './masks';
import {
  arcOffsets,
  arcTargets,
  arcEffects,
  BLIND,
  COMPROMISE,
  components,
  DISABLE,
  effectOf,
  guardControls,
  guardOffsets,
} from './scenario';
import {
  addReached,
  beginHits,
  counted,
  credits,
  endHits,
  entries,
  entryComponents,
  entryMasks,
  isEntry,
  reached,
} from './tally';
import { add, and, at, count, increase, isAny, or, put, u32At, without } from './vectors';

/** Sets by component: who tries in this round, and who was reached before it. */
export let fresh: usize = 0;
export let before: usize = 0;
/** One bit for each component that has anything in `fresh`. */
export let freshBits: usize = 0;
/** Marked at the end of the worlds by arcs that do not compromise. */
export let disabledEver: usize = 0;
export let disclosedEver: usize = 0;

/** After enterWorlds: the entry points try in round 1. */
export function enterCascade(): void {
  memory.fill(before, 0, (<usize>components) << 4);
  memory.fill(freshBits, 0, ((components + 63) >>> 6) << 3);
  for (let e: u32 = 0; e < entries; e++) {
    const v = u32At(entryComponents, e);
    refresh(v, at(entryMasks, e));
    put(before, v, at(entryMasks, e));
  }
}

/** `v` tries in the next round, in these worlds. */
// @ts-ignore: decorator
@inline
function refresh(v: u32, worlds: v128): void {
  put(fresh, v, worlds);
  const bits = freshBits + ((v >>> 6) << 3);
  store<u64>(bits, load<u64>(bits) | ((<u64>1) << (<u64>(v & 63))));
}

/** Whoever was reached in the round before tries each arc once. @returns whether anybody was reached */
export function cascadeRound(round: u32): bool {
  const isPlain = guardOffsets == 0 && arcEffects == 0;
  for (let word: u32 = 0; word < (components + 63) >>> 6; word++) {
    const bits = freshBits + (word << 3);
    for (let rest = load<u64>(bits); rest != 0; rest &= rest - 1) {
      const u = (word << 6) + <u32>ctz(rest);
      drawArcsOf(u);
      if (isPlain) tryPlainArcs(u, at(fresh, u));
      else tryArcs(u, at(fresh, u));
    }
    store<u64>(bits, 0);
  }
  return endCascadeRound(round);
}

/** Without a branch that depends on the draws: each would be mispredicted about every fifth time. */
// @ts-ignore: decorator
@inline
function tryPlainArcs(u: u32, trying: v128): void {
  // In locals: variables of the module are read from memory every time.
  const targets = arcTargets;
  const masks = arcMasks;
  const sets = reached;
  const shares = credits;
  const present = counted;
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const v = u32At(targets, a);
    const known = at(sets, v);
    const first = and(without(trying, known), at(masks, a));
    put(sets, v, or(known, first));
    if (shares != 0) increase(shares, a, count(and(first, present)));
  }
}

// @ts-ignore: decorator
@inline
function tryArcs(u: u32, trying: v128): void {
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const v = u32At(arcTargets, a);
    let worlds = and(without(trying, at(reached, v)), at(arcMasks, a));
    if (!isAny(worlds) || effectOf(a) != COMPROMISE) continue;
    if (guardOffsets != 0) worlds = pastGuards(a, 0, worlds);
    add(reached, v, worlds);
    if (credits != 0) increase(credits, a, count(and(worlds, counted)));
  }
}

function endCascadeRound(round: u32): bool {
  let isAnybody = false;
  beginHits();
  for (let v: u32 = 0; v < components; v++) {
    const now = at(reached, v);
    const first = without(now, at(before, v));
    if (!isAny(first)) continue;
    isAnybody = true;
    put(before, v, now);
    refresh(v, first);
    addReached(v, first, round);
  }
  endHits(round);
  return isAnybody;
}

/** Controls work in every world but those in which they are entry points. */
export function pastGuards(a: u32, round: u32, worlds: v128): v128 {
  const end = u32At(guardOffsets, a + 1);
  for (let g = u32At(guardOffsets, a); g < end && isAny(worlds); g++) {
    const held = without(worlds, at(isEntry, u32At(guardControls, g)));
    if (isAny(held)) worlds = or(without(worlds, held), guardPassing(g, round, false, held));
  }
  return worlds;
}

/** What is disabled and disclosed stops nothing, so it is enough to look once at the end. */
export function markSideEffects(): void {
  memory.fill(disabledEver, 0, (<usize>components) << 4);
  memory.fill(disclosedEver, 0, (<usize>components) << 4);
  if (arcEffects == 0) return;
  for (let u: u32 = 0; u < components; u++) {
    const trying = at(reached, u);
    if (!isAny(trying)) continue;
    drawArcsOf(u);
    const end = u32At(arcOffsets, u + 1);
    for (let a = u32At(arcOffsets, u); a < end; a++) {
      const effect = effectOf(a);
      if (effect == COMPROMISE || effect == BLIND) continue;
      let worlds = and(trying, at(arcMasks, a));
      if (guardOffsets != 0) worlds = pastGuards(a, 0, worlds);
      add(effect == DISABLE ? disabledEver : disclosedEver, u32At(arcTargets, a), worlds);
    }
  }
}

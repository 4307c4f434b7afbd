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
import { endRound, entries, entryComponents, entryMasks, isEntry, newly, newlyBits, reached, take } from './tally';
import { add, and, at, isAny, none, or, put, u32At, without } from './vectors';

/** Sets by component: who tries in this round. Changes places with `newly` after every round. */
export let fresh: usize = 0;
/** One bit for each component that has anything in `fresh`. */
export let freshBits: usize = 0;
/** Marked at the end of the worlds by arcs that do not compromise. */
export let disabledEver: usize = 0;
export let disclosedEver: usize = 0;

/** After enterWorlds: the entry points try in round 1. */
export function enterCascade(): void {
  memory.fill(fresh, 0, (<usize>components) << 4);
  memory.fill(freshBits, 0, ((components + 63) >>> 6) << 3);
  for (let e: u32 = 0; e < entries; e++) {
    const v = u32At(entryComponents, e);
    put(fresh, v, at(entryMasks, e));
    const bits = freshBits + ((v >>> 6) << 3);
    store<u64>(bits, load<u64>(bits) | ((<u64>1) << (<u64>(v & 63))));
  }
}

/** Whoever was reached in the round before tries each arc once. @returns whether anybody was reached */
export function cascadeRound(round: u32): bool {
  for (let word: u32 = 0; word < (components + 63) >>> 6; word++) {
    const bits = freshBits + (word << 3);
    for (let rest = load<u64>(bits); rest != 0; rest &= rest - 1) {
      const u = (word << 6) + <u32>ctz(rest);
      tryArcs(u, at(fresh, u));
      put(fresh, u, none());
    }
    store<u64>(bits, 0);
  }
  const isAnybody = endRound(round);
  const emptied = fresh;
  fresh = newly;
  newly = emptied;
  const emptiedBits = freshBits;
  freshBits = newlyBits;
  newlyBits = emptiedBits;
  return isAnybody;
}

// @ts-ignore: decorator
@inline
function tryArcs(u: u32, trying: v128): void {
  drawArcsOf(u);
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const v = u32At(arcTargets, a);
    // One branch for all three: each alone would be mispredicted as often.
    let worlds = and(without(trying, at(reached, v)), at(arcMasks, a));
    if (!isAny(worlds) || effectOf(a) != COMPROMISE) continue;
    if (guardOffsets != 0) worlds = pastGuards(a, 0, worlds);
    if (isAny(worlds)) take(v, worlds, a);
  }
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

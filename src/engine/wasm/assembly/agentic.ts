// One round of `agentic` (docs/model.md: detect, respond, attempt, age) in 128 worlds at once. Every step reads S, the
// state at the end of the round before, and writes down what is to change. Plain twin: src/engine/agentic.ts.
import {
  arcMasks,
  arcPassing,
  BIRTH,
  detectColludingPassing,
  detectPassing,
  drawArcsOf,
  exercisePassing,
  guardPassing,
  passingItem,
  passingRecord,
  PURGE,
  repairPassing,
  RESTORE_BLINDED,
  RESTORE_DISABLED,
} from './masks';
import {
  afterRounds,
  arcEffects,
  arcOffsets,
  arcRelations,
  arcTargets,
  BLIND,
  birthChances,
  colluders,
  COMPROMISE,
  componentHigh,
  componentLow,
  components,
  DISABLE,
  DISCLOSE,
  effectOf,
  guardControls,
  guardOffsets,
  horizon,
  isAlwaysExercised,
  isCorrelated,
  latencies,
  purgeChance,
  purgeHigh,
  purgeLow,
  purgeOffsets,
  purgeStores,
  repairChance,
  restoreChance,
  slotArcs,
  slotComponents,
  slotHigh,
  slotLow,
  slotParents,
  slots,
  watches,
  watchMonitors,
  watchTargets,
} from './scenario';
import { clearSleepers, isAnyAsleep, sleep, wake } from './sleepers';
import { clearNewly, countDwell, endRound, entries, entryComponents, entryMasks, growing, take } from './tally';
import { add, all, and, at, isAny, none, or, put, u32At, without } from './vectors';

/** S: in which worlds a component is so. The first six exclude each other, the last two are flags. */
export let clean: usize = 0;
export let dormant: usize = 0;
export let compromised: usize = 0;
export let contained: usize = 0;
export let disabled: usize = 0;
export let unborn: usize = 0;
export let blinded: usize = 0;
export let disclosed: usize = 0;

/** What the round changes. */
export let containing: usize = 0;
export let cleaning: usize = 0;
export let taking: usize = 0;
export let disabling: usize = 0;
export let blinding: usize = 0;
export let disclosing: usize = 0;
export let repairing: usize = 0;
export let restoring: usize = 0;
export let seeing: usize = 0;
export let bearing: usize = 0;
export let bearingTaken: usize = 0;
/** u8 by component: the round changes it. */
export let isChanging: usize = 0;

/** In which worlds a component was ever so. */
export let everDisabled: usize = 0;
export let everContained: usize = 0;
export let everBorn: usize = 0;
/** Dormant or compromised at the end. */
export let alive: usize = 0;

/** Flags of the last `afterRounds` + 1 rounds: round t stands at t mod (afterRounds + 1). */
export let flags: usize = 0;

/** Worlds whose alert is on. */
let alert: v128 = i32x4.splat(0);
/** Something may happen in a later round although nothing changed in this one. */
let isPending: bool = false;
let hasChanged: bool = false;
let lastFlagRound: i32 = 0;
/** Whether any component may be blinded, disabled or disclosed, which costs a look in every round. */
let hasSideEffects: bool = false;

/** After enterWorlds. Round 0: entry points are compromised, slots unborn, everyone else clean. */
export function enterAgentic(): void {
  const bytes = (<usize>components) << 4;
  memory.fill(clean, 0xff, bytes);
  for (let state = 1; state < 8; state++) memory.fill(stateAt(state), 0, bytes);
  for (let change = 0; change < 11; change++) memory.fill(changeAt(change), 0, bytes);
  memory.fill(isChanging, 0, components);
  memory.fill(everDisabled, 0, bytes);
  memory.fill(everContained, 0, bytes);
  memory.fill(everBorn, 0, bytes);
  memory.fill(flags, 0, bytes * (afterRounds + 1));
  clearSleepers();
  alert = none();
  lastFlagRound = -<i32>afterRounds - 1;
  hasSideEffects = arcEffects != 0;
  for (let s: u32 = 0; s < slots; s++) {
    const v = u32At(slotComponents, s);
    put(clean, v, none());
    put(unborn, v, all());
  }
  for (let e: u32 = 0; e < entries; e++) {
    const v = u32At(entryComponents, e);
    const worlds = at(entryMasks, e);
    put(clean, v, without(at(clean, v), worlds));
    put(unborn, v, without(at(unborn, v), worlds));
    put(compromised, v, worlds);
  }
}

function stateAt(state: i32): usize {
  if (state == 1) return dormant;
  if (state == 2) return compromised;
  if (state == 3) return contained;
  if (state == 4) return disabled;
  if (state == 5) return unborn;
  return state == 6 ? blinded : disclosed;
}

function changeAt(change: i32): usize {
  if (change == 0) return containing;
  if (change == 1) return cleaning;
  if (change == 2) return taking;
  if (change == 3) return disabling;
  if (change == 4) return blinding;
  if (change == 5) return disclosing;
  if (change == 6) return repairing;
  if (change == 7) return restoring;
  if (change == 8) return seeing;
  return change == 9 ? bearing : bearingTaken;
}

/** @returns whether no later round can change anything */
export function agenticRound(round: u32): bool {
  isPending = false;
  hasChanged = false;
  detect(round);
  const alerted = respond(round);
  attempt(round);
  if (slots != 0) giveBirth(round);
  age(round);
  apply(round);
  alert = or(alert, alerted);
  endRound(round);
  clearNewly();
  const isQuiet = !isPending && !hasChanged && !isAnyAsleep();
  // If nothing can change any more, the rounds that are left pass as this one did.
  countDwell(compromised, isQuiet ? horizon - round + 1 : 1);
  return isQuiet;
}

export function leaveAgentic(): void {
  for (let v: u32 = 0; v < components; v++) put(alive, v, or(at(dormant, v), at(compromised, v)));
}

/** In which worlds a monitor or control does its work: clean or dormant, and not blinded. */
// @ts-ignore: decorator
@inline
function works(v: u32): v128 {
  return without(or(at(clean, v), at(dormant, v)), at(blinded, v));
}

/** Writes down that a component is to change in these worlds. */
// @ts-ignore: decorator
@inline
function note(changing: usize, v: u32, worlds: v128): void {
  add(changing, v, worlds);
  store<u8>(isChanging + v, load<u8>(isChanging + v) | <u8>isAny(worlds));
}

/** Step 1: each working monitor draws once for each compromised component that it watches. */
function detect(round: u32): void {
  if (watches == 0) return;
  const row = flags + (<usize>components << 4) * (round % (afterRounds + 1));
  memory.fill(row, 0, (<usize>components) << 4);
  const hiding = colluders == 0 ? none() : colluding();
  for (let w: u32 = 0; w < watches; w++) {
    const v = u32At(watchTargets, w);
    const seen = and(at(compromised, v), works(u32At(watchMonitors, w)));
    if (!isAny(seen)) continue;
    isPending = true;
    const flagged = colluders != 0 && load<u8>(colluders + v) != 0
      ? or(detectPassing(w, round, without(seen, hiding)), detectColludingPassing(w, round, and(seen, hiding)))
      : detectPassing(w, round, seen);
    if (!isAny(flagged)) continue;
    add(row, v, flagged);
    lastFlagRound = <i32>round;
  }
  if (<i32>round - lastFlagRound <= <i32>afterRounds) isPending = true;
}

/** Worlds in which two or more who hide each other are compromised in S. */
function colluding(): v128 {
  let one = none();
  let two = none();
  for (let v: u32 = 0; v < components; v++) {
    if (load<u8>(colluders + v) == 0) continue;
    const taken = at(compromised, v);
    two = or(two, and(one, taken));
    one = or(one, taken);
  }
  return two;
}

/** Step 2: who was flagged `afterRounds` ago is contained, and what it wrote may be cleaned. @returns worlds with anyone contained */
function respond(round: u32): v128 {
  let alerted = none();
  if (<i32>round - lastFlagRound > <i32>afterRounds) return alerted;
  const due = flags + (<usize>components << 4) * ((round + 1) % (afterRounds + 1));
  for (let v: u32 = 0; v < components; v++) {
    const flagged = and(at(due, v), at(compromised, v));
    if (!isAny(flagged)) continue;
    alerted = or(alerted, flagged);
    note(containing, v, flagged);
    if (purgeOffsets != 0) purge(v, flagged, round);
  }
  // Contained beats cleaned.
  if (purgeOffsets != 0 && isAny(alerted)) {
    for (let v: u32 = 0; v < components; v++) put(cleaning, v, without(at(cleaning, v), at(containing, v)));
  }
  return alerted;
}

function purge(writer: u32, flagged: v128, round: u32): void {
  const end = u32At(purgeOffsets, writer + 1);
  for (let p = u32At(purgeOffsets, writer); p < end; p++) {
    const written = u32At(purgeStores, p);
    const open = and(flagged, at(compromised, written));
    if (!isAny(open)) continue;
    const purged = passingRecord(u32At(purgeLow, p), u32At(purgeHigh, p), PURGE, round, purgeChance, open);
    note(cleaning, written, purged);
  }
}

/** Step 3: sources are compromised in S and untouched by step 2; arc order gives the credit to the first. */
function attempt(round: u32): void {
  for (let u: u32 = 0; u < components; u++) {
    const attacking = without(without(at(compromised, u), at(containing, u)), at(cleaning, u));
    if (!isAny(attacking)) continue;
    if (isCorrelated) retry(u, attacking, round);
    else tryAfresh(u, attacking, round);
  }
}

/** Whether an arc lets through belongs to the world: what fails once will never pass. */
// @ts-ignore: decorator
@inline
function retry(u: u32, attacking: v128, round: u32): void {
  drawArcsOf(u);
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const worlds = and(and(attacking, openTo(a)), at(arcMasks, a));
    if (isAny(worlds)) exercise(a, worlds, round, 0);
  }
}

/** What fails in this round may pass in the next. */
function tryAfresh(u: u32, attacking: v128, round: u32): void {
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const open = and(attacking, openTo(a));
    if (!isAny(open)) continue;
    isPending = true;
    const worlds = arcPassing(a, round, open);
    if (isAny(worlds)) exercise(a, worlds, round, round);
  }
}

/** The arc lets through; is its relation exercised in this round, and do the controls on it fail? */
function exercise(a: u32, worlds: v128, round: u32, drawnIn: u32): void {
  isPending = true;
  if (!isAlwaysExercised) worlds = exercisePassing(u32At(arcRelations, a), round, worlds);
  if (guardOffsets != 0 && isAny(worlds)) worlds = throughGuards(a, worlds, drawnIn);
  if (isAny(worlds)) succeed(a, worlds, round);
}

/** In which worlds the target of an arc is open to its effect. */
// @ts-ignore: decorator
@inline
function openTo(a: u32): v128 {
  const v = u32At(arcTargets, a);
  if (!hasSideEffects || effectOf(a) != DISCLOSE) return at(clean, v);
  return without(all(), or(at(disclosed, v), at(unborn, v)));
}

function throughGuards(a: u32, worlds: v128, drawnIn: u32): v128 {
  const end = u32At(guardOffsets, a + 1);
  for (let g = u32At(guardOffsets, a); g < end; g++) {
    const held = and(worlds, works(u32At(guardControls, g)));
    if (!isAny(held)) continue;
    const calm = without(held, alert);
    const alerted = and(held, alert);
    worlds = without(worlds, held);
    if (isAny(calm)) worlds = or(worlds, guardPassing(g, drawnIn, false, calm));
    if (isAny(alerted)) worlds = or(worlds, guardPassing(g, drawnIn, true, alerted));
  }
  return worlds;
}

// @ts-ignore: decorator
@inline
function succeed(a: u32, worlds: v128, round: u32): void {
  const v = u32At(arcTargets, a);
  const effect = effectOf(a);
  if (effect == COMPROMISE) {
    note(taking, v, worlds);
    takeIn(round, v, worlds, a);
  } else note(effect == DISABLE ? disabling : effect == BLIND ? blinding : disclosing, v, worlds);
}

/** Whoever was reached before is taken again, but counts once. */
// @ts-ignore: decorator
@inline
function takeIn(round: u32, v: u32, worlds: v128, a: u32): void {
  const first = take(v, worlds, a);
  if (round * 5 > horizon * 4) add(growing, 0, first);
}

/** A slot is born compromised if its parent is, else clean; both by S. */
function giveBirth(round: u32): void {
  for (let s: u32 = 0; s < slots; s++) {
    const v = u32At(slotComponents, s);
    const parent = u32At(slotParents, s);
    const open = and(at(unborn, v), or(at(compromised, parent), at(clean, parent)));
    if (!isAny(open)) continue;
    isPending = true;
    const born = passingItem(slotLow, slotHigh, birthChances, s, BIRTH, round, open);
    const taken = and(born, at(compromised, parent));
    note(bearing, v, born);
    note(bearingTaken, v, taken);
    takeIn(round, v, taken, u32At(slotArcs, s));
  }
}

/** Step 4, by S. */
function age(round: u32): void {
  if (watches != 0 && isAny(v128.load(repairChance, 16))) repair(round);
  if (!hasSideEffects || !isAny(v128.load(restoreChance, 16))) return;
  restore(disabled, restoring, RESTORE_DISABLED, round);
  restore(blinded, seeing, RESTORE_BLINDED, round);
}

function repair(round: u32): void {
  for (let v: u32 = 0; v < components; v++) {
    const patients = at(contained, v);
    if (!isAny(patients)) continue;
    isPending = true;
    note(repairing, v, repairPassing(v, round, patients));
  }
}

function restore(ill: usize, healing: usize, purpose: u32, round: u32): void {
  for (let v: u32 = 0; v < components; v++) {
    const patients = at(ill, v);
    if (!isAny(patients)) continue;
    isPending = true;
    const low = u32At(componentLow, v);
    note(healing, v, passingRecord(low, u32At(componentHigh, v), purpose, round, restoreChance, patients));
  }
}

/** The changes of the round, together; then whoever slept long enough wakes. */
function apply(round: u32): void {
  for (let v: u32 = 0; v < components; v++) {
    if (load<u8>(isChanging + v) == 0) continue;
    store<u8>(isChanging + v, 0);
    hasChanged = true;
    applyTo(v, round);
    if (hasSideEffects) applySideEffects(v);
    if (slots != 0) applyBirth(v);
  }
  if (wake(round, dormant, compromised)) hasChanged = true;
}

function applyTo(v: u32, round: u32): void {
  const freed = or(at(containing, v), at(cleaning, v));
  const taken = at(taking, v);
  const latency = latencies == 0 ? 0 : u32At(latencies, v);
  const healed = or(at(cleaning, v), at(repairing, v));
  put(clean, v, or(without(at(clean, v), taken), healed));
  put(contained, v, or(without(at(contained, v), at(repairing, v)), at(containing, v)));
  put(compromised, v, or(without(at(compromised, v), freed), latency == 0 ? taken : none()));
  add(everContained, v, at(containing, v));
  if (latency != 0 && isAny(taken)) {
    add(dormant, v, taken);
    sleep(v, taken, round, latency);
  }
  // A flag ends when its component stops being compromised: detection starts afresh.
  if (afterRounds != 0 && isAny(freed)) {
    for (let row: u32 = 0; row <= afterRounds; row++) {
      const place = flags + ((<usize>components * row + v) << 4);
      v128.store(place, without(v128.load(place), freed));
    }
  }
  if (!hasSideEffects) put(taking, v, none());
  put(containing, v, none());
  put(cleaning, v, none());
  put(repairing, v, none());
}

function applySideEffects(v: u32): void {
  // Compromise beats disable.
  const stopping = without(at(disabling, v), at(taking, v));
  put(clean, v, or(without(at(clean, v), stopping), at(restoring, v)));
  put(disabled, v, or(without(at(disabled, v), at(restoring, v)), stopping));
  put(blinded, v, or(without(at(blinded, v), at(seeing, v)), at(blinding, v)));
  add(disclosed, v, at(disclosing, v));
  add(everDisabled, v, stopping);
  put(taking, v, none());
  put(disabling, v, none());
  put(restoring, v, none());
  put(seeing, v, none());
  put(blinding, v, none());
  put(disclosing, v, none());
}

function applyBirth(v: u32): void {
  const born = at(bearing, v);
  const taken = at(bearingTaken, v);
  add(clean, v, without(born, taken));
  add(compromised, v, taken);
  put(unborn, v, without(at(unborn, v), born));
  add(everBorn, v, born);
  put(bearing, v, none());
  put(bearingTaken, v, none());
}

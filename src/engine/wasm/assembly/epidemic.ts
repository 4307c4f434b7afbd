// One round of an epidemic in discrete time (Kermack, McKendrick 1927; Allen 1994), 128 worlds at once.
//   si     susceptible -> infectious
//   sis    susceptible -> infectious -> susceptible
//   sir    susceptible -> infectious -> removed
//   seir   susceptible -> exposed -> infectious -> removed
// Everything reads S, the state at the end of the round before. Plain twin: src/engine/epidemic.ts.
import { disclosedEver, disabledEver, pastGuards } from './cascade';
import { arcPassing, INCUBATION, passingRecord, RECOVERY } from './masks';
import {
  arcOffsets,
  arcTargets,
  BLIND,
  COMPROMISE,
  componentHigh,
  componentLow,
  components,
  DISABLE,
  effectOf,
  guardOffsets,
  horizon,
  incubationChance,
  latencies,
  recoveryChance,
} from './scenario';
import { clearSleepers, sleep, wake } from './sleepers';
import { clearNewly, countDwell, endRound, entries, entryComponents, entryMasks, growing, take } from './tally';
import { add, at, isAny, none, or, put, u32At, without } from './vectors';

/** Of the model: whether the infectious recover, whether to be susceptible again, whether the taken are exposed first. */
export let recovers: bool = false;
export let isSusceptibleAgain: bool = false;
export let incubates: bool = false;

/** In which worlds a component is so; `immune` from the moment it is taken, so that nobody is taken twice. */
export let immune: usize = 0;
export let exposed: usize = 0;
export let infectious: usize = 0;
export let taken: usize = 0;
/** Exposed or infectious at the end. */
export let active: usize = 0;

let hasTried: bool = false;
let isChanging: bool = false;

/** After enterWorlds. Round 0: entry points are infectious, everyone else is susceptible. */
export function enterEpidemic(): void {
  const bytes = (<usize>components) << 4;
  memory.fill(immune, 0, bytes);
  memory.fill(exposed, 0, bytes);
  memory.fill(infectious, 0, bytes);
  memory.fill(taken, 0, bytes);
  memory.fill(disabledEver, 0, bytes);
  memory.fill(disclosedEver, 0, bytes);
  clearSleepers();
  for (let e: u32 = 0; e < entries; e++) {
    const v = u32At(entryComponents, e);
    put(immune, v, at(entryMasks, e));
    put(infectious, v, at(entryMasks, e));
  }
}

/** @returns whether no later round can change anything */
export function epidemicRound(round: u32): bool {
  hasTried = false;
  isChanging = false;
  for (let u: u32 = 0; u < components; u++) {
    if (isAny(at(infectious, u))) infect(u, round);
  }
  const isAnybody = progress(round);
  endRound(round);
  clearNewly();
  // If nothing can change any more, the rounds that are left pass as this one did.
  const isQuiet = !hasTried && !isChanging;
  countDwell(infectious, isQuiet ? horizon - round + 1 : 1);
  return isQuiet || !isAnybody;
}

export function leaveEpidemic(): void {
  for (let v: u32 = 0; v < components; v++) put(active, v, or(at(exposed, v), at(infectious, v)));
}

/** `u` tries each of its arcs, by draws of this round. */
// @ts-ignore: decorator
@inline
function infect(u: u32, round: u32): void {
  const end = u32At(arcOffsets, u + 1);
  for (let a = u32At(arcOffsets, u); a < end; a++) {
    const effect = effectOf(a);
    if (effect == BLIND) continue;
    const done = effect == COMPROMISE ? immune : effect == DISABLE ? disabledEver : disclosedEver;
    const v = u32At(arcTargets, a);
    const open = without(at(infectious, u), at(done, v));
    if (!isAny(open)) continue;
    hasTried = true;
    let worlds = arcPassing(a, round, open);
    if (guardOffsets != 0 && isAny(worlds)) worlds = pastGuards(a, round, worlds);
    if (!isAny(worlds)) continue;
    add(done, v, worlds);
    if (effect != COMPROMISE) continue;
    add(taken, v, worlds);
    const first = take(v, worlds, a);
    if (round * 5 > horizon * 4) add(growing, 0, first);
  }
}

/** Recovery and incubation, by S; then the taken join. @returns whether anybody is exposed or infectious */
function progress(round: u32): bool {
  const canRecover = recovers && isAny(v128.load(recoveryChance, 16));
  for (let v: u32 = 0; v < components; v++) {
    const ill = at(infectious, v);
    if (isAny(ill) && canRecover) recover(v, ill, round);
    if (incubates && isAny(at(exposed, v))) emerge(v, round);
  }
  wake(round, exposed, infectious);
  let isAnybody = false;
  for (let v: u32 = 0; v < components; v++) {
    const joining = at(taken, v);
    if (isAny(joining)) join(v, joining, round);
    if (isAny(or(at(infectious, v), at(exposed, v)))) isAnybody = true;
  }
  return isAnybody;
}

// @ts-ignore: decorator
@inline
function recover(v: u32, ill: v128, round: u32): void {
  isChanging = true;
  const healed = passingRecord(u32At(componentLow, v), u32At(componentHigh, v), RECOVERY, round, recoveryChance, ill);
  put(infectious, v, without(ill, healed));
  if (isSusceptibleAgain) put(immune, v, without(at(immune, v), healed));
}

/** Without a latency of its own the exposed component becomes infectious by a draw. */
function emerge(v: u32, round: u32): void {
  isChanging = true;
  if (latencies != 0 && u32At(latencies, v) != 0) return;
  const low = u32At(componentLow, v);
  const emerging = passingRecord(low, u32At(componentHigh, v), INCUBATION, round, incubationChance, at(exposed, v));
  put(exposed, v, without(at(exposed, v), emerging));
  add(infectious, v, emerging);
}

/** Who was taken in this round is exposed or infectious from now on. */
// @ts-ignore: decorator
@inline
function join(v: u32, joining: v128, round: u32): void {
  put(taken, v, none());
  add(incubates ? exposed : infectious, v, joining);
  if (incubates && latencies != 0 && u32At(latencies, v) != 0) sleep(v, joining, round, u32At(latencies, v));
}

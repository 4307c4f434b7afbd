import { purposes } from '../../src/base/random.ts';
import { type CompiledScenario, effects, NONE } from '../../src/compile/compiled.ts';
import { keyAt, type WorldDraws } from './world-draws.ts';
import { emptyOutcome, type WorldOutcome } from './world-outcome.ts';

/**
 * One world of `agentic`, one component at a time, every round to the horizon: the rules of docs/model.md
 * §9 in the order in which they stand there, with nothing remembered that they do not mention.
 */
export type Status = 'unborn' | 'clean' | 'dormant' | 'compromised' | 'contained' | 'disabled';

/** State at the end of a round. Lists are by component. */
type Snapshot = { readonly status: Status[]; readonly blinded: boolean[]; readonly disclosed: boolean[] };

/** Told that a rule came into play, so that a test can count that all of them did. */
export type OnRule = (rule: Rule) => void;
export const rules = [
  'a working monitor misses',
  'a working monitor detects',
  'a dormant monitor still works',
  'a blinded monitor does not draw',
  'a compromised monitor does not draw',
  'a contained monitor does not draw',
  'a disabled monitor does not draw',
  'an unborn monitor does not draw',
  'two monitors flag one component in one round',
  'a flag waits for its round',
  'a flag has ended before its round',
  'a component is taken again before an old flag would fall due',
  'a component is contained',
  'an entry point is contained',
  'a purge cleans',
  'a purge fails',
  'contained beats cleaned',
  'the far end of a purge is not compromised',
  'a contained source does not attempt',
  'a cleaned source does not attempt',
  'a relation is not exercised',
  'an arc fails by its own draw',
  'an arc passes over the common cause',
  'an arc fails over the common cause',
  'a working control stops',
  'a working control lets through',
  'a control that is compromised lets through',
  'a control that is contained lets through',
  'a control that is disabled lets through',
  'a control that is blinded lets through',
  'a control that is unborn lets through',
  'a control that is dormant stops',
  'the alert stops what a calm control let through',
  'credit goes to the first of several',
  'compromise beats disable',
  'a component is taken again',
  'a component is taken with latency',
  'a dormant component wakes',
  'a dormant component is not disabled',
  'a component is disabled',
  'a log is blinded',
  'blinding beats seeing',
  'a clean store is disclosed',
  'a store that is not clean is disclosed',
  'a target that is not clean is not attempted',
  'an unborn target is not attempted',
  'an unborn store is not disclosed',
  'a child is born clean',
  'a child is born compromised',
  'a birth waits',
  'a parent that is neither clean nor compromised bears no child',
  'a slot attempts after its birth',
  'a contained component is repaired',
  'a disabled component is restored',
  'a blinded component sees again',
  'an independent retry passes where an earlier one failed',
] as const;
export type Rule = (typeof rules)[number];

export function agenticWorld(
  scenario: CompiledScenario,
  draws: WorldDraws,
  entries: readonly number[],
  onRule: OnRule = () => {},
): WorldOutcome {
  const n = scenario.components.count;
  const outcome = emptyOutcome(n);
  const parentOf = new Map(Array.from(scenario.slots.slot, (slot, s) => [slot, s]));
  let before: Snapshot = {
    status: Array.from({ length: n }, (_, v) =>
      entries.includes(v) ? 'compromised' : parentOf.has(v) ? 'unborn' : 'clean',
    ),
    blinded: new Array(n).fill(false),
    disclosed: outcome.disclosed,
  };
  for (const v of entries) outcome.firstRound[v] = 0;
  const world: World = {
    scenario,
    draws,
    entries,
    onRule,
    flaggedIn: [],
    wakesAt: new Map(),
    endedDue: new Map(),
    failed: new Set(),
  };
  let alert = false;
  for (let round = 1; round <= scenario.settings.horizonRounds; round++) {
    const after: Snapshot = { status: [...before.status], blinded: [...before.blinded], disclosed: before.disclosed };
    world.flaggedIn[round] = detect(world, before, round);
    const { contained, cleaned } = respond(world, before, round);
    const successes = attempt(world, before, round, alert, { contained, cleaned });
    const births = bear(world, before, round);
    for (const v of contained) {
      after.status[v] = 'contained';
      outcome.containedEver[v] = true;
    }
    for (const v of cleaned) after.status[v] = 'clean';
    age(world, before, after, round);
    applySuccesses(world, successes, before, after, outcome, round);
    for (const { slot, child, arc } of births) {
      after.status[slot] = child;
      outcome.born[slot] = true;
      if (child === 'compromised') firstReached(outcome, slot, round, arc, scenario);
    }
    for (const [v, wakes] of world.wakesAt) {
      if (wakes !== round) continue;
      onRule('a dormant component wakes');
      after.status[v] = 'compromised';
      world.wakesAt.delete(v);
    }
    for (const v of [...contained, ...cleaned]) endFlags(world, v);
    if (contained.size > 0) alert = true;
    for (let v = 0; v < n; v++) if (after.status[v] === 'compromised') (outcome.dwell[v] as number)++;
    before = after;
  }
  for (let v = 0; v < n; v++) outcome.alive[v] = before.status[v] === 'dormant' || before.status[v] === 'compromised';
  return outcome;
}

type World = {
  readonly scenario: CompiledScenario;
  readonly draws: WorldDraws;
  readonly entries: readonly number[];
  readonly onRule: OnRule;
  /** Round -> who was flagged in it and has been compromised ever since. */
  readonly flaggedIn: Set<number>[];
  readonly wakesAt: Map<number, number>;
  /** When the last flag that ended would have fallen due. */
  readonly endedDue: Map<number, number>;
  /** Arcs whose own draw has failed in some round. */
  readonly failed: Set<number>;
};

/** A flag ends when its component stops being compromised. */
function endFlags({ flaggedIn, endedDue, scenario }: World, v: number): void {
  for (const [round, flagged] of flaggedIn.entries()) {
    if (flagged?.delete(v)) endedDue.set(v, round + scenario.settings.afterRounds);
  }
}

/** It works when it is clean or dormant in S, and not blinded. */
const works = ({ status, blinded }: Snapshot, v: number): boolean =>
  (status[v] === 'clean' || status[v] === 'dormant') && !blinded[v];

/** Step 1. */
function detect({ scenario, draws, onRule }: World, before: Snapshot, round: number): Set<number> {
  const { watches, components } = scenario;
  const flagged = new Set<number>();
  // Those who hide each other do so while there are two.
  const hiding = before.status.filter((status, v) => status === 'compromised' && components.colludes?.[v] === 1);
  for (let w = 0; w < watches.count; w++) {
    const [monitor, watched] = [watches.monitor[w] as number, watches.watched[w] as number];
    if (before.status[watched] !== 'compromised') continue;
    if (!works(before, monitor)) {
      const state = before.status[monitor] as 'compromised' | 'contained' | 'disabled' | 'unborn';
      onRule(before.blinded[monitor] ? 'a blinded monitor does not draw' : article(state));
      continue;
    }
    if (before.status[monitor] === 'dormant') onRule('a dormant monitor still works');
    const key = keyAt(watches.keyLow, watches.keyHigh, w);
    const isHidden = hiding.length >= 2 && components.colludes?.[watched] === 1;
    const { detect: open, detectColluding } = draws.thresholds;
    const hit = draws.isBelow(key, purposes.detect, round, (isHidden ? detectColluding : open)[w] as number);
    onRule(hit ? 'a working monitor detects' : 'a working monitor misses');
    if (!hit) continue;
    if (flagged.has(watched)) onRule('two monitors flag one component in one round');
    flagged.add(watched);
  }
  return flagged;
}

const article = (state: 'compromised' | 'contained' | 'disabled' | 'unborn'): Rule =>
  state === 'unborn' ? 'an unborn monitor does not draw' : `a ${state} monitor does not draw`;

/** Step 2. */
function respond({ scenario, draws, entries, flaggedIn, onRule }: World, before: Snapshot, round: number): Stopped {
  const { purges, settings } = scenario;
  const due = round - settings.afterRounds;
  if (settings.afterRounds > 0 && (flaggedIn[round] as Set<number>).size > 0) onRule('a flag waits for its round');
  const contained = new Set([...(flaggedIn[due] ?? [])].filter((v) => before.status[v] === 'compromised'));
  const cleaned = new Set<number>();
  for (const v of contained) {
    onRule('a component is contained');
    if (entries.includes(v)) onRule('an entry point is contained');
    for (let p = purges.offsets[v] as number; p < (purges.offsets[v + 1] as number); p++) {
      const store = purges.store[p] as number;
      if (before.status[store] !== 'compromised') {
        onRule('the far end of a purge is not compromised');
        continue;
      }
      const key = keyAt(purges.keyLow, purges.keyHigh, p);
      const succeeds = draws.isBelow(key, purposes.purge, round, draws.thresholds.purge[0] as number);
      onRule(succeeds ? 'a purge cleans' : 'a purge fails');
      if (succeeds) cleaned.add(store);
    }
  }
  for (const v of contained) if (cleaned.delete(v)) onRule('contained beats cleaned');
  for (const v of [...contained, ...cleaned]) {
    for (const flagged of flaggedIn.slice(Math.max(1, due + 1))) {
      if (flagged?.has(v)) onRule('a flag has ended before its round');
    }
  }
  return { contained, cleaned };
}

type Stopped = { readonly contained: ReadonlySet<number>; readonly cleaned: ReadonlySet<number> };

/** Step 3: every arc that succeeds in this round, in arc order. */
function attempt(world: World, before: Snapshot, round: number, alert: boolean, stopped: Stopped): number[] {
  const { scenario, draws, onRule, failed } = world;
  const { arcs, relations, settings, slots } = scenario;
  const drawnIn = settings.retries === 'correlated' ? 0 : round;
  const successes: number[] = [];
  for (let arc = 0; arc < arcs.count; arc++) {
    const u = arcs.source[arc] as number;
    if (before.status[u] !== 'compromised') continue;
    if (stopped.contained.has(u) || stopped.cleaned.has(u)) {
      onRule(stopped.contained.has(u) ? 'a contained source does not attempt' : 'a cleaned source does not attempt');
      continue;
    }
    if (!isOpen(world, before, arc)) continue;
    if (slots.slot.includes(u)) onRule('a slot attempts after its birth');
    const relation = arcs.relation[arc] as number;
    const exercise = keyAt(relations.keyLow, relations.keyHigh, relation);
    if (!draws.isBelow(exercise, purposes.exercise, round, draws.thresholds.exercise[relation] as number)) {
      onRule('a relation is not exercised');
      continue;
    }
    const passes = draws.arcPasses(arc, drawnIn);
    if (arcs.shared[arc] !== NONE && draws.usesCommonCause(arc)) {
      onRule(passes ? 'an arc passes over the common cause' : 'an arc fails over the common cause');
    } else if (!passes) onRule('an arc fails by its own draw');
    if (!passes) {
      failed.add(arc);
      continue;
    }
    if (!controlsLetThrough(world, before, arc, drawnIn, alert)) continue;
    if (failed.has(arc)) onRule('an independent retry passes where an earlier one failed');
    successes.push(arc);
  }
  return successes;
}

/** Targets are clean in S; for information-disclosure in any state, but an unborn slot is not attacked. */
function isOpen({ scenario, onRule }: World, before: Snapshot, arc: number): boolean {
  const { arcs } = scenario;
  const v = arcs.target[arc] as number;
  const state = before.status[v] as Status;
  if (arcs.effect[arc] === effects.disclose) {
    if (state === 'unborn') onRule('an unborn store is not disclosed');
    return state !== 'unborn';
  }
  if (state === 'unborn') onRule('an unborn target is not attempted');
  else if (state === 'dormant' && arcs.effect[arc] === effects.disable) onRule('a dormant component is not disabled');
  else if (state !== 'clean') onRule('a target that is not clean is not attempted');
  return state === 'clean';
}

/** For each control on the arc that works, the uniform of (arc, control) is below 1 − effectiveness. */
function controlsLetThrough(
  { scenario, draws, onRule }: World,
  before: Snapshot,
  arc: number,
  drawnIn: number,
  alert: boolean,
): boolean {
  const { guards } = scenario;
  const { thresholds } = draws;
  let passes = true;
  for (let g = guards.offsets[arc] as number; g < (guards.offsets[arc + 1] as number); g++) {
    const control = guards.control[g] as number;
    const key = keyAt(guards.keyLow, guards.keyHigh, g);
    const calm = draws.isBelow(key, purposes.control, drawnIn, thresholds.guard[g] as number);
    const alerted = draws.isBelow(key, purposes.control, drawnIn, thresholds.alertedGuard[g] as number);
    const through = alert ? alerted : calm;
    if (!works(before, control)) {
      const state = before.status[control] as 'compromised' | 'contained' | 'disabled' | 'unborn';
      if (!through) onRule(`a control that is ${before.blinded[control] ? 'blinded' : state} lets through`);
      continue;
    }
    if (!through && before.status[control] === 'dormant') onRule('a control that is dormant stops');
    if (!through && calm) onRule('the alert stops what a calm control let through');
    onRule(through ? 'a working control lets through' : 'a working control stops');
    passes &&= through;
  }
  return passes;
}

/** An unborn slot is born with probability `rate` if its parent is clean or compromised. */
function bear({ scenario, draws, onRule }: World, before: Snapshot, round: number) {
  const { slots } = scenario;
  const births: { slot: number; child: 'clean' | 'compromised'; arc: number | null }[] = [];
  for (let s = 0; s < slots.count; s++) {
    const [slot, parent] = [slots.slot[s] as number, slots.parent[s] as number];
    if (before.status[slot] !== 'unborn') continue;
    const state = before.status[parent];
    if (state !== 'clean' && state !== 'compromised') {
      onRule('a parent that is neither clean nor compromised bears no child');
      continue;
    }
    const key = keyAt(slots.keyLow, slots.keyHigh, s);
    if (!draws.isBelow(key, purposes.birth, round, draws.thresholds.birth[s] as number)) {
      onRule('a birth waits');
      continue;
    }
    onRule(`a child is born ${state}`);
    births.push({ slot, child: state, arc: slots.arc[s] === NONE ? null : (slots.arc[s] as number) });
  }
  return births;
}

/** Step 4. */
function age({ scenario, draws, onRule }: World, before: Snapshot, after: Snapshot, round: number): void {
  const { components } = scenario;
  const { repair, restore } = draws.thresholds;
  for (let v = 0; v < components.count; v++) {
    const key = keyAt(components.keyLow, components.keyHigh, v);
    if (before.status[v] === 'contained' && draws.isBelow(key, purposes.repair, round, repair[0] as number)) {
      onRule('a contained component is repaired');
      after.status[v] = 'clean';
    }
    if (before.status[v] === 'disabled' && draws.isBelow(key, purposes.restoreDisabled, round, restore[0] as number)) {
      onRule('a disabled component is restored');
      after.status[v] = 'clean';
    }
    if (before.blinded[v] && draws.isBelow(key, purposes.restoreBlinded, round, restore[0] as number)) {
      onRule('a blinded component sees again');
      after.blinded[v] = false;
    }
  }
}

/** All successes apply together, after ageing: a success beats restore. */
function applySuccesses(
  { scenario, wakesAt, endedDue, onRule }: World,
  successes: readonly number[],
  before: Snapshot,
  after: Snapshot,
  outcome: WorldOutcome,
  round: number,
): void {
  const { arcs, components } = scenario;
  const taken = new Set<number>();
  for (const arc of successes) {
    if (arcs.effect[arc] !== effects.compromise) continue;
    const v = arcs.target[arc] as number;
    if (taken.has(v)) onRule('credit goes to the first of several');
    else if (outcome.firstRound[v] !== null) onRule('a component is taken again');
    if (!taken.has(v)) firstReached(outcome, v, round, arc, scenario);
    taken.add(v);
  }
  for (const v of taken) {
    if ((endedDue.get(v) ?? 0) > round) onRule('a component is taken again before an old flag would fall due');
    const latency = components.latencyRounds[v] as number;
    after.status[v] = latency === 0 ? 'compromised' : 'dormant';
    if (latency === 0) continue;
    onRule('a component is taken with latency');
    wakesAt.set(v, round + latency);
  }
  for (const arc of successes) {
    const v = arcs.target[arc] as number;
    if (arcs.effect[arc] === effects.disable) {
      onRule(taken.has(v) ? 'compromise beats disable' : 'a component is disabled');
      if (taken.has(v)) continue;
      after.status[v] = 'disabled';
      outcome.disabledEver[v] = true;
    } else if (arcs.effect[arc] === effects.blind) {
      onRule('a log is blinded');
      if (before.blinded[v] && !after.blinded[v]) onRule('blinding beats seeing');
      after.blinded[v] = true;
    } else if (arcs.effect[arc] === effects.disclose && !outcome.disclosed[v]) {
      onRule(before.status[v] === 'clean' ? 'a clean store is disclosed' : 'a store that is not clean is disclosed');
      outcome.disclosed[v] = true;
    }
  }
}

function firstReached(
  outcome: WorldOutcome,
  v: number,
  round: number,
  arc: number | null,
  { settings }: CompiledScenario,
): void {
  if (outcome.firstRound[v] !== null) return;
  outcome.firstRound[v] = round;
  outcome.credit[v] = arc;
  if (round * 5 > settings.horizonRounds * 4) outcome.grewLate = true;
}

import { type CompiledScenario, effects, NONE } from '../compile/compiled.ts';
import type { BlockDraws } from './draws.ts';
import type { EntryMasks, Kernel } from './kernel.ts';
import type { BlockEnd, Recorder } from './recorder.ts';

/**
 * Rounds of detect, respond, attempt and age (equations: docs/model.md, `agentic`). Every step reads S,
 * the state at the end of the round before, and writes down what is to change; all changes are applied
 * together. 32 worlds run at once: each state is one bit per world, so that "clean, and tried, and
 * let through" is an AND of three words.
 */
export const agentic: Kernel = (scenario) => {
  const system = new AgenticSystem(scenario);
  return (draws, recorder, entries, onRound) => system.run(draws, recorder, entries, onRound);
};

class AgenticSystem {
  readonly #scenario: CompiledScenario;
  readonly #n: number;
  readonly #state: State;
  readonly #change: Change;
  /** Components that the round changes. */
  readonly #isChanging: Uint8Array;
  readonly #ever: BlockEnd;
  /** Flags of the last `after` + 1 rounds: round t stands at t mod (after + 1). */
  readonly #flags: Int32Array[];
  /** Round at whose end they wake -> [component, worlds]. */
  readonly #sleepers = new Map<number, [component: number, mask: number][]>();
  /** Worlds whose alert is on. */
  #alert = 0;
  /** Something may happen in a later round although nothing changed in this one. */
  #isPending = false;
  #hasChanged = false;

  constructor(scenario: CompiledScenario) {
    const masks = (): Int32Array => new Int32Array(scenario.components.count);
    this.#scenario = scenario;
    this.#n = scenario.components.count;
    this.#isChanging = new Uint8Array(this.#n);
    this.#state = Object.fromEntries(stateNames.map((name) => [name, masks()])) as State;
    this.#change = Object.fromEntries(changeNames.map((name) => [name, masks()])) as Change;
    this.#ever = {
      disabledEver: masks(),
      disclosedEver: this.#state.disclosed,
      containedEver: masks(),
      born: masks(),
      alive: masks(),
    };
    this.#flags = Array.from({ length: scenario.settings.afterRounds + 1 }, masks);
  }

  run(draws: BlockDraws, recorder: Recorder, entries: EntryMasks, onRound?: (round: number) => void): BlockEnd {
    const horizon = this.#scenario.settings.horizonRounds;
    const { compromised, dormant } = this.#state;
    this.#enter(entries);
    let isQuiet = false;
    for (let round = 1; round <= horizon && !isQuiet; round++) {
      this.#isPending = false;
      this.#hasChanged = false;
      this.#detect(draws, round);
      const alerted = this.#respond(draws, round);
      this.#attempt(draws, recorder, round);
      this.#giveBirth(draws, recorder, round);
      this.#age(draws, round);
      this.#apply(round);
      this.#alert |= alerted;
      isQuiet = !this.#isPending && !this.#hasChanged && this.#sleepers.size === 0;
      // If nothing can change any more, the rounds that are left pass as this one did.
      for (let v = 0; v < this.#n; v++) recorder.dwell(v, compromised[v] as number, isQuiet ? horizon - round + 1 : 1);
      onRound?.(round);
    }
    for (let v = 0; v < this.#n; v++) this.#ever.alive[v] = (dormant[v] as number) | (compromised[v] as number);
    return this.#ever;
  }

  /** Round 0: entry points are compromised, slots unborn, everyone else clean. */
  #enter(entries: EntryMasks): void {
    const { clean, unborn, compromised } = this.#state;
    for (const masks of [...Object.values(this.#state), ...Object.values(this.#ever), ...this.#flags]) masks.fill(0);
    this.#sleepers.clear();
    this.#alert = 0;
    clean.fill(-1);
    for (const slot of this.#scenario.slots.slot) {
      clean[slot] = 0;
      unborn[slot] = -1;
    }
    for (const [v, mask] of entries) {
      clean[v] = (clean[v] as number) & ~mask;
      unborn[v] = (unborn[v] as number) & ~mask;
      compromised[v] = mask;
    }
  }

  /** In which worlds a monitor or control does its work: clean or dormant, and not blinded. */
  #works(v: number): number {
    const { clean, dormant, blinded } = this.#state;
    return ((clean[v] as number) | (dormant[v] as number)) & ~(blinded[v] as number);
  }

  /** Step 1: each working monitor draws once for each compromised component that it watches. */
  #detect(draws: BlockDraws, round: number): void {
    const { watches, components } = this.#scenario;
    const flags = this.#flags[round % this.#flags.length] as Int32Array;
    flags.fill(0);
    const colluding = this.#colluding();
    for (let w = 0; w < watches.count; w++) {
      const v = watches.watched[w] as number;
      const seen = (this.#state.compromised[v] as number) & this.#works(watches.monitor[w] as number);
      if (seen === 0) continue;
      this.#isPending = true;
      const hidden = components.colludes?.[v] === 1 ? seen & colluding : 0;
      const open = seen & ~hidden;
      if (open !== 0) flags[v] = (flags[v] as number) | (open & draws.detect(w, round));
      if (hidden !== 0) flags[v] = (flags[v] as number) | (hidden & draws.detectColluding(w, round));
    }
    if (this.#flags.length > 1 && this.#flags.some((masks) => masks.some((mask) => mask !== 0))) this.#isPending = true;
  }

  /** Worlds in which two or more who hide each other are compromised in S. */
  #colluding(): number {
    const { colludes } = this.#scenario.components;
    if (colludes === null) return 0;
    let [one, two] = [0, 0];
    for (let v = 0; v < this.#n; v++) {
      if (colludes[v] !== 1) continue;
      two |= one & (this.#state.compromised[v] as number);
      one |= this.#state.compromised[v] as number;
    }
    return two;
  }

  /** Step 2: who was flagged `after` rounds ago is contained, and what it wrote may be cleaned. @returns worlds in which anyone was */
  #respond(draws: BlockDraws, round: number): number {
    const { purges } = this.#scenario;
    const { compromised } = this.#state;
    const { containing, cleaning } = this.#change;
    const due = this.#flags[(round + 1) % this.#flags.length] as Int32Array;
    let alerted = 0;
    for (let v = 0; v < this.#n; v++) {
      const flagged = (due[v] as number) & (compromised[v] as number);
      if (flagged === 0) continue;
      alerted |= flagged;
      this.#note(containing, v, flagged);
      for (let p = purges.offsets[v] as number; p < (purges.offsets[v + 1] as number); p++) {
        const store = purges.store[p] as number;
        const open = flagged & (compromised[store] as number);
        if (open !== 0) this.#note(cleaning, store, open & draws.purge(p, round));
      }
    }
    // Contained beats cleaned.
    if (alerted !== 0)
      for (let v = 0; v < this.#n; v++) cleaning[v] = (cleaning[v] as number) & ~(containing[v] as number);
    return alerted;
  }

  /** Step 3: sources are compromised in S and untouched by step 2; arc order gives the credit to the first. */
  #attempt(draws: BlockDraws, recorder: Recorder, round: number): void {
    const { arcs, settings } = this.#scenario;
    const { compromised } = this.#state;
    const { containing, cleaning } = this.#change;
    const isCorrelated = settings.retries === 'correlated';
    const drawnIn = isCorrelated ? 0 : round;
    for (let u = 0; u < this.#n; u++) {
      const attacking = (compromised[u] as number) & ~(containing[u] as number) & ~(cleaning[u] as number);
      if (attacking === 0) continue;
      for (let a = arcs.offsets[u] as number; a < (arcs.offsets[u + 1] as number); a++) {
        const open = attacking & this.#open(a);
        if (open === 0) continue;
        const base = open & draws.arc(a, drawnIn);
        // What fails for the whole world will never pass; what fails in this round may pass in the next.
        if (isCorrelated ? base !== 0 : true) this.#isPending = true;
        if (base === 0) continue;
        const exercised = base & draws.exercise(arcs.relation[a] as number, round);
        const passing = exercised === 0 ? 0 : this.#throughGuards(a, exercised, draws, drawnIn);
        if (passing !== 0) this.#succeed(a, passing, recorder, round);
      }
    }
  }

  /** In which worlds the target of an arc is open to its effect. */
  #open(a: number): number {
    const { clean, disclosed, unborn } = this.#state;
    const v = this.#scenario.arcs.target[a] as number;
    return this.#scenario.arcs.effect[a] === effects.disclose
      ? ~((disclosed[v] as number) | (unborn[v] as number))
      : (clean[v] as number);
  }

  #throughGuards(a: number, exercised: number, draws: BlockDraws, drawnIn: number): number {
    const { guards } = this.#scenario;
    let passing = exercised;
    for (let g = guards.offsets[a] as number; g < (guards.offsets[a + 1] as number); g++) {
      const held = passing & this.#works(guards.control[g] as number);
      if (held === 0) continue;
      const calm = held & ~this.#alert & draws.guard(g, drawnIn, false);
      const alerted = (held & this.#alert) === 0 ? 0 : held & this.#alert & draws.guard(g, drawnIn, true);
      passing = (passing & ~held) | calm | alerted;
    }
    return passing;
  }

  #succeed(a: number, passing: number, recorder: Recorder, round: number): void {
    const { arcs } = this.#scenario;
    const v = arcs.target[a] as number;
    const changing = this.#change[changeOf[arcs.effect[a] as keyof typeof changeOf]];
    this.#note(changing, v, passing);
    if (arcs.effect[a] === effects.compromise) this.#take(v, passing, recorder, round, a);
  }

  /** Whoever was reached before is taken again, but counts once. */
  #take(v: number, mask: number, recorder: Recorder, round: number, arc: number): void {
    const first = mask & ~(recorder.reachedMask[v] as number);
    if (first === 0) return;
    recorder.reach(v, first, round, arc);
    if (round * 5 > this.#scenario.settings.horizonRounds * 4) recorder.growsLate(first);
  }

  /** A slot is born compromised if its parent is, else clean; both by S. */
  #giveBirth(draws: BlockDraws, recorder: Recorder, round: number): void {
    const { slots } = this.#scenario;
    const { compromised, clean, unborn } = this.#state;
    for (let s = 0; s < slots.count; s++) {
      const v = slots.slot[s] as number;
      const parent = slots.parent[s] as number;
      const open = (unborn[v] as number) & ((compromised[parent] as number) | (clean[parent] as number));
      if (open === 0) continue;
      this.#isPending = true;
      const born = open & draws.birth(s, round);
      const taken = born & (compromised[parent] as number);
      this.#note(this.#change.bearing, v, born);
      this.#note(this.#change.bearingTaken, v, taken);
      const arc = slots.arc[s] as number;
      this.#take(v, taken, recorder, round, arc === NONE ? -1 : arc);
    }
  }

  /** Step 4, by S. */
  #age(draws: BlockDraws, round: number): void {
    const { contained, disabled, blinded } = this.#state;
    const { repairing, restoring, seeing } = this.#change;
    const { canRepair, canRestore } = draws;
    if (!canRepair && !canRestore) return;
    for (let v = 0; v < this.#n; v++) {
      if (canRepair && contained[v] !== 0) this.#heal(repairing, v, contained, draws.repair(v, round));
      if (canRestore && disabled[v] !== 0) this.#heal(restoring, v, disabled, draws.restoreDisabled(v, round));
      if (canRestore && blinded[v] !== 0) this.#heal(seeing, v, blinded, draws.restoreBlinded(v, round));
    }
  }

  #heal(healing: Int32Array, v: number, ill: Int32Array, mask: number): void {
    this.#isPending = true;
    this.#note(healing, v, (ill[v] as number) & mask);
  }

  /** Writes down that a component is to change in the worlds of `mask`. */
  #note(changing: Int32Array, v: number, mask: number): void {
    if (mask === 0) return;
    changing[v] = (changing[v] as number) | mask;
    this.#isChanging[v] = 1;
  }

  /** The changes of the round, together; then whoever slept long enough wakes. */
  #apply(round: number): void {
    for (let v = 0; v < this.#n; v++) {
      if (this.#isChanging[v] === 0) continue;
      this.#applyTo(v, round);
      this.#isChanging[v] = 0;
      for (const name of changeNames) this.#change[name][v] = 0;
    }
    for (const [v, mask] of this.#sleepers.get(round) ?? []) {
      this.#state.dormant[v] = (this.#state.dormant[v] as number) & ~mask;
      this.#state.compromised[v] = (this.#state.compromised[v] as number) | mask;
      this.#hasChanged = true;
    }
    this.#sleepers.delete(round);
  }

  #applyTo(v: number, round: number): void {
    const { clean, dormant, compromised, contained, disabled, unborn, blinded, disclosed } = this.#state;
    const change = this.#change;
    const [containing, cleaning] = [change.containing[v] as number, change.cleaning[v] as number];
    const taking = change.taking[v] as number;
    // Compromise beats disable.
    const disabling = (change.disabling[v] as number) & ~taking;
    const [blinding, disclosing] = [change.blinding[v] as number, change.disclosing[v] as number];
    const [repairing, restoring] = [change.repairing[v] as number, change.restoring[v] as number];
    const seeing = change.seeing[v] as number;
    const [bearing, bearingTaken] = [change.bearing[v] as number, change.bearingTaken[v] as number];
    const latency = this.#scenario.components.latencyRounds[v] as number;
    const sleeping = latency > 0 ? taking : 0;
    this.#hasChanged = true;
    clean[v] =
      ((clean[v] as number) & ~taking & ~disabling) | cleaning | repairing | restoring | (bearing & ~bearingTaken);
    dormant[v] = (dormant[v] as number) | sleeping;
    compromised[v] = ((compromised[v] as number) & ~containing & ~cleaning) | (taking & ~sleeping) | bearingTaken;
    contained[v] = ((contained[v] as number) & ~repairing) | containing;
    disabled[v] = ((disabled[v] as number) & ~restoring) | disabling;
    unborn[v] = (unborn[v] as number) & ~bearing;
    blinded[v] = ((blinded[v] as number) & ~seeing) | blinding;
    disclosed[v] = (disclosed[v] as number) | disclosing;
    this.#ever.disabledEver[v] = (this.#ever.disabledEver[v] as number) | disabling;
    this.#ever.containedEver[v] = (this.#ever.containedEver[v] as number) | containing;
    this.#ever.born[v] = (this.#ever.born[v] as number) | bearing;
    // A flag ends when its component stops being compromised: detection starts afresh.
    for (const flags of this.#flags) flags[v] = (flags[v] as number) & ~(containing | cleaning);
    if (sleeping !== 0) this.#sleep(v, sleeping, round + latency);
  }

  #sleep(v: number, mask: number, until: number): void {
    const list = this.#sleepers.get(until);
    if (list === undefined) this.#sleepers.set(until, [[v, mask]]);
    else list.push([v, mask]);
  }
}

/** S: in which worlds a component is so. The first six exclude each other, the last two are flags. */
export const stateNames = [
  'clean',
  'dormant',
  'compromised',
  'contained',
  'disabled',
  'unborn',
  'blinded',
  'disclosed',
] as const;
type State = Readonly<Record<(typeof stateNames)[number], Int32Array>>;

/** What a round changes. */
export const changeNames = [
  'containing',
  'cleaning',
  'taking',
  'disabling',
  'blinding',
  'disclosing',
  'repairing',
  'restoring',
  'seeing',
  'bearing',
  'bearingTaken',
] as const;
type Change = Readonly<Record<(typeof changeNames)[number], Int32Array>>;

const changeOf = {
  [effects.compromise]: 'taking',
  [effects.disable]: 'disabling',
  [effects.blind]: 'blinding',
  [effects.disclose]: 'disclosing',
} as const;

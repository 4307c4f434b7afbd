import type { CompiledScenario } from '../compile/compiled.ts';
import type { Epidemic } from '../graph/propagation-model.ts';
import { Attempts } from './attempts.ts';
import type { BlockDraws } from './draws.ts';
import type { EntryMasks, Kernel } from './kernel.ts';
import type { BlockEnd, Recorder } from './recorder.ts';

/**
 * Epidemics in discrete time. S is the state at the end of round t - 1. In round t every component that is
 * infectious in S tries each of its arcs once, with draws of the round, against targets that are susceptible in S;
 * then, by S, the infectious recover with probability `recovery` and the exposed become infectious with probability
 * `incubation`, or after exactly `latency` rounds if they have one of their own.
 *
 *   si     susceptible -> infectious
 *   sis    susceptible -> infectious -> susceptible
 *   sir    susceptible -> infectious -> removed
 *   seir   susceptible -> exposed -> infectious -> removed
 *
 * @see Kermack, McKendrick (1927): A contribution to the mathematical theory of epidemics
 * @see Allen (1994): Some discrete-time SI, SIR, and SIS epidemic models
 */
export const epidemic =
  (model: Epidemic): Kernel =>
  (scenario) => {
    const outbreak = new Outbreak(scenario, model);
    return (draws, recorder, entries, onRound) => outbreak.run(draws, recorder, entries, onRound);
  };

class Outbreak {
  readonly #scenario: CompiledScenario;
  readonly #model: Epidemic;
  readonly #attempts: Attempts;
  /** Worlds in which a component is not susceptible; from the moment it is taken, so that nobody is taken twice. */
  readonly #immune: Int32Array;
  readonly #exposed: Int32Array;
  readonly #infectious: Int32Array;
  /** Worlds in which it was taken in this round, and who was taken in any. */
  readonly #taken: Int32Array;
  #takenList: number[] = [];
  /** Who is exposed or infectious in any world, in arc order. */
  #active: number[] = [];
  /** Round at whose end a latency is over -> [component, worlds]. */
  readonly #wakers = new Map<number, (readonly [component: number, mask: number])[]>();

  constructor(scenario: CompiledScenario, model: Epidemic) {
    const masks = (): Int32Array => new Int32Array(scenario.components.count);
    this.#scenario = scenario;
    this.#model = model;
    this.#attempts = new Attempts(scenario, (draws, arc, round) => draws.arc(arc, round));
    this.#immune = masks();
    this.#exposed = masks();
    this.#infectious = masks();
    this.#taken = masks();
  }

  run(draws: BlockDraws, recorder: Recorder, entries: EntryMasks, onRound?: (round: number) => void): BlockEnd {
    const horizon = this.#scenario.settings.horizonRounds;
    this.#enter(entries);
    for (let round = 1; round <= horizon && this.#active.length > 0; round++) {
      const hasTried = this.#infect(draws, recorder, round);
      const isChanging = this.#progress(draws, round);
      this.#addTaken(round);
      // If nothing can change any more, the rounds that are left pass as this one did.
      const isQuiet = !hasTried && !isChanging;
      const rounds = isQuiet ? horizon - round + 1 : 1;
      for (const v of this.#active) recorder.dwell(v, this.#infectious[v] as number, rounds);
      onRound?.(round);
      if (isQuiet) break;
    }
    return this.#attempts.end(this.#alive());
  }

  /** Round 0: entry points are infectious, everyone else is susceptible. */
  #enter(entries: EntryMasks): void {
    for (const masks of [this.#immune, this.#exposed, this.#infectious]) masks.fill(0);
    this.#wakers.clear();
    this.#attempts.enter(entries);
    for (const [v, mask] of entries) {
      this.#immune[v] = mask;
      this.#infectious[v] = mask;
    }
    this.#active = entries.map(([v]) => v).sort((a, b) => a - b);
  }

  /** @returns whether anybody was still open to an arc */
  #infect(draws: BlockDraws, recorder: Recorder, round: number): boolean {
    const { offsets, target } = this.#scenario.arcs;
    this.#attempts.wereMade = false;
    for (const u of this.#active) {
      const infectious = this.#infectious[u] as number;
      if (infectious === 0) continue;
      for (let a = offsets[u] as number; a < (offsets[u + 1] as number); a++) {
        const taken = this.#attempts.make(a, infectious, this.#immune, draws, round);
        if (taken !== 0) this.#take(target[a] as number, taken, recorder, round, a);
      }
    }
    return this.#attempts.wereMade;
  }

  /** Whoever was reached before is taken again, but counts once. */
  #take(v: number, mask: number, recorder: Recorder, round: number, arc: number): void {
    if (this.#taken[v] === 0) this.#takenList.push(v);
    this.#taken[v] = (this.#taken[v] as number) | mask;
    this.#immune[v] = (this.#immune[v] as number) | mask;
    const first = mask & ~(recorder.reachedMask[v] as number);
    if (first === 0) return;
    recorder.reach(v, first, round, arc);
    if (round * 5 > this.#scenario.settings.horizonRounds * 4) recorder.growsLate(first);
  }

  /**
   * Recovery and incubation, by S: those taken in this round are not among the infectious or exposed yet.
   * @returns whether anybody may still recover or become infectious
   */
  #progress(draws: BlockDraws, round: number): boolean {
    const { latencyRounds } = this.#scenario.components;
    const recovers = this.#model.recoversTo !== null && draws.canRecover;
    let isChanging = false;
    for (const v of this.#active) {
      const infectious = this.#infectious[v] as number;
      const exposed = this.#exposed[v] as number;
      if (exposed !== 0 || (infectious !== 0 && recovers)) isChanging = true;
      const recovering = infectious !== 0 && recovers ? infectious & draws.recovery(v, round) : 0;
      const emerging = exposed !== 0 && latencyRounds[v] === 0 ? exposed & draws.incubation(v, round) : 0;
      this.#infectious[v] = (infectious & ~recovering) | emerging;
      this.#exposed[v] = exposed & ~emerging;
      if (this.#model.recoversTo === 'susceptible') this.#immune[v] = (this.#immune[v] as number) & ~recovering;
    }
    for (const [v, mask] of this.#wakers.get(round) ?? []) {
      this.#exposed[v] = (this.#exposed[v] as number) & ~mask;
      this.#infectious[v] = (this.#infectious[v] as number) | mask;
    }
    this.#wakers.delete(round);
    return isChanging;
  }

  /** Who was taken in this round is exposed or infectious from now on. */
  #addTaken(round: number): void {
    const { latencyRounds } = this.#scenario.components;
    const state = this.#model.incubates ? this.#exposed : this.#infectious;
    this.#active = this.#active.filter((v) => this.#isActive(v));
    for (const v of this.#takenList) {
      const mask = this.#taken[v] as number;
      if (!this.#isActive(v)) this.#active.push(v);
      state[v] = (state[v] as number) | mask;
      if (this.#model.incubates && latencyRounds[v] !== 0) this.#sleep(v, mask, round + (latencyRounds[v] as number));
      this.#taken[v] = 0;
    }
    if (this.#takenList.length > 0) this.#active.sort((a, b) => a - b);
    this.#takenList = [];
  }

  #sleep(v: number, mask: number, until: number): void {
    const list = this.#wakers.get(until);
    if (list === undefined) this.#wakers.set(until, [[v, mask]]);
    else list.push([v, mask]);
  }

  #isActive(v: number): boolean {
    return ((this.#infectious[v] as number) | (this.#exposed[v] as number)) !== 0;
  }

  /** Who is exposed or infectious at the end. */
  #alive(): Int32Array {
    return this.#infectious.map((mask, v) => mask | (this.#exposed[v] as number));
  }
}

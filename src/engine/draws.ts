import { type Purpose, passMask, purposes, type Seed } from '../base/random.ts';
import { type CompiledScenario, NONE } from '../compile/compiled.ts';
import type { Thresholds } from './realise.ts';

/**
 * The draws of one block of 32 worlds, as bit masks (bit w: world w passes). Each is a function of
 * (seed, block, identity, purpose, round); masks that are asked for again are remembered.
 */
export class BlockDraws {
  readonly #scenario: CompiledScenario;
  readonly #seed: Seed;
  #block = 0;
  #thresholds: Thresholds;
  /** Arc masks that hold for the whole world, and for which block they were drawn. */
  readonly #arcMask: Int32Array;
  readonly #arcDrawnFor: Int32Array;
  readonly #guardMask: Int32Array;
  readonly #guardDrawnFor: Int32Array;
  /** Exercise masks of the current round. */
  readonly #exerciseMask: Int32Array;
  readonly #exerciseDrawnFor: Float64Array;

  constructor(scenario: CompiledScenario, seed: Seed, thresholds: Thresholds) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#thresholds = thresholds;
    const { arcs, guards, relations } = scenario;
    this.#arcMask = new Int32Array(arcs.count);
    this.#arcDrawnFor = new Int32Array(arcs.count).fill(-1);
    this.#guardMask = new Int32Array(guards.count * 2);
    this.#guardDrawnFor = new Int32Array(guards.count * 2).fill(-1);
    this.#exerciseMask = new Int32Array(relations.count);
    this.#exerciseDrawnFor = new Float64Array(relations.count).fill(-1);
  }

  enter(block: number, thresholds: Thresholds): void {
    this.#block = block;
    this.#thresholds = thresholds;
  }

  get canRepair(): boolean {
    return this.#thresholds.repair[0] !== 0;
  }

  get canRestore(): boolean {
    return this.#thresholds.restore[0] !== 0;
  }

  get canRecover(): boolean {
    return this.#thresholds.recovery[0] !== 0;
  }

  /** Which worlds let arc `a` through, controls aside. Round 0: a draw of the world. */
  arc(a: number, round: number): number {
    if (round !== 0) return this.#drawArc(a, round);
    if (this.#arcDrawnFor[a] !== this.#block) {
      this.#arcDrawnFor[a] = this.#block;
      this.#arcMask[a] = this.#drawArc(a, 0);
    }
    return this.#arcMask[a] as number;
  }

  /** In which worlds the target of arc `a` chose it, among all arcs that compromise it. */
  chosen(a: number): number {
    if (this.#arcDrawnFor[a] !== this.#block) {
      this.#arcDrawnFor[a] = this.#block;
      this.#arcMask[a] = this.#drawChoice(a);
    }
    return this.#arcMask[a] as number;
  }

  /** Which worlds get past guard `g` if its control works. */
  guard(g: number, round: number, alerted: boolean): number {
    if (round !== 0) return this.#drawGuard(g, round, alerted);
    const position = alerted ? g + this.#scenario.guards.count : g;
    if (this.#guardDrawnFor[position] !== this.#block) {
      this.#guardDrawnFor[position] = this.#block;
      this.#guardMask[position] = this.#drawGuard(g, 0, alerted);
    }
    return this.#guardMask[position] as number;
  }

  /** Which worlds exercise relation `r` in this round. */
  exercise(r: number, round: number): number {
    const stamp = this.#block * 2 ** 24 + round;
    if (this.#exerciseDrawnFor[r] !== stamp) {
      const { keyLow, keyHigh } = this.#scenario.relations;
      this.#exerciseDrawnFor[r] = stamp;
      this.#exerciseMask[r] = this.#mask(
        keyLow,
        keyHigh,
        r,
        purposes.exercise,
        round,
        this.#thresholds.exercise[r] as number,
      );
    }
    return this.#exerciseMask[r] as number;
  }

  detect(watch: number, round: number): number {
    const { keyLow, keyHigh } = this.#scenario.watches;
    return this.#mask(keyLow, keyHigh, watch, purposes.detect, round, this.#thresholds.detect[watch] as number);
  }

  /** The same uniforms: whom they flag, {@link detect} flags too. */
  detectColluding(watch: number, round: number): number {
    const { keyLow, keyHigh } = this.#scenario.watches;
    const threshold = this.#thresholds.detectColluding[watch] as number;
    return this.#mask(keyLow, keyHigh, watch, purposes.detect, round, threshold);
  }

  purge(write: number, round: number): number {
    const { keyLow, keyHigh } = this.#scenario.purges;
    return this.#mask(keyLow, keyHigh, write, purposes.purge, round, this.#thresholds.purge[0] as number);
  }

  birth(slot: number, round: number): number {
    const { keyLow, keyHigh } = this.#scenario.slots;
    return this.#mask(keyLow, keyHigh, slot, purposes.birth, round, this.#thresholds.birth[slot] as number);
  }

  repair(component: number, round: number): number {
    return this.#ofComponent(component, purposes.repair, round, this.#thresholds.repair[0] as number);
  }

  recovery(component: number, round: number): number {
    return this.#ofComponent(component, purposes.recovery, round, this.#thresholds.recovery[0] as number);
  }

  incubation(component: number, round: number): number {
    return this.#ofComponent(component, purposes.incubation, round, this.#thresholds.incubation[0] as number);
  }

  restoreDisabled(component: number, round: number): number {
    return this.#ofComponent(component, purposes.restoreDisabled, round, this.#thresholds.restore[0] as number);
  }

  restoreBlinded(component: number, round: number): number {
    return this.#ofComponent(component, purposes.restoreBlinded, round, this.#thresholds.restore[0] as number);
  }

  /** With a monoculture the arc's coin says which uniform it uses: the common one of (model, class) or its own. */
  #drawArc(a: number, round: number): number {
    const { keyLow, keyHigh, shared, sharedLow, sharedHigh } = this.#scenario.arcs;
    const threshold = this.#thresholds.arc[a] as number;
    const coinThreshold = this.#thresholds.coin[0] as number;
    const own = (): number => this.#mask(keyLow, keyHigh, a, purposes.pass, round, threshold);
    const cause = shared[a] as number;
    if (cause === NONE || coinThreshold === 0) return own();
    const coin = this.#mask(keyLow, keyHigh, a, purposes.coin, 0, coinThreshold);
    const common = coin === 0 ? 0 : this.#mask(sharedLow, sharedHigh, cause, purposes.shared, round, threshold);
    return coin === -1 ? common : (common & coin) | (own() & ~coin);
  }

  /** The arc is chosen if its target's uniform lies in its interval. */
  #drawChoice(a: number): number {
    const start = this.#thresholds.start[a] as number;
    const end = start + (this.#thresholds.arc[a] as number);
    if (end === start) return 0;
    const v = this.#scenario.arcs.target[a] as number;
    const below = (bound: number): number => this.#ofComponent(v, purposes.weight, 0, bound);
    return below(end) & ~below(start);
  }

  #drawGuard(g: number, round: number, alerted: boolean): number {
    const { keyLow, keyHigh } = this.#scenario.guards;
    const threshold = (alerted ? this.#thresholds.alertedGuard[g] : this.#thresholds.guard[g]) as number;
    return this.#mask(keyLow, keyHigh, g, purposes.control, round, threshold);
  }

  #ofComponent(component: number, purpose: Purpose, round: number, threshold: number): number {
    const { keyLow, keyHigh } = this.#scenario.components;
    return this.#mask(keyLow, keyHigh, component, purpose, round, threshold);
  }

  #mask(low: Uint32Array, high: Uint32Array, item: number, purpose: Purpose, round: number, threshold: number): number {
    if (threshold <= 0) return 0;
    if (threshold >= 2 ** 32) return -1;
    return passMask(this.#seed, this.#block, low[item] as number, high[item] as number, purpose, round, threshold - 1);
  }
}

import type { Seed } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { emptyTally } from '../../src/engine/empty-tally.ts';
import { mergeTally, trimBlocks } from '../../src/engine/merge-tally.ts';
import type { ShardsInThread } from '../../src/engine/run-shards.ts';
import { WORLDS_PER_BLOCK } from '../../src/engine/run-worlds.ts';
import { SCOPES, type Tally } from '../../src/engine/tally.ts';
import { looks, preciseEnough } from '../../src/measure/looks.ts';
import type { WorldSizes } from '../../src/measure/paired-difference.ts';

/** Kernels run so many worlds at once. */
export const WORLDS_ABREAST = 4 * WORLDS_PER_BLOCK;

export type Stop = {
  readonly worlds: number;
  readonly precision: { readonly halfWidth: number; readonly of: 'total' | 'layers' } | null;
};

/**
 * Worlds 0, 1, 2, ... of one scenario, a slice at a time, to where the command line would stop. Tallies do not depend
 * on how worlds are sliced, so that the last one is that of any other run of this scenario.
 */
export class Simulation {
  /** At most so many worlds will be run. */
  readonly worlds: number;
  isDone = false;
  readonly #scenario: CompiledScenario;
  readonly #recorded: CompiledScenario;
  readonly #seed: Seed;
  readonly #run: ShardsInThread;
  readonly #precision: Stop['precision'];
  readonly #stops: number[];
  readonly #tally: Tally;
  #next = 0;

  constructor(scenario: CompiledScenario, seed: Seed, { worlds, precision }: Stop, run: ShardsInThread) {
    this.#scenario = scenario;
    // Sizes are kept per world where inputs are uncertain only; drawing certain ones anew for every block changes nothing.
    this.#recorded = { ...scenario, parameters: { ...scenario.parameters, uncertain: true } };
    this.#seed = seed;
    this.#run = run;
    this.#precision = precision;
    const blocks = Math.ceil(worlds / WORLDS_PER_BLOCK);
    this.worlds = scenario.parameters.uncertain ? blocks * WORLDS_PER_BLOCK : worlds;
    this.#stops = precision === null ? [this.worlds] : looks(this.worlds);
    this.#tally = emptyTally(this.#recorded, blocks);
  }

  get worldsDone(): number {
    return this.#next;
  }

  /** Runs the next worlds: about so many, at least 128 of those that are left before the next look. */
  step(worlds: number): void {
    const stop = this.#stops[0] as number;
    const abreast = Math.max(1, Math.round(worlds / WORLDS_ABREAST)) * WORLDS_ABREAST;
    const fromWorld = this.#next;
    const toWorld = Math.min(stop, fromWorld - (fromWorld % WORLDS_ABREAST) + abreast);
    const [part] = this.#run([this.#recorded], this.#seed, { fromWorld, toWorld });
    mergeTally(this.#tally, part as Tally, fromWorld / WORLDS_PER_BLOCK);
    this.#next = toWorld;
    if (toWorld < stop) return;
    this.#stops.shift();
    this.isDone = this.#stops.length === 0 || this.#isPrecise();
  }

  /** Of the worlds so far; with uncertain inputs that is whole blocks. */
  get tally(): Tally {
    return this.#scenario.parameters.uncertain ? trimBlocks(this.#tally) : { ...this.#tally, blocks: null };
  }

  /** Of the first so many worlds, which must have been run. */
  sizesOf(worlds: number): WorldSizes {
    const { sizes: most, blocks } = this.#tally;
    const sizes = blocks?.sizes.subarray(0, worlds * SCOPES) ?? [];
    return { sizes, most, isUncertain: this.#scenario.parameters.uncertain };
  }

  #isPrecise(): boolean {
    const precision = this.#precision;
    return precision !== null && preciseEnough(this.tally, precision.halfWidth, precision.of);
  }
}

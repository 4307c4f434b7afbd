import type { Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { lowBits } from '../engine/bits.ts';
import { WORLDS_PER_BLOCK, watchShard } from '../engine/run-worlds.ts';

/**
 * Every first infection of the first worlds of a scenario. Arrays are as long as there were infections that
 * happened at once in some of the 32 worlds of a block; by block, then in the order in which they happened.
 */
export type WitnessedWorlds = {
  readonly worlds: number;
  /** Worlds 32 b to 32 b + 31. */
  readonly block: Uint32Array;
  /** Worlds of the block, as bits; never of worlds that do not count. */
  readonly mask: Int32Array;
  readonly round: Uint32Array;
  /** Node of the compiled scenario. */
  readonly node: Uint32Array;
  /** Of the compiled scenario; -1: born compromised, along no arc. */
  readonly arc: Int32Array;
};

/**
 * Runs worlds 0 up to, not including, `worlds` with someone listening: a world is a function of its number, and all
 * kernels agree bit for bit, so these are the worlds of the run.
 * @throws {RangeError} if the model does not run in worlds
 */
export function witnessWorlds(scenario: CompiledScenario, seed: Seed, worlds: number): WitnessedWorlds {
  const witness = new WorldWitness(scenario, seed, worlds);
  witness.watch(worlds);
  return witness.seen;
}

/** The same, some worlds at a time. */
export class WorldWitness {
  readonly #scenario: CompiledScenario;
  readonly #seed: Seed;
  readonly #worlds: number;
  readonly #block: number[] = [];
  readonly #mask: number[] = [];
  readonly #round: number[] = [];
  readonly #node: number[] = [];
  readonly #arc: number[] = [];
  #next = 0;

  constructor(scenario: CompiledScenario, seed: Seed, worlds: number) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#worlds = worlds;
  }

  get isDone(): boolean {
    return this.#next >= this.#worlds;
  }

  /** Watches the next worlds, whole blocks of 32; at most those that are left. */
  watch(worlds: number): void {
    const fromWorld = this.#next;
    const toWorld = Math.min(this.#worlds, fromWorld + Math.ceil(worlds / WORLDS_PER_BLOCK) * WORLDS_PER_BLOCK);
    watchShard(this.#scenario, this.#seed, { fromWorld, toWorld }, (v, mask, round, arc, block) => {
      // Kernels run whole blocks; of the last one some worlds may not count.
      const counted = mask & lowBits(this.#worlds - block * WORLDS_PER_BLOCK);
      if (counted === 0) return;
      this.#block.push(block);
      this.#mask.push(counted);
      this.#round.push(round);
      this.#node.push(v);
      this.#arc.push(arc);
    });
    this.#next = toWorld;
  }

  /** Of all worlds, once they are done. */
  get seen(): WitnessedWorlds {
    return {
      worlds: this.#worlds,
      block: Uint32Array.from(this.#block),
      mask: Int32Array.from(this.#mask),
      round: Uint32Array.from(this.#round),
      node: Uint32Array.from(this.#node),
      arc: Int32Array.from(this.#arc),
    };
  }
}

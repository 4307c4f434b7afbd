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
  const seen = { block: [] as number[], mask: [] as number[], round: [] as number[], node: [] as number[] };
  const arcs: number[] = [];
  watchShard(scenario, seed, { fromWorld: 0, toWorld: worlds }, (v, mask, round, arc, block) => {
    // Kernels run whole blocks; of the last one some worlds may not count.
    const counted = mask & lowBits(worlds - block * WORLDS_PER_BLOCK);
    if (counted === 0) return;
    seen.block.push(block);
    seen.mask.push(counted);
    seen.round.push(round);
    seen.node.push(v);
    arcs.push(arc);
  });
  return {
    worlds,
    block: Uint32Array.from(seen.block),
    mask: Int32Array.from(seen.mask),
    round: Uint32Array.from(seen.round),
    node: Uint32Array.from(seen.node),
    arc: Int32Array.from(arcs),
  };
}

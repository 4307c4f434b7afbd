import { philox, purposes, type Seed } from '../../base/random.ts';
import { Durations } from './durations.ts';
import type { GapTables } from './gap-tables.ts';
import type { SkipGraph } from './skip-graph.ts';

/**
 * The arcs that pass at some time while their source is infectious: with 1 - (1 - p)^rounds, given the rounds, which
 * all arcs of a node share. Most do pass, so each has a draw of its own: its 8 highest digits are byte i mod 16 of call
 * floor(i / 16) for the i-th arc of the node, with the counter of gaps; only if they are those of the chance, the other
 * 24 are drawn too, with the third word of the counter 1 and the call i.
 */
export class PassedArcs {
  readonly #graph: SkipGraph;
  readonly #seed: Seed;
  readonly #durations: Durations;
  readonly #words = new Uint32Array(4);
  readonly #rest = new Uint32Array(4);

  constructor(graph: SkipGraph, recovery: GapTables, seed: Seed) {
    this.#graph = graph;
    this.#seed = seed;
    this.#durations = new Durations(recovery, seed);
  }

  /** Tells all arcs of node `u` that pass in `world`, in the order in which they stand. */
  each(world: number, u: number, tell: (a: number) => void): void {
    const { offsets } = this.#graph;
    const from = offsets[u] as number;
    const end = offsets[u + 1] as number;
    if (from === end) return;
    const rounds = this.#durations.of(world, u);
    for (let a = from; a < end; a++) {
      const i = a - from;
      if (i % 16 === 0) this.#draw(world, u, i / 16);
      const byte = ((this.#words[(i % 16) >>> 2] as number) >>> ((i & 3) * 8)) & 0xff;
      const chance = chanceWithin(rounds, this.#chanceOf(a));
      const top = chance >>> 24;
      if (byte < top || (byte === top && this.#restOf(world, u, i) <= (chance & 0xffffff))) tell(a);
    }
  }

  #draw(world: number, u: number, call: number): void {
    philox(this.#seed, world, u, 0, (GAP | call) >>> 0, this.#words);
  }

  #restOf(world: number, u: number, i: number): number {
    philox(this.#seed, world, u, 1, (GAP | i) >>> 0, this.#rest);
    return (this.#rest[0] as number) >>> 8;
  }

  #chanceOf(a: number): number {
    const { levels } = this.#graph;
    if (levels.kind === 'one') return levels.chance;
    return levels.kind === 'few' ? (levels.chances[levels.level[a] as number] as number) : (levels.chance[a] as number);
  }
}

const GAP = purposes.gap << 27;

/** Chance that one of so many tries passes, each with (chance + 1) / 2^32. */
export function chanceWithin(rounds: number, chance: number): number {
  const failing = (0xffffffff - chance) / 2 ** 32;
  let all = 1;
  for (let rest = rounds, power = failing; rest > 0; rest >>>= 1, power *= power) if (rest & 1) all *= power;
  return Math.max(0, Math.floor((1 - all) * 2 ** 32 + 0.5) - 1);
}

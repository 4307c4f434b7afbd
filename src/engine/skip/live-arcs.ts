import { philox, purposes, type Seed } from '../../base/random.ts';
import { gapOf } from './gap-of.ts';
import { LEVEL_WIDTH } from './gap-tables.ts';
import { MOST_LEVELS, powerLevel, type SkipGraph } from './skip-graph.ts';

/**
 * The live arcs of one world after another, by gaps (subset sampling; Guo, Wang, Wang, Chen: Influence maximization
 * revisited, SIGMOD 2020, section 3): word j of node u in world w is word j mod 4 of Philox's answer to
 *
 *   counter  w | u | 0 | purpose `gap` (5 bits), floor(j / 4) (27 bits)
 *
 * With one probability each word is a gap, the number of arcs that fail before the next live one. With several,
 * words come in pairs: a gap by the level of the next arc, then whether the arc where it lands holds, given its own
 * probability. A word beyond the end of a table skips as many arcs as the table tells, and the next word goes on:
 * gaps have no memory.
 */
export class LiveArcs {
  readonly #graph: SkipGraph;
  readonly #seed: Seed;
  readonly #words = new Uint32Array(4);
  readonly #width: number;

  constructor(graph: SkipGraph, seed: Seed) {
    this.#graph = graph;
    this.#seed = seed;
    this.#width = graph.levels.kind === 'one' ? 1 : 2;
  }

  /** Tells all live arcs of node `u` in `world`, in the order in which they stand. */
  each(world: number, u: number, tell: (a: number) => void): void {
    const { offsets } = this.#graph;
    const end = offsets[u + 1] as number;
    let a = offsets[u] as number;
    for (let j = 0; a < end; j += this.#width) {
      if (j % 4 === 0) philox(this.#seed, world, u, 0, (GAP | (j / 4)) >>> 0, this.#words);
      const level = this.#levelOf(a);
      const gap = gapOf(this.#graph.tables, level, this.#words[j % 4] as number);
      a += gap;
      if (gap === this.#mostGaps(level)) continue;
      if (a < end && (this.#width === 1 || this.#holds(a, level, this.#words[(j % 4) + 1] as number))) tell(a);
      a++;
    }
  }

  #levelOf(a: number): number {
    const { levels } = this.#graph;
    if (levels.kind === 'one') return 0;
    return levels.kind === 'few' ? (levels.level[a] as number) : powerLevel(levels.chance[a] as number);
  }

  #mostGaps(level: number): number {
    return this.#graph.tables.levels[level * LEVEL_WIDTH + 1] as number;
  }

  /** Whether a landing by `level` is on a live arc. */
  #holds(a: number, level: number, word: number): boolean {
    const { levels } = this.#graph;
    if (levels.kind === 'few') {
      return word <= (levels.accept[level * MOST_LEVELS + (levels.level[a] as number)] as number);
    }
    return levels.kind === 'one' || word >>> level <= (levels.chance[a] as number);
  }
}

const GAP = purposes.gap << 27;

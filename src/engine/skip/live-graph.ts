import type { Seed } from '../../base/random.ts';
import { LiveArcs } from './live-arcs.ts';
import type { SkipGraph } from './skip-graph.ts';

/** All live arcs of one world after another, in CSR order. */
export class LiveGraph {
  /** n + 1. */
  readonly offsets: Uint32Array;
  /** As many as there are arcs; beyond the last offset nothing of this world. */
  readonly target: Uint32Array;
  readonly #graph: SkipGraph;

  constructor(graph: SkipGraph) {
    this.#graph = graph;
    this.offsets = new Uint32Array(graph.nodes + 1);
    this.target = new Uint32Array(graph.target.length);
  }

  draw(seed: Seed, world: number): void {
    const arcs = new LiveArcs(this.#graph, seed);
    let end = 0;
    for (let u = 0; u < this.#graph.nodes; u++) {
      arcs.each(world, u, (a) => {
        this.target[end++] = this.#graph.target[a] as number;
      });
      this.offsets[u + 1] = end;
    }
  }
}

import type { Seed } from '../../base/random.ts';
import { SCOPES } from '../tally.ts';
import { componentsOf } from './components.ts';
import { LiveGraph } from './live-graph.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Writes how many nodes each node reaches besides itself, [node * scopes + scope]; returns how many arcs live. */
export type DrawEntrySizes = (seed: Seed, world: number, sizes: Uint32Array) => number;

/** The plain form: nodes of one strongly connected component reach the same, so each component is searched once. */
export function everyEntry(graph: SkipGraph, layers: Uint8Array | null): DrawEntrySizes {
  const { nodes } = graph;
  const live = new LiveGraph(graph);
  const seen = new Uint32Array(nodes);
  const queue = new Uint32Array(nodes);
  const scopes = layers === null ? 1 : SCOPES;
  const counts = new Uint32Array(scopes);
  return (seed, world, sizes) => {
    live.draw(seed, world);
    const { of, count } = componentsOf(live);
    const firstOf = new Int32Array(count).fill(-1);
    seen.fill(0);
    for (let u = 0; u < nodes; u++) {
      const first = firstOf[of[u] as number] as number;
      if (first < 0) {
        firstOf[of[u] as number] = u;
        search(u);
        for (let scope = 0; scope < scopes; scope++) sizes[u * scopes + scope] = counts[scope] as number;
      } else {
        sizes.copyWithin(u * scopes, first * scopes, (first + 1) * scopes);
      }
    }
    for (let u = 0; u < nodes; u++) leaveOut(u, sizes);
    return live.offsets[nodes] as number;
  };

  function search(from: number): void {
    counts.fill(0);
    let tail = 0;
    const reach = (v: number): void => {
      if (seen[v] === from + 1) return;
      seen[v] = from + 1;
      queue[tail++] = v;
      (counts[0] as number)++;
      const layer = layers?.[v] ?? 0;
      if (layer > 0) (counts[layer] as number)++;
    };
    reach(from);
    for (let head = 0; head < tail; head++) {
      const u = queue[head] as number;
      for (let a = live.offsets[u] as number; a < (live.offsets[u + 1] as number); a++) reach(live.target[a] as number);
    }
  }

  /** The entry itself is not counted. */
  function leaveOut(u: number, sizes: Uint32Array): void {
    (sizes[u * scopes] as number)--;
    const layer = layers?.[u] ?? 0;
    if (layer > 0) (sizes[u * scopes + layer] as number)--;
  }
}

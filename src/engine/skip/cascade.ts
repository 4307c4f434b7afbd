import type { Seed } from '../../base/random.ts';
import { type Entry, entriesByWorld } from './entry.ts';
import type { SkipGraph } from './skip-graph.ts';
import type { SkipCounts } from './skip-tally.ts';

/** What a run did: out-arcs of reached nodes and reached nodes, entries included, once per world. */
export type Work = { readonly arcs: number; readonly components: number };

/** Tells the arcs of a node over which it reaches others in a world. */
export type ArcTeller = { readonly each: (world: number, u: number, tell: (a: number) => void) => void };

/**
 * Spread from the entries of one world after the other, breadth first: only the arcs of nodes that are reached are
 * drawn. Adds to `counts`.
 * @see Kempe, Kleinberg, Tardos (2003): Maximizing the spread of influence through a social network, section 2
 */
export function cascadeWorlds(
  { nodes, offsets, target }: SkipGraph,
  arcsOf: ArcTeller,
  entry: Entry,
  seed: Seed,
  { fromWorld, toWorld }: { readonly fromWorld: number; readonly toWorld: number },
  { sizes, firstWorlds, reached, hits }: SkipCounts,
): Work {
  const entries = entriesByWorld(entry, seed, nodes);
  const isReached = new Uint8Array(nodes);
  const queue = new Uint32Array(nodes);
  let tail = 0;
  let arcs = 0;
  let components = 0;
  const reach = (v: number): void => {
    if (isReached[v] !== 0) return;
    isReached[v] = 1;
    queue[tail++] = v;
  };
  for (let world = fromWorld; world < toWorld; world++) {
    tail = 0;
    for (const v of entries(world)) reach(v);
    const entered = tail;
    let end = entered;
    for (let head = 0, round = 1; head < end; round++) {
      for (; head < end; head++) {
        const u = queue[head] as number;
        arcs += (offsets[u + 1] as number) - (offsets[u] as number);
        arcsOf.each(world, u, (a) => reach(target[a] as number));
      }
      (hits[round] as number) += tail - end;
      end = tail;
    }
    const size = tail - entered;
    if (sizes[size] === 0) firstWorlds[size] = world;
    (sizes[size] as number)++;
    for (let i = 0; i < tail; i++) {
      const v = queue[i] as number;
      (reached[v] as number)++;
      isReached[v] = 0;
    }
    components += tail;
  }
  return { arcs, components };
}

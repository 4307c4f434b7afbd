import type { Seed } from '../../base/random.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import { LiveGraph } from './live-graph.ts';
import { placeGraph } from './place-graph.ts';
import { livePlacer } from './place-live.ts';
import { roomIn } from './room.ts';
import type { Shard } from './run-skip.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Who reaches one node, over all worlds: whole numbers, which add up over shards. */
export type Sources = {
  readonly worlds: number;
  /** [node]: worlds in which it would reach the goal as the only entry; the goal itself in all. */
  readonly reached: Uint32Array;
  /** [number of others that reach the goal]: worlds, and the first of them where there is one. */
  readonly sizes: Uint32Array;
  readonly firstWorlds: Uint32Array;
  /** Live arcs drawn. */
  readonly liveArcs: number;
};

/** Runs shards, one at a time. */
export type ReverseRunner = (seed: Seed, shard: Shard) => Sources;

/**
 * Independent cascade seen from its end: in the live graph of each world, the one of {@link openSkip}, who reaches `goal`.
 * @param kernels - an instance over the graph's memory; null: the plain twin, which gives the same
 */
export function openReverse(graph: SkipGraph, goal: number, kernels: Kernels | null): ReverseRunner {
  const counts = kernels === null ? makeCounts(graph, null) : (shared.get(graph) ?? makeCounts(graph, graph.memory));
  if (kernels !== null) shared.set(graph, counts);
  const run = kernels === null ? plain(graph, goal, counts) : inWasm(graph, goal, counts, kernels);
  return (seed, shard) => {
    for (const count of Object.values(counts)) count.fill(0);
    const liveArcs = run(seed, shard);
    const { reached, sizes, firstWorlds } = counts;
    return {
      worlds: shard.toWorld - shard.fromWorld,
      reached: reached.slice(),
      sizes: sizes.slice(),
      firstWorlds: firstWorlds.slice(),
      liveArcs,
    };
  };
}

type Counts = Pick<Sources, 'reached' | 'sizes' | 'firstWorlds'>;
/** Those in a graph's memory, which takes nothing back. */
const shared = new WeakMap<SkipGraph, Counts>();

function makeCounts({ nodes }: SkipGraph, memory: WebAssembly.Memory | null): Counts {
  const room = roomIn(memory);
  return { reached: room.uint32(nodes), sizes: room.uint32(nodes), firstWorlds: room.uint32(nodes) };
}

/** Returns live arcs. */
type Run = (seed: Seed, shard: Shard) => number;

/** Live arcs turned round, and a search from the goal. */
function plain(graph: SkipGraph, goal: number, { reached, sizes, firstWorlds }: Counts): Run {
  const { nodes } = graph;
  const live = new LiveGraph(graph);
  return (seed, { fromWorld, toWorld }) => {
    let liveArcs = 0;
    for (let world = fromWorld; world < toWorld; world++) {
      live.draw(seed, world);
      liveArcs += live.offsets[nodes] as number;
      const sources = sourcesOf(live, goal);
      for (const u of sources) (reached[u] as number)++;
      if (sizes[sources.size - 1] === 0) firstWorlds[sources.size - 1] = world;
      (sizes[sources.size - 1] as number)++;
    }
    return liveArcs;
  };
}

function sourcesOf({ offsets, target }: LiveGraph, goal: number): Set<number> {
  const nodes = offsets.length - 1;
  const into: number[][] = Array.from({ length: nodes }, () => []);
  for (let u = 0; u < nodes; u++) {
    for (let a = offsets[u] as number; a < (offsets[u + 1] as number); a++) into[target[a] as number]?.push(u);
  }
  const sources = new Set([goal]);
  for (const v of sources) for (const u of into[v] ?? []) sources.add(u);
  return sources;
}

function inWasm(graph: SkipGraph, goal: number, counts: Counts, kernels: Kernels): Run {
  const placeLive = livePlacer(graph, null, kernels);
  return (seed, { fromWorld, toWorld }) => {
    placeGraph(graph, kernels);
    placeLive();
    kernels.set('sourceReached', counts.reached.byteOffset);
    kernels.set('sourceSizes', counts.sizes.byteOffset);
    kernels.set('sourceFirstWorlds', counts.firstWorlds.byteOffset);
    kernels.set('liveArcs', 0);
    kernels.call('setSeed', seed.low, seed.high);
    kernels.call('runReverse', fromWorld, toWorld, graph.nodes, goal);
    return kernels.get('liveArcs');
  };
}

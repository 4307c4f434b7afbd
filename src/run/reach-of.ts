import { wilson } from '../base/intervals.ts';
import { seedOf } from '../base/random.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import { openReverse } from '../engine/skip/run-reverse.ts';
import { prepareSkip, type SkipGraph } from '../engine/skip/skip-graph.ts';
import { openKernels } from '../engine/wasm/kernel-module.ts';
import { type Distribution, distributionOf, largest } from '../measure/distribution.ts';
import { meanInterval } from '../measure/mean-interval.ts';
import { meanOf, momentsOf } from '../measure/moments.ts';
import type { Interval, Reach } from '../measure/results.ts';
import type { Progress } from './run-scenarios.ts';

/** Who reaches one node of a raw graph, each alone as the entry, under independent cascade. */
export type ReachOf = {
  readonly id: string;
  readonly worlds: number;
  readonly seed: number;
  readonly model: 'independent-cascade';
  readonly kernel: 'reverse';
  readonly family: 'skip';
  /** Aborted: of the first worlds. */
  readonly partial?: true;
  /** How many others reach it in a world. */
  readonly sources: { readonly mean: number; readonly ci95: Interval; readonly max: number };
  /** Those that reach it in some world, the likeliest first, then in the order of nodes; `p` is a share of worlds. */
  readonly reach: readonly Reach[];
};

export type ReachOfOptions = {
  readonly worlds: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

/**
 * A search against the arcs, in the live graphs that `--kernel skip` and `every-entry` draw: `p` of a node is exactly
 * the reach of `goal` in their run from that node with the same seed and worlds.
 * @param goal - position in the graph
 * @param module - the compiled kernels, or null: slower, the same result
 */
export async function reachOf(
  graph: RawGraph,
  goal: number,
  options: ReachOfOptions,
  module: WebAssembly.Module | null,
): Promise<ReachOf> {
  const { nodes } = graph;
  const found = await draw(prepareSkip(graph), goal, options, module);
  const { worlds } = found;
  const sizes = distributionOf(found.sizes, worlds);
  return {
    id: nodes.nameOf(goal),
    worlds,
    seed: options.seed,
    model: 'independent-cascade',
    kernel: 'reverse',
    family: 'skip',
    ...(worlds < options.worlds ? { partial: true as const } : {}),
    sources: { ...meanOfSizes(sizes, nodes.count - 1), max: largest(sizes) },
    reach: sourcesOf(found.reached, goal).map((v) => {
      const p = (found.reached[v] as number) / worlds;
      return { id: nodes.nameOf(v), p, ci95: wilson(p, worlds) };
    }),
  };
}

type Found = { worlds: number; readonly reached: Uint32Array; readonly sizes: Uint32Array };

const MOST_WORLDS_AT_ONCE = 256;
/** Nodes and arcs that worlds go over between two looks at signals: a fraction of a second. */
const WORK_AT_ONCE = 2 ** 25;

async function draw(
  skip: SkipGraph,
  goal: number,
  { worlds, seed, signal, onProgress }: ReachOfOptions,
  module: WebAssembly.Module | null,
): Promise<Found> {
  const { nodes, memory, target } = skip;
  const run = openReverse(skip, goal, module === null || memory === null ? null : openKernels(module, memory));
  const atOnce = Math.max(1, Math.min(MOST_WORLDS_AT_ONCE, Math.floor(WORK_AT_ONCE / (nodes + target.length))));
  const found: Found = { worlds: 0, reached: new Uint32Array(nodes), sizes: new Uint32Array(nodes) };
  while (found.worlds < worlds && signal?.aborted !== true) {
    const toWorld = Math.min(worlds, found.worlds + atOnce);
    const part = run(seedOf(seed), { fromWorld: found.worlds, toWorld });
    addTo(found.reached, part.reached);
    addTo(found.sizes, part.sizes);
    found.worlds = toWorld;
    onProgress?.({ done: toWorld, total: worlds });
    // Lets signals and timers through.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return found;
}

function addTo(into: Uint32Array, part: Uint32Array): void {
  for (let i = 0; i < into.length; i++) (into[i] as number) += part[i] as number;
}

const meanOfSizes = (distribution: Distribution, most: number) => ({
  mean: meanOf(momentsOf(distribution)),
  ci95: meanInterval({ distribution, most, blocks: null, confidence: 0.95 }),
});

/** Sorting keeps the order of nodes that reach it equally often. */
function sourcesOf(reached: Uint32Array, goal: number): number[] {
  const sources: number[] = [];
  for (let v = 0; v < reached.length; v++) if (v !== goal && reached[v] !== 0) sources.push(v);
  return sources.sort((u, v) => (reached[v] as number) - (reached[u] as number));
}

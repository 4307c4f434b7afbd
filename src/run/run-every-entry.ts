import { seedOf } from '../base/random.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import type { EntrySizes, NodeRange } from '../engine/skip/entry-sizes.ts';
import { entryTally } from '../engine/skip/entry-tally.ts';
import { type EveryEntryRunner, openEveryEntry } from '../engine/skip/run-every-entry.ts';
import { prepareSkip, type SkipGraph } from '../engine/skip/skip-graph.ts';
import type { SkipScenario } from '../engine/skip/skip-scenario.ts';
import { SCOPES, type Tally } from '../engine/tally.ts';
import { openKernels } from '../engine/wasm/kernel-module.ts';
import { encodeId } from '../graph/ids.ts';
import { rawResult } from '../measure/raw-result.ts';
import type { ScenarioResult } from '../measure/results.ts';
import type { HowRun } from '../measure/scenario-result.ts';
import type { Progress } from './run-scenarios.ts';

export type EveryEntryOptions = {
  readonly worlds: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

/** Sizes of single worlds that are kept at once: beyond them, worlds are drawn again for the next nodes. */
const MOST_SIZES = 2 ** 27;
const WORLDS_AT_ONCE = 32;
/** With more scenarios than this, how often each size came up would be most of the results. */
const MOST_HISTOGRAMS = 1_000;

/**
 * Independent cascade from every node, each a scenario of its own: the live graph of a world serves all of them.
 * Results say neither who was reached nor when; after an abort they are of the worlds that were done for all nodes.
 * @param module - the compiled kernels, or null
 */
export async function runEveryEntry(
  graph: RawGraph,
  options: EveryEntryOptions,
  how: HowRun,
  module: WebAssembly.Module | null,
): Promise<{ readonly scenarios: ScenarioResult[]; readonly isPartial: boolean }> {
  const skip = prepareSkip(graph);
  const run = openEveryEntry(
    skip,
    null,
    module === null || skip.memory === null ? null : openKernels(module, skip.memory),
  );
  const scenarios: ScenarioResult[] = [];
  let worlds = options.worlds;
  for (let fromNode = 0; fromNode < skip.nodes; ) {
    // After an abort there are fewer worlds, and so room for more nodes at once.
    const range = { fromNode, toNode: Math.min(skip.nodes, fromNode + Math.max(1, Math.floor(MOST_SIZES / worlds))) };
    // Only the first nodes decide how many worlds there are: all have the same.
    const signal = fromNode === 0 ? options.signal : undefined;
    const found = await draw(run, range, skip.nodes, { ...options, worlds, signal });
    worlds = found.worlds;
    fromNode = range.toNode;
    for (let node = range.fromNode; node < range.toNode; node++) {
      scenarios.push(resultOf(graph, skip, node, tallyOf(found, node, skip.nodes), how));
    }
  }
  return { scenarios, isPartial: worlds < options.worlds };
}

type Found = Pick<EntrySizes, 'fromWorld' | 'worlds' | 'scopes' | 'range' | 'sizes'>;

/** Sizes of all worlds for some nodes; of fewer after an abort. */
async function draw(
  run: EveryEntryRunner,
  range: NodeRange,
  nodes: number,
  { worlds, seed, signal, onProgress }: EveryEntryOptions,
): Promise<Found> {
  const width = range.toNode - range.fromNode;
  const sizes = new Uint32Array(worlds * width);
  let done = 0;
  while (done < worlds && signal?.aborted !== true) {
    const toWorld = Math.min(worlds, done + WORLDS_AT_ONCE);
    sizes.set(run(seedOf(seed), { fromWorld: done, toWorld }, range).sizes, done * width);
    done = toWorld;
    onProgress?.({ done: range.fromNode * worlds + width * done, total: nodes * worlds });
    // Lets signals and timers through.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return { fromWorld: 0, worlds: done, scopes: 1, range, sizes };
}

function tallyOf(found: Found, node: number, nodes: number): Tally {
  const scopeSizes = new Uint32Array(SCOPES);
  scopeSizes[0] = nodes;
  const tally = entryTally(found, node, scopeSizes, 0);
  // Entries try their arcs once: whoever is reached first is reached in round 1.
  const touched = found.worlds - (tally.histograms.reached[0]?.[0] as number);
  if (touched > 0) (tally.firstHits[0] as number[]).push(0, touched);
  return tally;
}

function resultOf(graph: RawGraph, skip: SkipGraph, node: number, tally: Tally, how: HowRun): ScenarioResult {
  const scenario: SkipScenario = {
    key: `independent-cascade/${encodeId(graph.nodes.nameOf(node))}`,
    compilationKey: 'raw/independent-cascade',
    graph: skip,
    model: { name: 'independent-cascade' },
    entry: [node],
  };
  const { blastRadius, ...result } = rawResult(graph, scenario, tally, how, false);
  const total = skip.nodes > MOST_HISTOGRAMS ? { ...blastRadius.total, histogram: [] } : blastRadius.total;
  return { ...result, curve: { total: [], layers: {} }, blastRadius: { total, layers: {} } };
}

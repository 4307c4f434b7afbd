import type { Seed } from '../../base/random.ts';
import { SCOPES } from '../tally.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import { addRows, type EntrySizes, type EntrySums, emptyEntrySums, type NodeRange } from './entry-sizes.ts';
import { everyEntry } from './every-entry.ts';
import { placeGraph } from './place-graph.ts';
import { livePlacer } from './place-live.ts';
import { roomIn } from './room.ts';
import type { Shard } from './run-skip.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Runs shards, one at a time; sizes of single worlds are kept for the nodes of `range` only. */
export type EveryEntryRunner = (seed: Seed, shard: Shard, range: NodeRange) => EntrySizes;

/**
 * Independent cascade from every node at once: one live graph per world serves all of them, so the worlds of a node are
 * independent of each other, but nodes of one world are not. World w of node u is that of {@link openSkip} with entry u.
 * @param layers - [node]: 1 to 7, or 0 for none; null: totals only
 * @param kernels - an instance over the graph's memory; null: the plain twin, which gives the same
 */
export function openEveryEntry(graph: SkipGraph, layers: Uint8Array | null, kernels: Kernels | null): EveryEntryRunner {
  const scopes = layers === null ? 1 : SCOPES;
  const width = graph.nodes * scopes;
  const room = roomIn(kernels === null ? null : graph.memory);
  const batch = Math.max(1, Math.min(MOST_BATCH, Math.floor(BATCH_NUMBERS / width)));
  const rows = room.uint32(batch * width);
  const sums = emptyEntrySums(width, room);
  const engine = kernels === null ? plain(graph, layers, rows, sums) : inWasm(graph, layers, rows, sums, kernels);
  return (seed, { fromWorld, toWorld }, range) => {
    for (const array of [sums.touched, sums.most]) array.fill(0);
    for (const array of [sums.sums, sums.squares]) array.fill(0n);
    const kept = keeper(range, scopes, width, toWorld - fromWorld);
    let liveArcs = 0;
    for (let world = fromWorld; world < toWorld; world += batch) {
      const worlds = Math.min(batch, toWorld - world);
      liveArcs += engine(seed, world, worlds);
      kept.keep(rows, world - fromWorld, worlds);
    }
    const copied = Object.fromEntries(Object.entries(sums).map(([name, array]) => [name, array.slice()]));
    return {
      ...(copied as EntrySums),
      fromWorld,
      worlds: toWorld - fromWorld,
      scopes,
      range,
      sizes: kept.sizes,
      liveArcs,
    };
  };
}

/** Rows of 16 MiB at once: what is added up for a node is then read and written once for many worlds. */
const BATCH_NUMBERS = 2 ** 22;
const MOST_BATCH = 64;

/** Draws some worlds into the rows and adds them to the sums; returns live arcs. */
type Engine = (seed: Seed, fromWorld: number, worlds: number) => number;

function plain(graph: SkipGraph, layers: Uint8Array | null, rows: Uint32Array, sums: EntrySums): Engine {
  const draw = everyEntry(graph, layers);
  return (seed, fromWorld, worlds) => {
    const width = sums.most.length;
    let liveArcs = 0;
    for (let row = 0; row < worlds; row++) {
      liveArcs += draw(seed, fromWorld + row, rows.subarray(row * width, (row + 1) * width));
    }
    addRows(sums, rows, worlds);
    return liveArcs;
  };
}

function inWasm(
  graph: SkipGraph,
  layers: Uint8Array | null,
  rows: Uint32Array,
  { sums, squares, touched, most }: EntrySums,
  kernels: Kernels,
): Engine {
  const { nodes } = graph;
  const placeLive = livePlacer(graph, layers, kernels);
  const places = { entrySizes: rows, entrySums: sums, entrySquares: squares, entryTouched: touched, entryMost: most };
  return (seed, fromWorld, worlds) => {
    placeGraph(graph, kernels);
    placeLive();
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
    kernels.set('entryScopes', layers === null ? 1 : SCOPES);
    kernels.set('liveArcs', 0);
    kernels.call('setSeed', seed.low, seed.high);
    kernels.call('drawEntrySizes', fromWorld, worlds, nodes);
    kernels.call('addEntrySizes', worlds, nodes);
    return kernels.get('liveArcs');
  };
}

/** Keeps the sizes of the nodes of a range. */
function keeper({ fromNode, toNode }: NodeRange, scopes: number, width: number, worlds: number) {
  const kept = (toNode - fromNode) * scopes;
  const sizes = new Uint32Array(worlds * kept);
  return {
    sizes,
    keep(rows: Uint32Array, firstRow: number, count: number): void {
      for (let row = 0; row < count; row++) {
        const from = row * width + fromNode * scopes;
        sizes.set(rows.subarray(from, from + kept), (firstRow + row) * kept);
      }
    },
  };
}

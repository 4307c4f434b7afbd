import type { Seed } from '../../base/random.ts';
import type { Tally } from '../tally.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import { type ArcTeller, cascadeWorlds, type Work } from './cascade.ts';
import { recoveryTables } from './durations.ts';
import type { Entry } from './entry.ts';
import type { GapTables } from './gap-tables.ts';
import { LiveArcs } from './live-arcs.ts';
import { PassedArcs } from './passed-arcs.ts';
import { placeGraph } from './place-graph.ts';
import { recoveryPlacer } from './place-recovery.ts';
import { type Room, roomIn } from './room.ts';
import type { SkipGraph } from './skip-graph.ts';
import type { SkipModel } from './skip-model.ts';
import { type SkipCounts, skipTally } from './skip-tally.ts';

/** Worlds `fromWorld` up to, not including, `toWorld`, both below 2^32; the first is the first of a block of 32. */
export type Shard = { readonly fromWorld: number; readonly toWorld: number };

/** Runs shards of worlds, one at a time, and counts what it did. */
export type SkipRunner = (seed: Seed, shard: Shard) => { readonly tally: Tally } & Work;

/**
 * A runner of a model for one thread: it takes its room in the graph's memory once.
 * @param kernels - an instance over the graph's memory; null: the plain twin, which gives the same tally
 * @throws {RangeError} from a shard that does not begin with a block
 */
export function openSkip(graph: SkipGraph, model: SkipModel, entry: Entry, kernels: Kernels | null): SkipRunner {
  const { nodes } = graph;
  const counts = roomForCounts(roomIn(kernels === null ? null : graph.memory), nodes, entry);
  const tables = tablesOf(model, roomIn(kernels === null ? null : graph.memory));
  const run = kernels === null ? plain(graph, tables, entry) : inWasm(graph, model, tables, entry, counts, kernels);
  return (seed, shard) => {
    if (shard.fromWorld % 32 !== 0) throw new RangeError(`world ${shard.fromWorld} does not begin a block`);
    for (const count of [counts.sizes, counts.reached, counts.hits]) count.fill(0);
    const work = run(seed, shard, counts);
    return { tally: skipTally(nodes, model, entry, shard.toWorld - shard.fromWorld, counts), ...work };
  };
}

type Run = (seed: Seed, shard: Shard, counts: SkipCounts) => Work;

const plain =
  (graph: SkipGraph, recovery: GapTables | null, entry: Entry): Run =>
  (seed, shard, counts) => {
    return cascadeWorlds(graph, arcsBy(graph, recovery, seed), entry, seed, shard, counts);
  };

/** The arcs of single worlds, without WebAssembly. */
export const openArcs = (graph: SkipGraph, model: SkipModel, seed: Seed): ArcTeller =>
  arcsBy(graph, tablesOf(model, roomIn(null)), seed);

const arcsBy = (graph: SkipGraph, recovery: GapTables | null, seed: Seed): ArcTeller =>
  recovery === null ? new LiveArcs(graph, seed) : new PassedArcs(graph, recovery, seed);

const tablesOf = (model: SkipModel, room: Room): GapTables | null =>
  model.name === 'sir' ? recoveryTables(model.recovery, room) : null;

function roomForCounts(room: Room, nodes: number, entry: Entry): SkipCounts {
  const sizes = nodes - (entry === 'random' ? 1 : entry.length) + 1;
  return {
    sizes: room.uint32(sizes),
    firstWorlds: room.uint32(sizes),
    reached: room.uint32(nodes),
    hits: room.float64(nodes + 1),
  };
}

/**
 * Bits of reached pairs for all worlds of a batch fit a core's cache, and small cascades of many worlds fill a chunk;
 * a choice of speed, not of results.
 */
const reachedBits = { 'independent-cascade': 2 ** 22, sir: 2 ** 17 } as const;
const MOST_LANE_BITS = 8;

const laneBitsFor = (nodes: number, { name }: SkipModel): number =>
  Math.max(0, Math.min(MOST_LANE_BITS, 31 - Math.clz32(reachedBits[name] / nodes)));

function inWasm(
  graph: SkipGraph,
  model: SkipModel,
  recovery: GapTables | null,
  entry: Entry,
  counts: SkipCounts,
  kernels: Kernels,
): Run {
  const { nodes } = graph;
  const room = roomIn(kernels.memory);
  const laneBits = laneBitsFor(nodes, model);
  const pairs = nodes * 2 ** laneBits;
  const entries = room.uint32(entry === 'random' ? 0 : entry.length);
  if (entry !== 'random') entries.set(entry);
  const places = {
    skipSizes: counts.sizes,
    skipFirstWorlds: counts.firstWorlds,
    skipReached: counts.reached,
    skipHits: counts.hits,
    skipEntries: entries,
    skipReachedBits: room.uint32(Math.ceil(pairs / 32)),
    skipQueue: room.uint32(pairs + 1),
    skipLaneSizes: room.uint32(2 ** laneBits),
    skipDrawn: room.uint32(32),
  };
  const scratch = room.uint8(kernels.get('SCRATCH_BYTES'));
  const placeRecovery = recovery === null ? null : recoveryPlacer(graph, recovery, kernels, room);
  return (seed, { fromWorld, toWorld }) => {
    placeGraph(graph, kernels, scratch);
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
    placeRecovery?.();
    kernels.set('skipModel', recovery === null ? 0 : 1);
    kernels.set('skipNodes', nodes);
    kernels.set('skipLaneBits', laneBits);
    kernels.set('skipEntryCount', entries.length);
    kernels.set('skipArcs', 0);
    kernels.set('skipPairs', 0);
    kernels.call('setSeed', seed.low, seed.high);
    kernels.call('runSkipCascade', fromWorld, toWorld);
    return { arcs: kernels.get('skipArcs'), components: kernels.get('skipPairs') };
  };
}

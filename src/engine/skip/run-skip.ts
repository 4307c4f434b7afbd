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
import { type SkipRoom, skipRoom } from './skip-room.ts';
import { roomForCounts, type SkipCounts, skipTally } from './skip-tally.ts';

/** Worlds `fromWorld` up to, not including, `toWorld`, both below 2^32; the first is the first of a block of 32. */
export type Shard = { readonly fromWorld: number; readonly toWorld: number };

/** Runs shards of worlds, one at a time, and counts what it did. */
export type SkipRunner = (seed: Seed, shard: Shard) => { readonly tally: Tally } & Work;

/**
 * A runner of a model for one thread; those of the same graph share their room in the graph's memory.
 * @param kernels - an instance over the graph's memory; null: the plain twin, which gives the same tally
 * @throws {RangeError} from a shard that does not begin with a block
 */
export function openSkip(graph: SkipGraph, model: SkipModel, entry: Entry, kernels: Kernels | null): SkipRunner {
  const { nodes } = graph;
  const run = kernels === null ? plain(graph, model, entry) : inWasm(graph, model, entry, kernels);
  return (seed, shard) => {
    if (shard.fromWorld % 32 !== 0) throw new RangeError(`world ${shard.fromWorld} does not begin a block`);
    const { counts, ...work } = run(seed, shard);
    return { tally: skipTally(nodes, model, entry, shard.toWorld - shard.fromWorld, counts), ...work };
  };
}

type Run = (seed: Seed, shard: Shard) => { readonly counts: SkipCounts } & Work;

function plain(graph: SkipGraph, model: SkipModel, entry: Entry): Run {
  const room = roomIn(null);
  const tables = tablesOf(model, room);
  return (seed, shard) => {
    const counts = roomForCounts(room, graph.nodes);
    return { counts, ...cascadeWorlds(graph, arcsBy(graph, tables, seed), entry, seed, shard, counts) };
  };
}

/** The arcs of single worlds, without WebAssembly. */
export const openArcs = (graph: SkipGraph, model: SkipModel, seed: Seed): ArcTeller =>
  arcsBy(graph, tablesOf(model, roomIn(null)), seed);

const arcsBy = (graph: SkipGraph, recovery: GapTables | null, seed: Seed): ArcTeller =>
  recovery === null ? new LiveArcs(graph, seed) : new PassedArcs(graph, recovery, seed);

const tablesOf = (model: SkipModel, room: Room): GapTables | null =>
  model.name === 'sir' ? recoveryTables(model.recovery, room) : null;

/**
 * Bits of reached pairs for all worlds of a batch fit a core's cache, and small cascades of many worlds fill a chunk;
 * a choice of speed, not of results.
 */
const reachedBits = { 'independent-cascade': 2 ** 22, sir: 2 ** 17 } as const;
const MOST_LANE_BITS = 8;

const laneBitsFor = (nodes: number, { name }: SkipModel): number =>
  Math.max(0, Math.min(MOST_LANE_BITS, 31 - Math.clz32(reachedBits[name] / nodes)));

function inWasm(graph: SkipGraph, model: SkipModel, entry: Entry, kernels: Kernels): Run {
  const shared = skipRoom(graph, kernels, graph.nodes << laneBitsFor(graph.nodes, { name: 'independent-cascade' }));
  const { counts } = shared;
  const placeRecovery = model.name === 'sir' ? recoveryOf(graph, model.recovery, kernels, shared) : null;
  const places = {
    skipSizes: counts.sizes,
    skipFirstWorlds: counts.firstWorlds,
    skipReached: counts.reached,
    skipHits: counts.hits,
    skipEntries: shared.entries,
    skipReachedBits: shared.reachedBits,
    skipQueue: shared.queue,
    skipLaneSizes: shared.laneSizes,
    skipDrawn: shared.drawn,
    skipScratch: shared.scratch,
  };
  return (seed, { fromWorld, toWorld }) => {
    for (const count of [counts.sizes, counts.reached, counts.hits]) count.fill(0);
    if (entry !== 'random') shared.entries.set(entry);
    placeGraph(graph, kernels);
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
    placeRecovery?.();
    kernels.set('skipModel', placeRecovery === null ? 0 : 1);
    kernels.set('skipNodes', graph.nodes);
    kernels.set('skipLaneBits', laneBitsFor(graph.nodes, model));
    kernels.set('skipEntryCount', entry === 'random' ? 0 : entry.length);
    kernels.set('skipArcs', 0);
    kernels.set('skipPairs', 0);
    kernels.call('setSeed', seed.low, seed.high);
    kernels.call('runSkipCascade', fromWorld, toWorld);
    return { counts, arcs: kernels.get('skipArcs'), components: kernels.get('skipPairs') };
  };
}

function recoveryOf(graph: SkipGraph, recovery: number, kernels: Kernels, { room, recoveries }: SkipRoom): () => void {
  const known = recoveries.get(recovery);
  if (known !== undefined) return known;
  const place = recoveryPlacer(graph, recoveryTables(recovery, room), kernels, room);
  recoveries.set(recovery, place);
  return place;
}

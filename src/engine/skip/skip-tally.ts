import { type CountedMeasure, countedMeasures, SCOPES, type Tally } from '../tally.ts';
import type { Entry } from './entry.ts';
import type { Room } from './room.ts';
import type { SkipModel } from './skip-model.ts';

/** What worlds of a raw graph add up to while they run: whole numbers, in a memory that WebAssembly can address. */
export type SkipCounts = {
  /** [size]: worlds that reached so many nodes besides the entries; n. */
  readonly sizes: Uint32Array;
  /** [size]: the first of them, where there is one. */
  readonly firstWorlds: Uint32Array;
  /** [node]: worlds in which it was reached, as an entry too. */
  readonly reached: Uint32Array;
  /** [round]: nodes reached then, over all worlds; n + 1. */
  readonly hits: Float64Array;
};

/** Room for worlds with one entry; more entries need less. */
export const roomForCounts = (room: Room, nodes: number): SkipCounts => ({
  sizes: room.uint32(nodes),
  firstWorlds: room.uint32(nodes),
  reached: room.uint32(nodes),
  hits: room.float64(nodes + 1),
});

/** A tally of no worlds, for a graph without layers in which every node is worth 1. Of the measures only `reached` has room. */
export function emptySkipTally(nodes: number, entry: Entry): Tally {
  const sizes = new Uint32Array(SCOPES);
  sizes[0] = nodes - (entry === 'random' ? 1 : entry.length);
  return emptyTallyOfSizes(sizes, nodes);
}

/**
 * The same with layers.
 * @param sizes - [scope]: nodes that are no entries
 * @param nodes - of which it is counted who was reached
 */
export function emptyTallyOfSizes(sizes: Uint32Array, nodes: number): Tally {
  const histograms = Object.fromEntries(
    countedMeasures.map((measure) => {
      const hasRoom = measure === 'reached' || measure === 'affected';
      return [measure, Array.from(sizes, (size) => new Uint32Array(hasRoom ? size + 1 : 1))];
    }),
  ) as Record<CountedMeasure, Uint32Array[]>;
  return {
    worlds: 0,
    sizes,
    histograms,
    impact: Array.from({ length: SCOPES }, () => new Map()),
    dwell: new Float64Array(SCOPES),
    extinct: new Float64Array(SCOPES),
    hits: Array.from({ length: SCOPES }, () => []),
    firstHits: Array.from({ length: SCOPES }, () => []),
    reached: new Float64Array(nodes),
    credit: new Float64Array(0),
    reachedAt: null,
    changes: null,
    firstWorldOf: new Float64Array((sizes[0] as number) + 1).fill(Number.POSITIVE_INFINITY),
    growing: 0,
    blocks: null,
  };
}

/** The tally of `worlds` worlds that were counted; mergeTally adds it to one of {@link emptySkipTally}. SIR has no rounds. */
export function skipTally(nodes: number, model: SkipModel, entry: Entry, worlds: number, counts: SkipCounts): Tally {
  const tally = emptySkipTally(nodes, entry);
  const { sizes, firstWorlds, reached, hits } = counts;
  tally.worlds = worlds;
  const impact = tally.impact[0] as Map<number, number>;
  for (let size = 0; size < tally.firstWorldOf.length; size++) {
    const found = sizes[size] as number;
    if (found === 0) continue;
    for (const measure of ['reached', 'affected'] as const) setFirst(tally, measure, size, found);
    impact.set(size * 1000, found);
    tally.firstWorldOf[size] = firstWorlds[size] as number;
  }
  for (const measure of ['disabled', 'disclosed', 'contained', 'born'] as const) setFirst(tally, measure, 0, worlds);
  for (let v = 0; v < nodes; v++) tally.reached[v] = reached[v] as number;
  if (model.name === 'independent-cascade') addRounds(tally, hits, worlds - (sizes[0] as number));
  return tally;
}

function setFirst({ histograms }: Tally, measure: CountedMeasure, value: number, worlds: number): void {
  (histograms[measure][0] as Uint32Array)[value] = worlds;
}

/** Whoever is reached at all is reached first in round 1: entries try their arcs once, and spread ends where they fail. */
function addRounds({ hits, firstHits }: Tally, counted: Float64Array, touched: number): void {
  for (let round = 1; (counted[round] ?? 0) > 0; round++) (hits[0] as number[])[round] = counted[round] as number;
  if (touched === 0) return;
  (hits[0] as number[])[0] = 0;
  (firstHits[0] as number[]).push(0, touched);
}

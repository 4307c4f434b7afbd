import { type CountedMeasure, countedMeasures, SCOPES, type Tally } from './tally.ts';

/**
 * Adds the tally of a part of the worlds to another. Whole counts merge exactly in any order; block
 * sums keep their place: the part's blocks begin at position `firstBlock` of `into`.
 */
export function mergeTally(into: Tally, part: Tally, firstBlock: number): void {
  into.worlds += part.worlds;
  into.growing += part.growing;
  for (const measure of countedMeasures) addHistograms(into, part, measure);
  addMaps(into, part);
  addTo(into.dwell, part.dwell);
  addTo(into.extinct, part.extinct);
  addTo(into.reached, part.reached);
  addTo(into.credit, part.credit);
  for (let scope = 0; scope < SCOPES; scope++) {
    addLists(into.hits[scope] as number[], part.hits[scope] as number[]);
    addLists(into.firstHits[scope] as number[], part.firstHits[scope] as number[]);
  }
  if (into.reachedAt !== null && part.reachedAt !== null) addRows(into.reachedAt, part.reachedAt, Uint32Array);
  if (into.changes !== null && part.changes !== null) addRows(into.changes, part.changes, Float64Array);
  for (let size = 0; size < into.firstWorldOf.length; size++) {
    into.firstWorldOf[size] = Math.min(into.firstWorldOf[size] as number, part.firstWorldOf[size] as number);
  }
  if (into.blocks === null || part.blocks === null) return;
  const blocks = part.blocks.sizes.length / (32 * SCOPES);
  for (const name of ['sums', 'reached', 'sizes'] as const) {
    into.blocks[name].set(part.blocks[name], (part.blocks[name].length / blocks) * firstBlock);
  }
}

/** The same tally without the room for blocks that were never run. */
export function trimBlocks(tally: Tally): Tally {
  if (tally.blocks === null) return tally;
  const planned = tally.blocks.sizes.length / (32 * SCOPES);
  const run = Math.ceil(tally.worlds / 32);
  if (run === planned) return tally;
  const { sums, reached, sizes } = tally.blocks;
  return {
    ...tally,
    blocks: {
      sums: sums.subarray(0, (sums.length / planned) * run),
      reached: reached.subarray(0, (reached.length / planned) * run),
      sizes: sizes.subarray(0, (sizes.length / planned) * run),
    },
  };
}

type Numbers = Float64Array | Uint32Array;

function addTo(into: Numbers, part: Numbers): void {
  if (into instanceof Float64Array) addFloats(into, part as Float64Array);
  else addWholes(into, part as Uint32Array);
}

// One loop for each kind of array: a loop that meets both is three times slower.
function addFloats(into: Float64Array, part: Float64Array): void {
  for (let i = 0; i < into.length; i++) (into[i] as number) += part[i] as number;
}
function addWholes(into: Uint32Array, part: Uint32Array): void {
  for (let i = 0; i < into.length; i++) (into[i] as number) += part[i] as number;
}

function addHistograms(into: Tally, part: Tally, measure: CountedMeasure): void {
  for (let scope = 0; scope < SCOPES; scope++) {
    addTo(into.histograms[measure][scope] as Uint32Array, part.histograms[measure][scope] as Uint32Array);
  }
}

function addMaps(into: Tally, part: Tally): void {
  for (let scope = 0; scope < SCOPES; scope++) {
    const counts = into.impact[scope] as Map<number, number>;
    for (const [value, worlds] of part.impact[scope] as Map<number, number>) {
      counts.set(value, (counts.get(value) ?? 0) + worlds);
    }
  }
}

function addLists(into: number[], part: readonly number[]): void {
  for (const [i, amount] of part.entries()) into[i] = (into[i] ?? 0) + amount;
}

function addRows<A extends Numbers>(into: A[], part: readonly A[], make: new (length: number) => A): void {
  for (const [i, row] of part.entries()) {
    into[i] ??= new make(row.length);
    addTo(into[i], row);
  }
}

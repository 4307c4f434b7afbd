import { type CountedMeasure, countedMeasures, SCOPES, type Tally } from '../engine/tally.ts';

/**
 * A tally on its way between threads: all its arrays in one piece of memory, which moves at no cost. A tally has
 * two hundred arrays; cloned one by one, they cost more than the worlds that they count.
 */
export type TallyMessage = {
  readonly worlds: number;
  readonly growing: number;
  /** Rows of `reachedAt` and `changes`; null where the tally has none. */
  readonly reachedAtRows: number | null;
  readonly changesRows: number | null;
  readonly hasBlocks: boolean;
  /** Of each array, in the order of {@link partsOf}: its length in elements. */
  readonly lengths: Uint32Array;
  readonly buffer: ArrayBuffer;
};

type Part = Float64Array | Uint32Array | Uint8Array;

export function packTally(tally: Tally): TallyMessage {
  const parts = partsOf(tally);
  const buffer = new ArrayBuffer(parts.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0));
  const into = new Uint8Array(buffer);
  let at = 0;
  for (const part of parts) {
    into.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += aligned(part.byteLength);
  }
  return {
    worlds: tally.worlds,
    growing: tally.growing,
    reachedAtRows: tally.reachedAt?.length ?? null,
    changesRows: tally.changes?.length ?? null,
    hasBlocks: tally.blocks !== null,
    lengths: Uint32Array.from(parts, ({ length }) => length),
    buffer,
  };
}

/** Its arrays are views of the message. */
export function unpackTally(message: TallyMessage): Tally {
  const { worlds, growing, reachedAtRows, changesRows, hasBlocks } = message;
  const read = new Reader(message);
  return {
    worlds,
    growing,
    sizes: read.uint32(),
    histograms: Object.fromEntries(
      countedMeasures.map((measure) => [measure, times(SCOPES, () => read.uint32())]),
    ) as Record<CountedMeasure, Uint32Array[]>,
    impact: times(SCOPES, () => mapOf(read.float64())),
    dwell: read.float64(),
    extinct: read.float64(),
    hits: times(SCOPES, () => Array.from(read.float64())),
    firstHits: times(SCOPES, () => Array.from(read.float64())),
    reached: read.float64(),
    credit: read.float64(),
    firstWorldOf: read.float64(),
    reachedAt: reachedAtRows === null ? null : times(reachedAtRows, () => read.uint32()),
    changes: changesRows === null ? null : times(changesRows, () => read.float64()),
    blocks: hasBlocks ? { sums: read.float64(), reached: read.uint8(), sizes: read.uint32() } : null,
  };
}

/** In the order in which {@link unpackTally} reads them. */
const partsOf = (tally: Tally): readonly Part[] => [
  tally.sizes,
  ...countedMeasures.flatMap((measure) => tally.histograms[measure]),
  ...tally.impact.map((counts) => Float64Array.from([...counts].flat())),
  tally.dwell,
  tally.extinct,
  ...tally.hits.map((list) => Float64Array.from(list)),
  ...tally.firstHits.map((list) => Float64Array.from(list)),
  tally.reached,
  tally.credit,
  tally.firstWorldOf,
  ...(tally.reachedAt ?? []),
  ...(tally.changes ?? []),
  ...(tally.blocks === null ? [] : [tally.blocks.sums, tally.blocks.reached, tally.blocks.sizes]),
];

class Reader {
  readonly #message: TallyMessage;
  #next = 0;
  #at = 0;

  constructor(message: TallyMessage) {
    this.#message = message;
  }

  readonly float64 = (): Float64Array => new Float64Array(this.#message.buffer, ...this.#take(8));
  readonly uint32 = (): Uint32Array => new Uint32Array(this.#message.buffer, ...this.#take(4));
  readonly uint8 = (): Uint8Array => new Uint8Array(this.#message.buffer, ...this.#take(1));

  #take(bytes: number): [byteOffset: number, length: number] {
    const length = this.#message.lengths[this.#next++] as number;
    const from = this.#at;
    this.#at += aligned(length * bytes);
    return [from, length];
  }
}

/** Where a Float64Array may begin. */
const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Values and their worlds in turn. */
function mapOf(pairs: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < pairs.length; i += 2) counts.set(pairs[i] as number, pairs[i + 1] as number);
  return counts;
}

/** Scope 0 is the whole system, scopes 1 to 7 are the layers. */
export const SCOPES = 8;

/** Whole numbers counted per world and scope, each with a histogram. */
export const countedMeasures = ['reached', 'disabled', 'disclosed', 'affected', 'contained', 'born'] as const;
export type CountedMeasure = (typeof countedMeasures)[number];

/** What block sums are kept of, per scope, when inputs are uncertain. The last three count worlds. */
export const blockMeasures = [
  'reached',
  'impact',
  'disabled',
  'disclosed',
  'affected',
  'touched',
  'outbreak',
  'extinct',
] as const;
export type BlockMeasure = (typeof blockMeasures)[number];

/**
 * What all worlds of a scenario add up to. Everything is a whole number, so tallies of parts merge
 * exactly in any order. "Reached" never counts entry points.
 */
export type Tally = {
  worlds: number;
  /** [scope]: components of the scope that are not entry points (with a random entry: the largest such number). */
  readonly sizes: Uint32Array;
  /** [measure][scope][value]: worlds in which so many components were reached, disabled, ... */
  readonly histograms: Readonly<Record<CountedMeasure, readonly Uint32Array[]>>;
  /** [scope]: impact in thousandths -> worlds. */
  readonly impact: readonly Map<number, number>[];
  /** [scope]: component-rounds compromised. */
  readonly dwell: Float64Array;
  /** [scope]: worlds with nobody of the scope, entry points included, dormant or compromised at the end. */
  readonly extinct: Float64Array;
  /** [scope][round]: first infections at that round; as long as the longest world that hit the scope. */
  readonly hits: readonly number[][];
  /** [scope][round]: worlds whose first infection of the scope was at that round. */
  readonly firstHits: readonly number[][];
  /** [component]: worlds in which it was reached; entry points as well. */
  readonly reached: Float64Array;
  /** [arc]: worlds in which it made the first infection of its target; empty for large graphs. */
  readonly credit: Float64Array;
  /** [round][component]: worlds in which it was first reached then (entry points: round 0); null for large graphs. */
  readonly reachedAt: Uint32Array[] | null;
  /**
   * [round][size]: by how much the number of worlds that have reached `size` components in all changed
   * in the round, so that the sum over rounds 0 to t, plus `worlds` at size 0, is how many had reached
   * so many by the end of round t; null for large graphs.
   */
  readonly changes: Float64Array[] | null;
  /** [size]: the first world with that total, Infinity if none. */
  readonly firstWorldOf: Float64Array;
  /** Worlds that still grew in the last fifth of the rounds. */
  growing: number;
  /** Only with uncertain inputs. */
  readonly blocks: BlockTally | null;
};

/** Sums over the 32 worlds of each block, by the block's position in the run (worlds 32 b to 32 b + 31). */
export type BlockTally = {
  /** [block * (SCOPES * blockMeasures.length) + scope * blockMeasures.length + measure] */
  readonly sums: Float64Array;
  /** [block * components + component]: worlds of the block in which it was reached. */
  readonly reached: Uint8Array;
  /** [world * SCOPES + scope]: components reached, for the tail's interval. */
  readonly sizes: Uint32Array;
};

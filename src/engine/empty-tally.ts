import type { CompiledScenario } from '../compile/compiled.ts';
import { type BlockTally, blockMeasures, type CountedMeasure, countedMeasures, SCOPES, type Tally } from './tally.ts';

/** Above these sizes the arrays that only pictures need are left out. */
const MAX_CREDITED_ARCS = 2_000_000;
const MAX_DRAWN_COMPONENTS = 5_000;

/** A tally of no worlds, with room for the block sums of `blocks` blocks if inputs are uncertain. */
export function emptyTally(scenario: CompiledScenario, blocks: number): Tally {
  const n = scenario.components.count;
  const sizes = scopeSizes(scenario);
  const drawn = n <= MAX_DRAWN_COMPONENTS;
  return {
    worlds: 0,
    sizes,
    histograms: Object.fromEntries(
      countedMeasures.map((measure) => [measure, Array.from(sizes, (size) => new Uint32Array(size + 1))]),
    ) as Record<CountedMeasure, Uint32Array[]>,
    impact: Array.from({ length: SCOPES }, () => new Map()),
    dwell: new Float64Array(SCOPES),
    extinct: new Float64Array(SCOPES),
    hits: Array.from({ length: SCOPES }, () => []),
    firstHits: Array.from({ length: SCOPES }, () => []),
    reached: new Float64Array(n),
    credit: new Float64Array(keepsCredit(scenario) ? scenario.arcs.count : 0),
    reachedAt: drawn ? [] : null,
    changes: drawn ? [] : null,
    firstWorldOf: new Float64Array((sizes[0] as number) + 1).fill(Number.POSITIVE_INFINITY),
    growing: 0,
    blocks: scenario.parameters.uncertain ? emptyBlocks(n, blocks) : null,
  };
}

/** Whether the tally says which arc made how many first infections. */
export const keepsCredit = ({ arcs, keepsCredit }: Pick<CompiledScenario, 'arcs' | 'keepsCredit'>): boolean =>
  keepsCredit && arcs.count <= MAX_CREDITED_ARCS;

const emptyBlocks = (components: number, blocks: number): BlockTally => ({
  sums: new Float64Array(blocks * SCOPES * blockMeasures.length),
  reached: new Uint8Array(blocks * components),
  sizes: new Uint32Array(blocks * 32 * SCOPES),
});

/** Components of each scope that are not entry points; with a random entry, the most there can be. */
export function scopeSizes({ components, entry }: CompiledScenario): Uint32Array {
  const sizes = new Uint32Array(SCOPES);
  for (let v = 0; v < components.count; v++) (sizes[components.layer[v] as number] as number)++;
  const unlayered = sizes[0] as number;
  sizes[0] = components.count;
  if (entry === 'random') {
    (sizes[0] as number)--;
    return sizes;
  }
  for (const v of entry) {
    (sizes[0] as number)--;
    if (unlayered === 0) (sizes[components.layer[v] as number] as number)--;
  }
  return sizes;
}

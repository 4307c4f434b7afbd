import { blockUniform, identityOf, philox, type Seed } from '../src/base/random.ts';
import { blockMeasures, countedMeasures, SCOPES, type Tally } from '../src/engine/tally.ts';

/** P(size = k) by k, whole; or, with uncertain inputs, within one block given the uniform of its parameter. */
export type SizeLaw = readonly number[] | ((u: number) => readonly number[]);

/** A tally as a run would leave it, of sizes drawn by the project's own generator. */
export function sampledTally(law: SizeLaw, size: number, worlds: number, seed: Seed): Tally {
  const reached = new Uint32Array(size + 1);
  const blocks = typeof law === 'function' ? emptyBlocks(worlds) : null;
  const draws = new Uint32Array(4);
  const parameter = identityOf('parameter');
  let limits = typeof law === 'function' ? [] : limitsOf(law);
  for (let world = 0; world < worlds; world++) {
    const block = Math.floor(world / 32);
    if (typeof law === 'function' && world % 32 === 0) limits = limitsOf(law(blockUniform(seed, block, parameter)));
    if (world % 4 === 0) philox(seed, world / 4, 1, 0, 0, draws);
    const x = limits.findIndex((limit) => (draws[world % 4] as number) < limit);
    reached[x] = (reached[x] as number) + 1;
    if (blocks === null) continue;
    const row = block * SCOPES * blockMeasures.length;
    for (const [position, amount] of [x, x * 1000, 0, 0, x, Math.min(1, x)].entries()) {
      blocks.sums[row + position] = (blocks.sums[row + position] as number) + amount;
    }
    blocks.sizes[world * SCOPES] = x;
  }
  return tallyOf(worlds, reached, blocks);
}

const emptyBlocks = (worlds: number): NonNullable<Tally['blocks']> => ({
  sums: new Float64Array((worlds / 32) * SCOPES * blockMeasures.length),
  reached: new Uint8Array(0),
  sizes: new Uint32Array(worlds * SCOPES),
});

function tallyOf(worlds: number, reached: Uint32Array, blocks: Tally['blocks']): Tally {
  const zeros = new Uint32Array(reached.length);
  zeros[0] = worlds;
  const perScope = <T>(whole: T, layer: T): T[] =>
    Array.from({ length: SCOPES }, (_, scope) => (scope === 0 ? whole : layer));
  return {
    worlds,
    sizes: Uint32Array.from(perScope(reached.length - 1, 0)),
    histograms: Object.fromEntries(
      countedMeasures.map((measure) => [measure, perScope(measure === 'reached' ? reached : zeros, zeros)]),
    ) as unknown as Tally['histograms'],
    impact: perScope(new Map(Array.from(reached, (count, x) => [x * 1000, count])), new Map()),
    dwell: new Float64Array(SCOPES),
    extinct: new Float64Array(SCOPES),
    hits: perScope([], []),
    firstHits: perScope([], []),
    reached: new Float64Array(0),
    credit: new Float64Array(0),
    reachedAt: null,
    changes: null,
    firstWorldOf: new Float64Array(0),
    growing: 0,
    blocks,
  };
}

/** A uniform word below limits[k], and not below the one before, gives k. */
function limitsOf(chances: readonly number[]): number[] {
  let below = 0;
  const limits = chances.map((p) => {
    below += p;
    return below * 2 ** 32;
  });
  limits[limits.length - 1] = 2 ** 32;
  return limits;
}

import { betaQuantiles } from '../src/base/beta.ts';
import { exp, lnGamma } from '../src/base/elementary.ts';
import { blockUniform, identityOf, philox, type Seed, seedOf } from '../src/base/random.ts';
import { blockMeasures, countedMeasures, SCOPES, type Tally } from '../src/engine/tally.ts';
import { blastRadius } from '../src/measure/blast-radius.ts';
import { exactBlastRadius } from '../src/measure/exact-distribution.ts';
import type { BlastRadius, Interval } from '../src/measure/results.ts';

/** A system whose blast radius has a closed form: P(size = k), whole or per block of 32 worlds. */
export type Case = {
  readonly name: string;
  readonly kind: 'ordinary' | 'rare';
  readonly worlds: number;
  /** [components reached]: probability, all uncertainty included. */
  readonly chances: readonly number[];
  /** Uncertain inputs: the same within one block, given the uniform of its parameter. */
  readonly chancesGiven?: (u: number) => readonly number[];
};

/** Which intervals are checked; each against the same field of the exact answer. */
export const checked = {
  mean: ({ ci95 }: BlastRadius): Interval => ci95,
  touched: ({ touchedCi95 }: BlastRadius): Interval => touchedCi95,
  p50: ({ p50ci95 }: BlastRadius): Interval => p50ci95,
  p95: ({ p95ci95 }: BlastRadius): Interval => p95ci95,
  cvar95: ({ cvar95ci95 }: BlastRadius): Interval => cvar95ci95,
} as const;
export type Checked = keyof typeof checked;

const spread = betaQuantiles({ a: 2, b: 5 });

export const cases: readonly Case[] = [
  {
    name: 'eight leaves of a hub, p = 0.3',
    kind: 'ordinary',
    worlds: 10_000,
    chances: binomial(8, 0.3),
  },
  {
    name: 'nothing or nearly all: 0.3 to an outbreak among 20',
    kind: 'ordinary',
    worlds: 10_000,
    chances: mixture(0.3, [0, ...binomial(19, 0.8)]),
  },
  {
    name: 'touched in 0.001 of worlds, then 1 to 10',
    kind: 'rare',
    worlds: 10_000,
    chances: mixture(0.001, [0, ...binomial(9, 0.5)]),
  },
  {
    name: 'eight leaves, p = Beta(2, 5) for each block',
    kind: 'ordinary',
    worlds: 10_016,
    chances: betaBinomial(8, 2, 5),
    chancesGiven: (u) => binomial(8, spread(u)),
  },
];

/** Shares of seeds whose intervals hold the exact value. */
export function coverageOf(system: Case, seeds: number): Record<Checked, number> {
  const exact = exactBlastRadius({
    size: system.chances.length - 1,
    chances: system.chances,
    impact: 0,
    disabled: 0,
    disclosed: 0,
    affected: 0,
    born: 0,
    dwell: 0,
    extinct: 0,
    medianRound: null,
  });
  const held = { mean: 0, touched: 0, p50: 0, p95: 0, cvar95: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const found = blastRadius(sampleTally(system, seedOf(seed)), 0);
    for (const measure of Object.keys(checked) as Checked[]) {
      const [low, high] = checked[measure](found);
      if (low <= exact[measure] && exact[measure] <= high) held[measure]++;
    }
  }
  for (const measure of Object.keys(held) as Checked[]) held[measure] /= seeds;
  return held;
}

/** A tally as a run would leave it, of sizes drawn by the project's own generator. */
function sampleTally({ worlds, chances, chancesGiven }: Case, seed: Seed): Tally {
  const size = chances.length - 1;
  const reached = new Uint32Array(size + 1);
  const blocks = chancesGiven === undefined ? null : emptyBlocks(worlds);
  const draws = new Uint32Array(4);
  const parameter = identityOf('parameter');
  let limits = limitsOf(chances);
  for (let world = 0; world < worlds; world++) {
    const block = Math.floor(world / 32);
    if (chancesGiven !== undefined && world % 32 === 0)
      limits = limitsOf(chancesGiven(blockUniform(seed, block, parameter)));
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

function binomial(n: number, p: number): number[] {
  const q = 1 - p;
  let term = 1;
  for (let i = 0; i < n; i++) term *= q;
  return Array.from({ length: n + 1 }, (_, k) => {
    const current = term;
    term *= ((n - k) / (k + 1)) * (p / q);
    return current;
  });
}

function mixture(p: number, given: readonly number[]): number[] {
  return given.map((chance, k) => (k === 0 ? 1 - p : 0) + p * chance);
}

function betaBinomial(n: number, a: number, b: number): number[] {
  const lnBeta = (x: number, y: number): number => lnGamma(x) + lnGamma(y) - lnGamma(x + y);
  return Array.from({ length: n + 1 }, (_, k) => {
    const lnChoose = lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
    return exp(lnChoose + lnBeta(k + a, n - k + b) - lnBeta(a, b));
  });
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import type { Compilation } from '../../src/compile/arcs.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { layers } from '../../src/graph/kinds.ts';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import { bandsOf } from '../../src/measure/curve.ts';
import type { Interval, Witnessed } from '../../src/measure/results.ts';
import { scenarioResult } from '../../src/measure/scenario-result.ts';
import { witnessedCurve } from '../../src/measure/witnessed-curve.ts';
import { witnessWorlds } from '../../src/measure/witnessed-worlds.ts';
import { compileSmall, type SmallSystem } from '../engine/small-system.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';
import { tallyOf, type World } from './sample-tally.ts';

const ecosystemOf = ({ expanded }: Compilation): Ecosystem => ({
  name: 'any',
  components: [...new Set(expanded.nodes.map(({ component }) => component))],
  relations: [],
});

function curveOf(compilation: Compilation, watched: number, worlds: number, seed = 7) {
  const { compiled } = compilation;
  const tally = runShard(compiled, seedOf(seed), { fromWorld: 0, toWorld: worlds });
  const result = scenarioResult(ecosystemOf(compilation), compilation, tally, { kernel: 'lanes', family: 'per-arc' });
  const seen = witnessWorlds(compiled, seedOf(seed), watched);
  return { tally, result, told: witnessedCurve(seen, tally, result, compiled.components.layer) };
}

/** Worlds of a certain entry as anybody would write them down, as far as they had come by the end of a round. */
function worldsUntil(compilation: Compilation, worlds: number, round: number): World[] {
  const { compiled } = compilation;
  const entries = new Set(compiled.entry as Uint32Array);
  return engineWorlds(compiled, seedOf(7), 0, worlds / 32).map(({ firstRound }) => ({
    reached: firstRound
      .filter((_, node) => !entries.has(node))
      .map((first) => (first !== null && first <= round ? first : null)),
  }));
}

const each = ({ curveCi95 }: Pick<Witnessed, 'curveCi95'>): [0 | (typeof layers)[number], readonly Interval[]][] => [
  [0, curveCi95.total],
  ...layers.flatMap((layer): [typeof layer, readonly Interval[]][] => {
    const ofLayer = curveCi95.layers[layer];
    return ofLayer === undefined ? [] : [[layer, ofLayer]];
  }),
];

/** Ends are rounded outwards to four decimals. */
const expectRounded = ([low, high]: Interval, [exactLow, exactHigh]: Interval): void => {
  expect(low).toBeLessThanOrEqual(exactLow + 1e-12);
  expect(low).toBeGreaterThan(exactLow - 1.001e-4);
  expect(high).toBeGreaterThanOrEqual(exactHigh - 1e-12);
  expect(high).toBeLessThan(exactHigh + 1.001e-4);
};

describe('intervals of a curve', () => {
  it('are those of the blast radius had each world ended with the round, where all worlds were watched', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const compilation = compileCase(random, 'agentic');
        const { compiled } = compilation;
        if (compiled.entry === 'random' || compiled.entry.length === compiled.components.count) return;
        const { told, tally } = curveOf(compilation, 128, 128);
        const free = (node: number): boolean => !(compiled.entry as Uint32Array).includes(node);
        const system = {
          layers: [...compiled.components.layer].filter((_, node) => free(node)),
          valuesThousandths: [...compiled.components.valueThousandths].filter((_, node) => free(node)),
        };
        const rounds = told.curveCi95.total.length;
        for (const round of [1, 2, rounds - 1].filter((candidate) => candidate > 0 && candidate < rounds)) {
          const until = tallyOf(system, worldsUntil(compilation, 128, round), tally.blocks !== null);
          for (const [scope, intervals] of each(told))
            expectRounded(intervals[round] as Interval, blastRadius(until, scope).ci95);
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('hold the mean of all worlds, lie within what is possible, and end as the result does, however few were watched', () => {
    fc.assert(
      fc.property(anyCase(), fc.constantFrom('agentic' as const, 'sir' as const), (random, model) => {
        const { told, result, tally } = curveOf(compileCase(random, model), 32, 192);
        for (const [scope, intervals] of each(told)) {
          const curve = scope === 0 ? result.curve.total : (result.curve.layers[scope] as readonly number[]);
          expect(intervals).toHaveLength(curve.length);
          for (const [round, [low, high]] of intervals.entries()) {
            const mean = curve[round] as number;
            expect(low).toBeLessThanOrEqual(mean);
            expect(high).toBeGreaterThanOrEqual(mean);
            expect(low).toBeGreaterThanOrEqual(0);
            expect(high).toBeLessThanOrEqual(tally.sizes[scope] as number);
            // What was seen so often is not certain for that; only the beginning is.
            if (round > 0 && (tally.sizes[scope] as number) > 0) expect(high).toBeGreaterThan(low);
          }
          const { ci95 } = (scope === 0 ? result.blastRadius.total : result.blastRadius.layers[scope]) as {
            ci95: Interval;
          };
          expectRounded(intervals.at(-1) as Interval, ci95);
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('hold the true mean in about 95 of 100 runs, although only a quarter of the worlds was watched', () => {
    const chain: SmallSystem = {
      components: { s: 'agent', a: 'agent', b: 'agent', c: 'agent' },
      relations: [
        ['s', 'messages', 'a', { p: 0.7 }],
        ['a', 'messages', 'b', { p: 0.5 }],
        ['b', 'messages', 'c', { p: 0.05 }],
      ],
      entry: ['s'],
      model: 'independent-cascade',
    };
    const compilation = compileSmall(chain);
    const truth = [0, 0.7, 0.7 + 0.35];
    const runs = 300;
    const held = truth.map(() => 0);
    for (let seed = 1; seed <= runs; seed++) {
      const { told } = curveOf(compilation, 256, 1024, seed);
      for (const [round, mean] of truth.entries()) {
        const [low, high] = told.curveCi95.total[round] as Interval;
        if (low <= mean && mean <= high) (held[round] as number)++;
      }
    }
    expect(held[0]).toBe(runs);
    for (const count of held.slice(1)) {
      expect(count / runs).toBeWithinStandardErrors(0.95, { worlds: runs, errors: 3 });
    }
  });

  it('stay open below where the worlds that were watched saw nothing of what others did', () => {
    const compilation = compileSmall({
      components: { s: 'agent', a: 'agent', b: 'tool' },
      relations: [
        ['s', 'messages', 'a', { p: 0.003 }],
        ['a', 'invokes', 'b'],
      ],
      entry: ['s'],
      model: 'independent-cascade',
      threats: ['communication-poisoning', 'tool-misuse'],
      channels: [['tool-misuse', 'messages', 'along', 0]],
    });
    const { told, result } = curveOf(compilation, 32, 3200);
    const curve = result.curve.total;
    expect(curve[1]).toBeGreaterThan(0);
    const [low, high] = told.curveCi95.total[1] as Interval;
    expect(low).toBe(0);
    expect(high).toBeGreaterThan((curve[1] as number) * 2);
  });
});

describe('bands of a layer', () => {
  it('are those of the whole where it holds everything', () => {
    const compilation = compileSmall({
      components: { s: 'agent', a: 'agent', b: 'agent', c: 'agent' },
      relations: [
        ['s', 'messages', 'a', { p: 0.7, rate: 0.4 }],
        ['s', 'messages', 'b', { p: 0.5, rate: 0.4 }],
        ['b', 'messages', 'c', { p: 0.5, rate: 0.4 }],
      ],
      entry: ['s'],
    });
    const { told, tally } = curveOf(compilation, 960, 960);
    const bands = bandsOf(tally);
    expect(told.layerBands[7]?.slice(0, bands.length)).toEqual(bands);
    expect(told.layerBands[7]).toHaveLength(51);
    expect(Object.keys(told.layerBands)).toEqual(['7']);
  });
});

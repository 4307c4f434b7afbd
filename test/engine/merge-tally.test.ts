import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { emptyTally } from '../../src/engine/empty-tally.ts';
import { mergeTally, trimBlocks } from '../../src/engine/merge-tally.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { blockMeasures, SCOPES, type Tally } from '../../src/engine/tally.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';

const models = ['agentic', 'independent-cascade', 'linear-threshold', 'sis', 'seir'] as const;
const BLOCKS = 8;

describe.each(models)('worlds of %s', (model) => {
  it('add up to the same tally however they are cut, in whatever order the parts come', () => {
    fc.assert(
      fc.property(
        anyCase(),
        fc.integer({ min: 1, max: BLOCKS * 32 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7]),
        fc.infiniteStream(fc.nat()),
        (random, worlds, cuts, order) => {
          const { compiled } = compileCase(random, model);
          const whole = runShard(compiled, seedOf(3), { fromWorld: 0, toWorld: worlds });
          const blocks = Math.ceil(worlds / 32);
          const starts = [0, ...cuts.filter((cut) => cut < blocks)];
          const parts = starts.map((start, i) => ({
            firstBlock: start,
            tally: runShard(compiled, seedOf(3), {
              fromWorld: start * 32,
              toWorld: Math.min(worlds, (starts[i + 1] ?? blocks) * 32),
            }),
            rank: order.next().value,
          }));
          const merged = emptyTally(compiled, blocks);
          for (const { tally, firstBlock } of parts.sort((a, b) => a.rank - b.rank)) {
            mergeTally(merged, tally, firstBlock);
          }
          expect(merged).toEqual(whole);
        },
      ),
      { seed: 6, numRuns: 80 },
    );
  });

  it('do not depend on how many are asked: a longer run extends a shorter one', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(1000), (random, seed) => {
        const { compiled } = compileCase(random, model);
        const long = engineWorlds(compiled, seedOf(seed), 0, 4);
        expect(long.slice(0, 64)).toEqual(engineWorlds(compiled, seedOf(seed), 0, 2));
        expect(long.slice(96)).toEqual(engineWorlds(compiled, seedOf(seed), 3, 1));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('leave no room for blocks that were never run', () => {
    fc.assert(
      fc.property(anyCase(), fc.integer({ min: 1, max: 5 }), (random, blocks) => {
        const { compiled } = compileCase(random, model);
        const part = runShard(compiled, seedOf(8), { fromWorld: 0, toWorld: blocks * 32 });
        const planned = emptyTally(compiled, BLOCKS);
        mergeTally(planned, part, 0);
        expect(trimBlocks(planned)).toEqual(part);
      }),
      { seed: 8, numRuns: 30 },
    );
  });

  it('have layers that add up to the total, in every measure', () => {
    fc.assert(
      fc.property(anyCase(), (random) => {
        const { compiled } = compileCase(random, model);
        const tally = runShard(compiled, seedOf(10), { fromWorld: 0, toWorld: 64 });
        for (const sums of scopeSums(tally)) {
          expect(sums.slice(1).reduce((sum, layer) => sum + layer, 0)).toBe(sums[0]);
        }
      }),
      { seed: 9, numRuns: 80 },
    );
  });
});

/** Per measure that can be added up: its sum over worlds, by scope. */
function scopeSums({ histograms, impact, dwell, hits, blocks }: Tally): number[][] {
  const weighted = (counts: ArrayLike<number>): number =>
    Array.from(counts).reduce((sum, count, value) => sum + count * value, 0);
  const inBlocks = (['reached', 'impact', 'disabled', 'disclosed', 'affected'] as const).map((measure) =>
    Array.from({ length: SCOPES }, (_, scope) =>
      (blocks?.sums ?? new Float64Array()).reduce((sum, value, i) => {
        const isHere = i % blockMeasures.length === blockMeasures.indexOf(measure);
        return isHere && Math.floor(i / blockMeasures.length) % SCOPES === scope ? sum + value : sum;
      }, 0),
    ),
  );
  return [
    ...Object.values(histograms).map((byScope) => byScope.map(weighted)),
    impact.map((counts) => [...counts].reduce((sum, [value, worlds]) => sum + value * worlds, 0)),
    [...dwell],
    hits.map((rounds) => rounds.reduce((sum, count) => sum + count, 0)),
    ...inBlocks,
  ];
}

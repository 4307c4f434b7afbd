import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Seed, seedOf } from '../../../src/base/random.ts';
import type { RawGraph } from '../../../src/compile/raw-arcs.ts';
import { mergeTally } from '../../../src/engine/merge-tally.ts';
import type { Entry } from '../../../src/engine/skip/entry.ts';
import { openSkip, type Shard } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../../../src/engine/skip/skip-graph.ts';
import type { SkipModel } from '../../../src/engine/skip/skip-model.ts';
import { emptySkipTally } from '../../../src/engine/skip/skip-tally.ts';
import { anyChance, anyRawGraph, anySeed, kernelsOf, rawGraph } from './small-raw-graph.ts';

const anyEntry = ({ nodes }: RawGraph): fc.Arbitrary<Entry> =>
  fc.oneof(
    fc.constant('random' as const),
    fc.uniqueArray(fc.nat(nodes.count - 1), { maxLength: 4, minLength: 1 }).map((entry) => entry.sort((a, b) => a - b)),
  );

const cascade: SkipModel = { name: 'independent-cascade' };
const anyModel: fc.Arbitrary<SkipModel> = fc.oneof(
  fc.constant(cascade),
  fc
    .oneof(
      anyChance.filter((chance) => chance > 2 ** 24),
      fc.constantFrom(0xffffffff, 0xc0000000, 2 ** 27),
    )
    .map((recovery) => ({ name: 'sir' as const, recovery })),
);

const anyQuestion = anyRawGraph.chain((graph) => fc.tuple(fc.constant(graph), anyModel, anyEntry(graph), anySeed));

const run = (
  graph: RawGraph,
  model: SkipModel,
  entry: Entry,
  seed: Seed,
  shard: Shard,
  twin: 'wasm' | 'plain' = 'wasm',
) => openSkip(prepareSkip(graph), model, entry, twin === 'wasm' ? kernelsOf(graph) : null)(seed, shard);

describe('spread over a raw graph', () => {
  it('is the same in WebAssembly as in the plain twin, whatever the graph, where worlds begin and end', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.nat(20),
        fc.integer({ min: 1, max: 700 }),
        ([graph, model, entry, seed], block, worlds) => {
          const shard = { fromWorld: block * 32, toWorld: block * 32 + worlds };
          expect(run(graph, model, entry, seed, shard)).toEqual(run(graph, model, entry, seed, shard, 'plain'));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('does not depend on how worlds are split', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer({ min: 1, max: 9 }), ([graph, model, entry, seed], block) => {
        const open = openSkip(prepareSkip(graph), model, entry, kernelsOf(graph));
        const parts = [
          open(seed, { fromWorld: 0, toWorld: block * 32 }),
          open(seed, { fromWorld: block * 32, toWorld: 333 }),
        ];
        const merged = emptySkipTally(graph.nodes.count, entry);
        for (const { tally } of parts) mergeTally(merged, tally, 0);
        const whole = open(seed, { fromWorld: 0, toWorld: 333 });
        expect(merged).toEqual(whole.tally);
        expect(parts.reduce((sum, { arcs }) => sum + arcs, 0)).toBe(whole.arcs);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('skips more arcs than one word can tell, and tries nodes of more arcs than one call decides', () => {
    const star = (leaves: number, chance: number) =>
      rawGraph(
        leaves + 1,
        Array.from({ length: leaves }, (_, v) => [0, v + 1, 0] as const),
        chance,
      );
    for (const graph of [star(20_000, 2 ** 20), star(3000, 0xe0000000), star(3000, 0xffffffff)]) {
      const shard = { fromWorld: 0, toWorld: 40 };
      const found = run(graph, cascade, [0], seedOf(3), shard);
      expect(found).toEqual(run(graph, cascade, [0], seedOf(3), shard, 'plain'));
      expect(found.tally.histograms.reached[0]!.findIndex((worlds) => worlds > 0)).toBeGreaterThanOrEqual(0);
    }
    expect(run(star(3000, 0xffffffff), cascade, [0], seedOf(3), { fromWorld: 0, toWorld: 40 }).components).toBe(
      40 * 3001,
    );
  });

  it('of SIR goes on where a word does not tell how long a node is infectious, and tries more than sixteen arcs', () => {
    const star = rawGraph(
      101,
      Array.from({ length: 100 }, (_, v) => [0, v + 1, 0] as const),
      2 ** 20,
    );
    for (const recovery of [2 ** 20, 2 ** 15]) {
      const shard = { fromWorld: 0, toWorld: 320 };
      const found = run(star, { name: 'sir', recovery }, [0], seedOf(3), shard);
      expect(found).toEqual(run(star, { name: 'sir', recovery }, [0], seedOf(3), shard, 'plain'));
    }
  });

  it('takes room once for all questions about a graph: thousands of them fit', () => {
    const graph = rawGraph(2000, [[0, 1, 0xffffffff]]);
    const skip = prepareSkip(graph);
    const kernels = kernelsOf(graph);
    const room = () => graph.memory?.buffer.byteLength;
    openSkip(skip, cascade, [0], kernels);
    const bytes = room();
    for (let v = 0; v < 2000; v++) openSkip(skip, cascade, [v], kernels);
    expect(room()).toBe(bytes);
    const [one, three] = [[0], [0, 1, 7]].map((entry) => openSkip(skip, cascade, entry, kernels));
    const shard = { fromWorld: 0, toWorld: 64 };
    expect(three?.(seedOf(1), shard).tally.sizes[0]).toBe(1997);
    expect(one?.(seedOf(1), shard)).toEqual(run(graph, cascade, [0], seedOf(1), shard, 'plain'));
  });

  it('draws the same entries in a graph so large that its batches are single worlds', () => {
    const graph = rawGraph(3_000_001, [[2_999_999, 3_000_000, 0xffffffff]]);
    const shard = { fromWorld: 64, toWorld: 64 + 100 };
    const [wasm, plain] = (['wasm', 'plain'] as const).map((twin) =>
      Array.from(run(graph, cascade, 'random', seedOf(5), shard, twin).tally.reached.entries()).filter(
        ([, x]) => x > 0,
      ),
    );
    expect(wasm).toHaveLength(100);
    expect(wasm).toEqual(plain);
  });

  it('refuses to begin within a block', () => {
    const graph = rawGraph(1, []);
    expect(() => run(graph, cascade, [0], seedOf(1), { fromWorld: 5, toWorld: 9 })).toThrow(RangeError);
  });
});

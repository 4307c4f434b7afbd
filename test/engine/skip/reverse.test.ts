import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import { openEveryEntry } from '../../../src/engine/skip/run-every-entry.ts';
import { openReverse } from '../../../src/engine/skip/run-reverse.ts';
import { openSkip } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../../../src/engine/skip/skip-graph.ts';
import { anyRawGraph, anySeed, kernelsOf, rawGraph } from './small-raw-graph.ts';

describe('who reaches a node', () => {
  it('is the same in WebAssembly as in the plain twin', () => {
    fc.assert(
      fc.property(anyRawGraph, anySeed, fc.nat(59), fc.integer({ min: 1, max: 90 }), (graph, seed, node, worlds) => {
        const skip = prepareSkip(graph);
        const goal = node % skip.nodes;
        const shard = { fromWorld: 7, toWorld: 7 + worlds };
        expect(openReverse(skip, goal, kernelsOf(graph))(seed, shard)).toEqual(
          openReverse(skip, goal, null)(seed, shard),
        );
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is whoever reaches it as an entry, in as many worlds', () => {
    fc.assert(
      fc.property(anyRawGraph, anySeed, fc.nat(59), fc.nat(59), (graph, seed, from, to) => {
        const skip = prepareSkip(graph);
        const [entry, goal] = [from % skip.nodes, to % skip.nodes];
        const shard = { fromWorld: 0, toWorld: 96 };
        const sources = openReverse(skip, goal, kernelsOf(graph))(seed, shard);
        const { tally } = openSkip(skip, { name: 'independent-cascade' }, [entry], kernelsOf(graph))(seed, shard);
        expect(sources.reached[entry]).toBe(tally.reached[goal]);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('counts as many pairs of source and node as entries reach', () => {
    const graph = rawGraph(
      12,
      Array.from({ length: 40 }, (_, i) => [(i * 5) % 12, (i * 7 + 1) % 12, chanceOf(0.3)] as const).filter(
        ([u, v]) => u !== v,
      ),
    );
    const skip = prepareSkip(graph);
    const shard = { fromWorld: 0, toWorld: 50 };
    let pairs = 0;
    for (let goal = 0; goal < 12; goal++) {
      const { sizes } = openReverse(skip, goal, kernelsOf(graph))(seedOf(4), shard);
      for (const [size, worlds] of sizes.entries()) pairs += size * worlds;
    }
    const { sums } = openEveryEntry(skip, null, kernelsOf(graph))(seedOf(4), shard, { fromNode: 0, toNode: 0 });
    expect(BigInt(pairs)).toBe(sums.reduce((sum, part) => sum + part, 0n));
  });
});

import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { randomRawGraph, rawGraphOfPairs } from '../../src/compile/random-raw-graph.ts';
import type { RawGraph } from '../../src/compile/raw-arcs.ts';

const chance = chanceOf(0.5);

const pairsOf = ({ nodes, offsets, target }: RawGraph): string[] =>
  Array.from({ length: nodes.count }, (_, u) =>
    [...target.subarray(offsets[u], offsets[u + 1])].map((v) => `${u} ${v}`),
  ).flat();

describe('a random graph', () => {
  it('has as many different arcs as were asked for, ascending, and no self-loops', () => {
    for (const arcs of [0, 1, 89, 90]) {
      const pairs = pairsOf(randomRawGraph({ nodes: 10, arcs, chance, seed: seedOf(3) }));
      expect(new Set(pairs).size).toBe(arcs);
      expect(pairs).toEqual([...pairs].sort());
      for (const pair of pairs) expect(pair.split(' ')[0]).not.toBe(pair.split(' ')[1]);
    }
  });
  it('is a function of the seed', () => {
    const of = (seed: number): string[] =>
      pairsOf(randomRawGraph({ nodes: 50, arcs: 100, chance, seed: seedOf(seed) }));
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
  it('takes every graph with the same probability', () => {
    // 3 nodes and 2 of 6 arcs: 15 graphs.
    const found = new Map<string, number>();
    const draws = 3000;
    for (let seed = 0; seed < draws; seed++) {
      const graph = pairsOf(randomRawGraph({ nodes: 3, arcs: 2, chance, seed: seedOf(seed) })).join();
      found.set(graph, (found.get(graph) ?? 0) + 1);
    }
    expect(found.size).toBe(15);
    const error = Math.sqrt(draws * (1 / 15) * (14 / 15));
    for (const count of found.values()) expect(Math.abs(count - draws / 15)).toBeLessThan(4 * error);
  });
});

it('a graph of pairs leaves repeated ones out, and self-loops', () => {
  const draws = [
    [0, 1],
    [0, 1],
    [2, 2],
    [1, 0],
    [0, 2],
    [2, 0],
  ] as const;
  const graph = rawGraphOfPairs({ name: 'pairs', nodes: 3, arcs: 3, chance }, (draw, pair) =>
    pair.set(draws[draw] ?? []),
  );
  expect(pairsOf(graph)).toEqual(['0 1', '0 2', '1 0']);
});

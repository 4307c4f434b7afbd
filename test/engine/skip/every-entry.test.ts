import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import type { RawGraph } from '../../../src/compile/raw-arcs.ts';
import { emptyEntrySums, mergeEntrySums } from '../../../src/engine/skip/entry-sizes.ts';
import { LiveArcs } from '../../../src/engine/skip/live-arcs.ts';
import { roomIn } from '../../../src/engine/skip/room.ts';
import { openEveryEntry } from '../../../src/engine/skip/run-every-entry.ts';
import { openSkip } from '../../../src/engine/skip/run-skip.ts';
import { prepareSkip } from '../../../src/engine/skip/skip-graph.ts';
import { type Arc, anyRawGraph, anySeed, kernelsOf, rawGraph } from './small-raw-graph.ts';

const everyNode = ({ nodes }: RawGraph) => ({ fromNode: 0, toNode: nodes.count });

const anyQuestion = fc.record({
  graph: anyRawGraph,
  seed: anySeed,
  world: fc.nat(1000),
  worlds: fc.integer({ min: 1, max: 5 }),
  layerOf: fc.option(fc.func(fc.nat(7)), { nil: null }),
});

const layersOf = ({ nodes }: RawGraph, layerOf: ((v: number) => number) | null) =>
  layerOf === null ? null : Uint8Array.from({ length: nodes.count }, (_, v) => layerOf(v));

/** Nodes reached from one, by breadth-first search over the live arcs of a world. */
function reachedFrom(graph: RawGraph, arcs: LiveArcs, world: number, entry: number, target: Uint32Array): Set<number> {
  const reached = new Set([entry]);
  for (const u of reached) arcs.each(world, u, (a) => reached.add(target[a]!));
  expect(reached.size).toBeLessThanOrEqual(graph.nodes.count);
  return reached;
}

describe('every entry at once', () => {
  it('has the sizes of a search from each, in all and per layer, in WebAssembly and plain', () => {
    fc.assert(
      fc.property(anyQuestion, ({ graph, seed, world, worlds, layerOf }) => {
        const layers = layersOf(graph, layerOf);
        const skip = prepareSkip(graph);
        const shard = { fromWorld: world, toWorld: world + worlds };
        const found = openEveryEntry(skip, layers, kernelsOf(graph))(seed, shard, everyNode(graph));
        expect(found).toEqual(openEveryEntry(skip, layers, null)(seed, shard, everyNode(graph)));
        const arcs = new LiveArcs(skip, seed);
        const sizes: number[] = [];
        for (let w = world; w < world + worlds; w++) {
          for (let entry = 0; entry < skip.nodes; entry++) {
            const counts = new Array<number>(found.scopes).fill(0);
            for (const v of reachedFrom(graph, arcs, w, entry, skip.target)) {
              if (v === entry) continue;
              counts[0]!++;
              if (layers !== null && layers[v]! > 0) counts[layers[v]!]!++;
            }
            sizes.push(...counts);
          }
        }
        expect([...found.sizes]).toEqual(sizes);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('adds up the sizes that it shows', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer({ min: 1, max: 200 }), ({ graph, seed, layerOf }, worlds) => {
        const open = openEveryEntry(prepareSkip(graph), layersOf(graph, layerOf), kernelsOf(graph));
        const found = open(seed, { fromWorld: 0, toWorld: worlds }, everyNode(graph));
        const width = graph.nodes.count * found.scopes;
        for (let i = 0; i < width; i++) {
          const column = Array.from({ length: worlds }, (_, world) => found.sizes[world * width + i]!);
          expect(found.sums[i]).toBe(BigInt(column.reduce((sum, size) => sum + size, 0)));
          expect(found.squares[i]).toBe(BigInt(column.reduce((sum, size) => sum + size * size, 0)));
          expect(found.touched[i]).toBe(column.filter((size) => size > 0).length);
          expect(found.most[i]).toBe(Math.max(...column));
        }
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('gives each node the worlds that it has as the only entry', () => {
    fc.assert(
      fc.property(anyRawGraph, anySeed, fc.nat(59), (graph, seed, node) => {
        const entry = node % graph.nodes.count;
        const skip = prepareSkip(graph);
        const shard = { fromWorld: 0, toWorld: 100 };
        const range = { fromNode: entry, toNode: entry + 1 };
        const { sizes } = openEveryEntry(skip, null, kernelsOf(graph))(seed, shard, range);
        const histogram = new Uint32Array(graph.nodes.count);
        for (const size of sizes) histogram[size]!++;
        const { tally } = openSkip(skip, { name: 'independent-cascade' }, [entry], kernelsOf(graph))(seed, shard);
        expect(tally.histograms.reached[0]).toEqual(histogram);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('does not depend on how worlds are split', () => {
    const graph = rawGraph(50, randomArcs(50, 150, chanceOf(0.5)));
    const open = openEveryEntry(prepareSkip(graph), null, kernelsOf(graph));
    const whole = open(seedOf(5), { fromWorld: 0, toWorld: 150 }, everyNode(graph));
    const merged = emptyEntrySums(50, roomIn(null));
    const sizes: number[] = [];
    for (const [fromWorld, toWorld] of [
      [0, 64],
      [64, 70],
      [70, 150],
    ] as const) {
      const part = open(seedOf(5), { fromWorld, toWorld }, everyNode(graph));
      mergeEntrySums(merged, part);
      sizes.push(...part.sizes);
    }
    for (const name of ['sums', 'squares', 'touched', 'most'] as const) expect(merged[name]).toEqual(whole[name]);
    expect(sizes).toEqual([...whole.sizes]);
  });
});

/** Arcs between seeded pairs of nodes. */
function randomArcs(n: number, count: number, chance: number): Arc[] {
  return Array.from({ length: count }, (_, i): Arc => [(i * 7919) % n, (i * 104_729 + 13) % n, chance]).filter(
    ([u, v]) => u !== v,
  );
}

describe('every entry at once, where searches one by one would be quadratic', () => {
  const certain = 0xffffffff;
  const sizesOf = (graph: RawGraph) =>
    openEveryEntry(prepareSkip(graph), null, kernelsOf(graph))(
      seedOf(1),
      { fromWorld: 0, toWorld: 1 },
      everyNode(graph),
    ).sizes;

  it('is right on a long chain', () => {
    const n = 100_000;
    const sizes = sizesOf(rawGraphOfArcs(n, (u) => (u + 1 < n ? [u + 1] : [])));
    expect(sizes.every((size, u) => size === n - 1 - u)).toBe(true);
  });

  it('is right on a ladder in which everyone has two successors, per layer too', () => {
    const n = 20_000;
    const graph = rawGraphOfArcs(n, (u) => [u + 1, u + 2].filter((v) => v < n));
    const layers = Uint8Array.from({ length: n }, (_, v) => (v * v) % 7);
    const open = openEveryEntry(prepareSkip(graph), layers, kernelsOf(graph));
    const { sizes } = open(seedOf(1), { fromWorld: 0, toWorld: 1 }, everyNode(graph));
    const after = new Array<number>(8).fill(0);
    let wrong = 0;
    for (let u = n - 1; u >= 0; u--) {
      for (let scope = 0; scope < 8; scope++) if (sizes[u * 8 + scope] !== after[scope]) wrong++;
      after[0]!++;
      if (layers[u]! > 0) after[layers[u]!]!++;
    }
    expect(wrong).toBe(0);
  });

  it('is right on a ladder of rings: many components of three', () => {
    const rings = 3000;
    const n = 3 * rings;
    const sizes = sizesOf(
      rawGraphOfArcs(n, (u) => {
        const ring = Math.floor(u / 3);
        return [3 * ring + ((u + 1) % 3), u + 3, u + 6].filter((v) => v < n);
      }),
    );
    expect(sizes.every((size, u) => size === n - 1 - 3 * Math.floor(u / 3))).toBe(true);
  });

  function rawGraphOfArcs(n: number, targetsOf: (u: number) => number[]): RawGraph {
    const small = rawGraph(1, []);
    const rows = Array.from({ length: n }, (_, u) => targetsOf(u).sort((a, b) => a - b));
    const offsets = roomIn(small.memory).uint32(n + 1);
    for (const [u, row] of rows.entries()) offsets[u + 1] = offsets[u]! + row.length;
    const target = roomIn(small.memory).uint32(offsets[n]!);
    target.set(rows.flat());
    return { ...small, nodes: { ...small.nodes, count: n }, offsets, target, chance: certain };
  }
});

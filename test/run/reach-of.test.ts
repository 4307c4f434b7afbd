import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { randomRawGraph } from '../../src/compile/random-raw-graph.ts';
import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import { openReverse } from '../../src/engine/skip/run-reverse.ts';
import { prepareSkip } from '../../src/engine/skip/skip-graph.ts';
import type { Reach } from '../../src/measure/results.ts';
import { type ReachOf, type ReachOfOptions, reachOf } from '../../src/run/reach-of.ts';
import { type RawRunOptions, runRaw } from '../../src/run/run-raw.ts';
import { anyRawGraph, rawGraph } from '../engine/skip/small-raw-graph.ts';
import { wasmModule } from '../engine/wasm-module.ts';
import '../matchers.ts';

const module = wasmModule();
const ask = (graph: RawGraph, goal: number, options: Partial<ReachOfOptions> = {}): Promise<ReachOf> =>
  reachOf(graph, goal, { worlds: 500, seed: 3, ...options }, module);

const fromEach: RawRunOptions = {
  model: 'independent-cascade',
  entries: { form: 'each' },
  settings: defaultSettings,
  worlds: 500,
  seed: 3,
  precision: null,
  threads: 1,
  full: true,
};

/** [entry]: what a run from there says about the goal, of entries that reach it. */
async function forwards(graph: RawGraph, goal: number, options: Partial<RawRunOptions>): Promise<Reach[]> {
  const { scenarios } = await runRaw(graph, { ...fromEach, ...options });
  const id = graph.nodes.nameOf(goal);
  return scenarios.flatMap(({ entry, reach }) => {
    const found = reach?.find((row) => row.id === id);
    return found === undefined || found.p === 0 || entry[0] === id
      ? []
      : [{ id: entry[0] as string, p: found.p, ci95: found.ci95 }];
  });
}
const sparse = randomRawGraph({ nodes: 300, arcs: 1_500, chance: chanceOf(0.2), seed: seedOf(5) });
/** 0 -> 1 -> 3, 0 -> 2 -> 3, 3 -> 4; 5 stands alone. */
const diamond = (p: number): RawGraph =>
  rawGraph(
    6,
    [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
      [3, 4],
    ].map(([u, v]) => [u as number, v as number, chanceOf(p)] as const),
  );

describe('who reaches a node', () => {
  it('is what a run from each node says about it, in the same worlds: exactly', async () => {
    await fc.assert(
      fc.asyncProperty(anyRawGraph, fc.nat(59), fc.nat(1000), async (graph, node, seed) => {
        const goal = node % graph.nodes.count;
        const { reach } = await ask(graph, goal, { seed, worlds: 70 });
        const kernel = { name: 'skip', isPlain: true } as const;
        const expected = await forwards(graph, goal, { seed, worlds: 70, kernel });
        expect(reach).toEqual(expected.sort((a, b) => b.p - a.p));
      }),
      { seed: 1, numRuns: 25 },
    );
  }, 60_000);

  it('is within 4 standard errors of the exact answer', async () => {
    const graph = diamond(0.4);
    const worlds = 40_000;
    const { reach } = await ask(graph, 4, { worlds });
    const exact = await forwards(graph, 4, { model: 'exact' });
    expect(exact.map(({ id }) => id)).toEqual(['0', '1', '2', '3']);
    expect(reach.map(({ id }) => id).sort()).toEqual(exact.map(({ id }) => id));
    for (const { id, p } of exact) {
      const found = reach.find((row) => row.id === id);
      expect(found?.p).toBeWithinStandardErrors(p, { worlds, errors: 4 });
    }
  });

  it('is p (1 - (1 - p^2)^2) over two ways and a last arc', async () => {
    const [p, worlds] = [0.4, 40_000];
    const { reach } = await ask(diamond(p), 4, { worlds, seed: 8 });
    const expected = p * (1 - (1 - p * p) ** 2);
    expect(reach.find(({ id }) => id === '0')?.p).toBeWithinStandardErrors(expected, { worlds, errors: 4 });
  });

  it('counts sources per world: their mean is the sum of all shares, within 4 of its errors of the exact one', async () => {
    const p = 0.4;
    const { sources, reach } = await ask(diamond(p), 4, { worlds: 40_000 });
    expect(sources.mean).toBeCloseTo(
      reach.reduce((sum, row) => sum + row.p, 0),
      12,
    );
    const exact = p + 2 * p * p + p * (1 - (1 - p * p) ** 2);
    const standardError = (sources.ci95[1] - sources.ci95[0]) / 2 / 1.96;
    expect(sources.mean).toBeWithinStandardErrorsOf(exact, { standardError, errors: 4 });
    expect(sources.max).toBe(4);
  });

  it('has an interval of the mean that holds the exact one in 95 of 100 runs', async () => {
    const p = 0.4;
    const exact = p + 2 * p * p + p * (1 - (1 - p * p) ** 2);
    const [runs, graph] = [400, diamond(p)];
    let held = 0;
    for (let seed = 0; seed < runs; seed++) {
      const [low, high] = (await ask(graph, 4, { seed })).sources.ci95;
      if (low <= exact && exact <= high) held++;
    }
    expect(held / runs).toBeWithinStandardErrors(0.95, { worlds: runs, errors: 4 });
  });

  it('is nobody where no arc leads', async () => {
    expect(await ask(diamond(1), 0)).toMatchObject({
      sources: { mean: 0, ci95: [0, expect.any(Number)], max: 0 },
      reach: [],
    });
  });

  it('names the likeliest first, those as likely in the order of nodes', async () => {
    const { reach } = await ask(diamond(1), 4);
    expect(reach).toEqual(['0', '1', '2', '3'].map((id) => ({ id, p: 1, ci95: [expect.any(Number), 1] })));
    const shares = (await ask(sparse, 7)).reach.map(({ p }) => p);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(new Set(shares).size).toBeGreaterThan(10);
  });
});

describe('the answer', () => {
  it('is the same without WebAssembly', async () => {
    const found = await ask(sparse, 7);
    expect(found.reach.length).toBeGreaterThan(100);
    expect(await reachOf(sparse, 7, { worlds: 500, seed: 3 }, null)).toEqual(found);
  });

  it('does not tell in how many steps worlds were run', async () => {
    const worlds = 700;
    const { reach, sources } = await ask(sparse, 7, { worlds });
    const once = openReverse(prepareSkip(sparse), 7, null)(seedOf(3), { fromWorld: 0, toWorld: worlds });
    const counts = [...once.reached].flatMap((count, v) => (count === 0 || v === 7 ? [] : [[String(v), count]]));
    expect(Object.fromEntries(reach.map(({ id, p }) => [id, Math.round(p * worlds)]))).toEqual(
      Object.fromEntries(counts),
    );
    expect(sources.max).toBe(once.sizes.findLastIndex((count) => count > 0));
  });

  it('after an abort is that of the first worlds, marked partial', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const stopped = await ask(sparse, 7, {
      worlds: 100_000,
      signal: abort.signal,
      onProgress: ({ done, total }) => {
        expect(total).toBe(100_000);
        seen.push(done);
        if (seen.length === 2) abort.abort();
      },
    });
    expect(seen).toEqual([256, 512]);
    expect(stopped).toEqual({ ...(await ask(sparse, 7, { worlds: 512 })), partial: true });
  });

  it('of no world knows nothing', async () => {
    const stopped = await ask(sparse, 7, { signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({
      worlds: 0,
      partial: true,
      sources: { mean: 0, ci95: [0, 299], max: 0 },
      reach: [],
    });
  });

  it('depends on the seed', async () => {
    expect((await ask(sparse, 7, { seed: 4 })).reach).not.toEqual((await ask(sparse, 7)).reach);
  });
});

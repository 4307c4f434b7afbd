import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { randomRawGraph } from '../../src/compile/random-raw-graph.ts';
import type { RawGraph } from '../../src/compile/raw-arcs.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import type { Results } from '../../src/measure/results.ts';
import { tellRawWorld } from '../../src/run/one-raw-world.ts';
import { type RawRunOptions, runRaw } from '../../src/run/run-raw.ts';

const graphOf = (probability: number): RawGraph =>
  randomRawGraph({ nodes: 300, arcs: 1_500, chance: chanceOf(probability), seed: seedOf(5) });
/** Small cascades, and cascades that take most of the graph. */
const sparse = graphOf(0.05);
const dense = graphOf(0.5);

const question: RawRunOptions = {
  model: 'independent-cascade',
  entries: { form: 'random' },
  settings: defaultSettings,
  worlds: 700,
  seed: 3,
  precision: null,
  threads: 1,
  full: true,
};
const run = (graph: RawGraph, options: Partial<RawRunOptions> = {}): Promise<Results> =>
  runRaw(graph, { ...question, ...options });
const only = ({ scenarios }: Results) => scenarios[0] as (typeof scenarios)[number];
/** Without the choice, which says how the kernel came to be chosen. */
const withoutChoice = ({ scenarios, ...rest }: Results) => ({
  ...rest,
  scenarios: scenarios.map(({ kernelChoice: _, ...scenario }) => scenario),
});

describe('the pilot', () => {
  it('chooses gaps for small cascades and lanes for large ones, and the result says what it saw', async () => {
    const [small, large] = [only(await run(sparse)), only(await run(dense))];
    expect(small).toMatchObject({ kernel: 'skip', family: 'skip', kernelChoice: { by: 'pilot', worlds: 256 } });
    expect(large).toMatchObject({ kernel: 'lanes', family: 'per-arc', kernelChoice: { by: 'pilot' } });
  });

  it('does not ask how many threads there are', async () => {
    for (const graph of [sparse, dense]) expect(await run(graph, { threads: 3 })).toEqual(await run(graph));
  });

  it('may be overruled, and then the result says so', async () => {
    expect(only(await run(sparse, { kernel: { name: 'lanes', isPlain: false } }))).toMatchObject({
      kernel: 'lanes',
      kernelChoice: { by: 'option' },
    });
  });
});

describe.each(['lanes', 'skip'] as const)('the kernel %s', (name) => {
  it('gives the same results with WebAssembly and without, on one thread and on two', async () => {
    for (const graph of [sparse, dense]) {
      const results = await run(graph, { kernel: { name, isPlain: false } });
      expect(await run(graph, { kernel: { name, isPlain: true } })).toEqual(results);
      expect(await run(graph, { kernel: { name, isPlain: false }, threads: 2 })).toEqual(results);
      expect(withoutChoice(results)).not.toEqual(
        withoutChoice(await run(graph, { kernel: { name, isPlain: false }, seed: 4 })),
      );
    }
  });

  it('tells each world alone as it was in the run', async () => {
    const worlds = 64;
    const kernel = { name, isPlain: true } as const;
    const { total } = only(await run(dense, { kernel, worlds })).blastRadius;
    const sizes = Array.from(
      { length: worlds },
      (_, world) => tellRawWorld(dense, { ...question, kernel }, world)[0]?.size,
    );
    const histogram = [...new Set(sizes)].map((size) => [size, sizes.filter((one) => one === size).length]);
    expect(histogram.sort((a, b) => (a[0] as number) - (b[0] as number))).toEqual(total.histogram);
  });
});

describe('the two families', () => {
  it('agree on the mean within 4 standard errors', async () => {
    for (const graph of [sparse, dense]) {
      const [lanes, skip] = await Promise.all(
        (['lanes', 'skip'] as const).map((name) => run(graph, { worlds: 20_000, kernel: { name, isPlain: false } })),
      );
      const [a, b] = [only(lanes as Results).blastRadius.total, only(skip as Results).blastRadius.total];
      const error = Math.sqrt((a.sd ** 2 + b.sd ** 2) / 20_000);
      expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * error);
    }
  });
});

describe('the final set of SIR in one pass', () => {
  it('has the mean and the reach of the stepped model within 4 standard errors', async () => {
    const sir = { model: 'sir', worlds: 5_000, settings: { ...defaultSettings, horizonRounds: 10_000 } } as const;
    const [lanes, once] = await Promise.all(
      (['lanes', 'one-pass'] as const).map((name) => run(sparse, { ...sir, kernel: { name, isPlain: false } })),
    );
    const [a, b] = [only(lanes as Results).blastRadius.total, only(once as Results).blastRadius.total];
    expect(Math.abs(a.mean - b.mean)).toBeLessThan(4 * Math.sqrt((a.sd ** 2 + b.sd ** 2) / 5_000));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../src/base/random.ts';
import { compileRaw, prepareRawGraph, probabilityOf } from '../../src/compile/raw-graph.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import { meanBase } from '../../src/engine/bounds.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { readText } from './read-raw-text.ts';

const prepared = async (text: string) => prepareRawGraph((await readText(text)).graph);

describe('a raw graph', () => {
  it('compiles to arcs of its probabilities that are always exercised, without layers', async () => {
    const compiled = compileRaw('raw', await prepared('a b 0.2\na b 0.7\nb c 0.001'), 'agentic', [0], defaultSettings);
    expect([...meanBase(compiled)]).toEqual([0.7, 0.2, 0.001]);
    expect([...compiled.components.layer]).toEqual([0, 0, 0]);
    // Exercised always and tried for ever: agentic reaches what independent cascade does.
    const tally = (model: 'agentic' | 'independent-cascade') =>
      runShard({ ...compiled, model }, seedOf(4), { fromWorld: 0, toWorld: 3200 }).reached;
    expect(tally('agentic')).toEqual(tally('independent-cascade'));
  });

  it('with a random entry: parallel arcs of 0.2 and 0.7 pass with 1 - 0.8 x 0.3, from a third of the worlds', async () => {
    const worlds = 100_000;
    const graph = await prepared('a b 0.2\na b 0.7\nc c 1');
    const compiled = compileRaw('raw', graph, 'independent-cascade', 'random', defaultSettings);
    const tally = runShard(compiled, seedOf(4), { fromWorld: 0, toWorld: worlds });
    expect(tally.sizes[0]).toBe(2);
    const share = (size: number): number => (tally.histograms.reached[0]?.[size] as number) / worlds;
    expect(share(1)).toBeWithinStandardErrors(0.76 / 3, { worlds, errors: 4 });
    expect((tally.reached[2] as number) / worlds).toBeWithinStandardErrors(1 / 3, { worlds, errors: 4 });
  });
});

describe('the probability of a chance', () => {
  it('is what was written, up to nine digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (digits) => {
        const written = digits / 1e9;
        // Or the reciprocal of a whole number that lies as near as chances can tell.
        const read = probabilityOf(chanceOf(written));
        expect(
          read === written || (Number.isInteger(Math.round(1 / read)) && Math.abs(read - written) < 2 ** -32),
        ).toBe(true);
      }),
    );
    for (const written of [1, 0.2, 0.1, 0.05, 0.001, 0.123456789])
      expect(probabilityOf(chanceOf(written))).toBe(written);
  });

  it('is a reciprocal if it was one, and always has that chance', () => {
    for (const parts of [3, 7, 1021, 65_535]) expect(probabilityOf(chanceOf(1 / parts))).toBe(1 / parts);
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), (chance) => {
        expect(chanceOf(probabilityOf(chance))).toBe(chance);
      }),
    );
  });
});

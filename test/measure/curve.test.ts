import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandsOf, curveOf, reachByRound } from '../../src/measure/curve.ts';
import { tallyOf } from './sample-tally.ts';

const system = { layers: [1, 7, 7, 2], valuesThousandths: [1000, 1000, 1000, 1000] };
const world = fc.record({
  reached: fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 4, maxLength: 4 }),
});

describe('the curve over rounds', () => {
  it('is the mean, the bands and the shares that the worlds have at the end of each round', () => {
    fc.assert(
      fc.property(fc.array(world, { minLength: 1, maxLength: 50 }), (worlds) => {
        const tally = tallyOf(system, worlds);
        const curve = curveOf(tally, 0);
        const [bands, shares] = [bandsOf(tally), reachByRound(tally)];
        expect([bands.length, shares.length, shares[0]!.length]).toEqual([curve.length, 4, curve.length]);
        for (const round of curve.keys()) {
          const isReached = (r: number | null): boolean => r !== null && r <= round;
          const sizes = worlds.map(({ reached }) => reached.filter(isReached).length).sort((a, b) => a - b);
          expect(curve[round]).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / worlds.length, 12);
          expect(bands[round]).toEqual(
            [0.025, 0.1, 0.25, 0.75, 0.9, 0.975].map((q) => sizes[Math.ceil(q * worlds.length - 1e-9) - 1]),
          );
          for (const c of [0, 1, 2, 3]) {
            const share = worlds.filter(({ reached }) => isReached(reached[c]!)).length / worlds.length;
            expect(shares[c]![round]).toBeCloseTo(Math.round(share * 10_000) / 10_000, 12);
          }
        }
        const byLayer = [1, 2, 7].map((layer) => curveOf(tally, layer));
        expect(byLayer.map(({ length }) => length)).toEqual([curve.length, curve.length, curve.length]);
        expect(byLayer.reduce((sum, layer) => sum + layer.at(-1)!, 0)).toBeCloseTo(curve.at(-1)!, 12);
      }),
    );
  });

  it('is flat at 0 when nothing ever happens', () => {
    const tally = tallyOf(system, [{ reached: [null, null, null, null] }]);
    expect([curveOf(tally, 0), bandsOf(tally)]).toEqual([[0], [[0, 0, 0, 0, 0, 0]]]);
  });

  it('is left out where a large graph was not followed', () => {
    const tally = { ...tallyOf(system, []), changes: null, reachedAt: null };
    expect([bandsOf(tally), reachByRound(tally)]).toEqual([[], []]);
  });
});

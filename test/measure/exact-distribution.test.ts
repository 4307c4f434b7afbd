import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import { certainBlastRadius, type ExactScope, exactBlastRadius } from '../../src/measure/exact-distribution.ts';
import { tallyOfSizes } from './sample-tally.ts';

const binomial8 = [
  0.05764801, 0.19765032, 0.29647548, 0.25412184, 0.1361367, 0.04667544, 0.01000188, 0.00122472, 0.00006561,
];
const scope = (chances: readonly number[]): ExactScope => ({
  size: chances.length - 1,
  chances,
  impact: 7,
  disabled: 0.5,
  disclosed: 0.25,
  affected: 3,
  born: 0,
  dwell: 4,
  extinct: 0,
  medianRound: 2,
});

describe('an exact blast radius', () => {
  it('has the closed forms of Binomial(8, 0.3), atom split included', () => {
    const found = exactBlastRadius(scope(binomial8));
    expect([found.p50, found.p95, found.max]).toEqual([2, 5, 8]);
    expect(found.mean).toBeCloseTo(2.4, 10);
    expect(found.sd).toBeCloseTo(Math.sqrt(1.68), 10);
    expect(found.cvar95).toBeCloseTo(5.252963, 6);
    expect(found.touched).toBeCloseTo(1 - 0.7 ** 8, 10);
    expect(found.untouched).toBeCloseTo(0.7 ** 8, 10);
  });

  it('has points for intervals and probabilities for a histogram', () => {
    const found = exactBlastRadius(scope([0.5, 0, 0.5]));
    expect([found.ci95, found.p95ci95, found.touchedCi95, found.impact.ci95]).toEqual([
      [1, 1],
      [2, 2],
      [0.5, 0.5],
      [7, 7],
    ]);
    expect(found.histogram).toEqual([
      [0, 0.5],
      [2, 0.5],
    ]);
    expect([found.outbreak, found.outbreakMean, found.belief95, found.variance.chance]).toEqual([0.5, 2, null, null]);
  });

  it('takes a quantile at a sum of probabilities that rounding left just below it', () => {
    expect(exactBlastRadius(scope([...new Array(19).fill(0.05), 0.05])).p95).toBe(18);
  });

  it('agrees with worlds in the same proportions', () => {
    const chances = [0.25, 0.125, 0, 0.5, 0.125];
    const worlds = chances.flatMap((p, size) => new Array(p * 800).fill(size));
    const [exact, counted] = [exactBlastRadius(scope(chances)), blastRadius(tallyOfSizes(4, worlds), 0)];
    for (const field of ['mean', 'p50', 'p95', 'cvar95', 'max', 'touched', 'outbreak', 'outbreakMean'] as const) {
      expect([field, exact[field]]).toEqual([field, counted[field]]);
    }
  });

  it('turns the one world of a certain model into a certain answer', () => {
    const found = certainBlastRadius(tallyOfSizes(10, [4]), 0);
    expect([found.mean, found.ci95, found.p95ci95, found.touchedCi95]).toEqual([4, [4, 4], [4, 4], [1, 1]]);
    expect([found.impact, found.histogram, found.firstHit]).toEqual([
      { mean: 4, ci95: [4, 4] },
      [[4, 1]],
      { p: 1, medianRound: 1 },
    ]);
    expect(certainBlastRadius(tallyOfSizes(10, [4]), 3)).toMatchObject({
      size: 0,
      mean: 0,
      ci95: [0, 0],
      fraction: null,
    });
  });
});

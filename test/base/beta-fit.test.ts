import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../src/base/beta.ts';
import { fitBeta } from '../../src/base/beta-fit.ts';

const width = ({ a, b }: { a: number; b: number }): number => betaQuantile(0.95, a, b) - betaQuantile(0.05, a, b);

describe('fitting a Beta to a mean and a 5-95 % range', () => {
  it('finds again the distribution that mean and range were taken from', () => {
    const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const [low, high] = [betaQuantile(0.05, a, b), betaQuantile(0.95, a, b)];
        const mean = a / (a + b);
        fc.pre(mean > 0.06 && mean < 0.94);
        const fitted = fitBeta(mean, low, high);
        expect(fitted!.a / a).toBeCloseTo(1, 7);
        expect(fitted!.b / b).toBeCloseTo(1, 7);
      }),
    );
  });

  it.each([
    [0.3, 0.16, 0.8],
    [0.05, 0.01, 0.2],
    [0.95, 0.8, 1],
    [0.5, 0.4999, 0.5001],
    [0.001, 0.0001, 0.003],
  ])('keeps the mean %d and the width of %d to %d', (mean, low, high) => {
    const fitted = fitBeta(mean, low, high)!;
    expect(fitted.a / (fitted.a + fitted.b)).toBeCloseTo(mean, 14);
    expect(width(fitted) / (high - low)).toBeCloseTo(1, 7);
  });

  it('takes the widest distribution when no Beta of the mean is as wide', () => {
    const fitted = fitBeta(0.01, 0, 0.3)!;
    expect(width(fitted)).toBeGreaterThan(0.06);
    for (const factor of [0.8, 1.25]) {
      expect(width({ a: fitted.a * factor, b: fitted.b * factor })).toBeLessThan(width(fitted));
    }
  });

  it('is a point when there is nothing to spread', () => {
    expect([fitBeta(0, 0, 0.1), fitBeta(1, 0.9, 1), fitBeta(0.3, 0.3, 0.3)]).toEqual([null, null, null]);
  });
});

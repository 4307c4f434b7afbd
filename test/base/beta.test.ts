import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCumulative, betaQuantile, betaQuantileLogit } from '../../src/base/beta.ts';

const shape = fc.double({ min: -2, max: 4, noNaN: true }).map((power) => 10 ** power);
const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('Beta quantiles', () => {
  // Newton's method on the incomplete beta function with 40 digits (mpmath).
  it.each([
    [0.05, 2, 5, 0.06284989170835438],
    [0.975, 0.5, 0.5, 0.998458666866564],
    [0.25, 0.05, 0.95, 9.875267916845895e-13],
    [1e-9, 3, 40, 4.43479774800548e-5],
    [0.95, 46, 6, 0.9475054982889025],
    [0.5, 1000, 2000, 0.3332962917247511],
    [0.025, 1e6, 1e6, 0.49930704833394945],
    [0.999, 0.4, 300, 0.016684732623280442],
    [0.6, 30, 0.2, 0.9997730237906616],
  ])('put share %d of Beta(%d, %d) below %d', (u, a, b, wanted) => {
    expect(Math.abs(betaQuantile(u, a, b) - wanted)).toBeLessThan(1e-12 * Math.max(wanted, 1e-3));
  });

  it('have closed forms where one shape is 1, and for the arcsine law', () => {
    fc.assert(
      fc.property(share, shape, (u, a) => {
        expect(betaQuantile(u, a, 1)).toBeCloseTo(u ** (1 / a), 11);
        expect(betaQuantile(u, 1, a)).toBeCloseTo(-Math.expm1(Math.log1p(-u) / a), 11);
        expect(betaQuantile(u, 0.5, 0.5)).toBeCloseTo(Math.sin((Math.PI * u) / 2) ** 2, 11);
      }),
    );
  });

  it('undo the distribution function', () => {
    fc.assert(
      fc.property(share, shape, shape, (u, a, b) => {
        const x = betaQuantile(u, a, b);
        fc.pre(x > 1e-12 && x < 1 - 1e-6);
        expect(Math.abs(betaCumulative(x, a, b) - u)).toBeLessThan(1e-9);
      }),
    );
  });

  it('are mirrored when the shapes are swapped, and keep their digits next to 1', () => {
    fc.assert(
      fc.property(share, shape, shape, (u, a, b) => {
        expect(betaQuantileLogit(u, a, b)).toBeCloseTo(-betaQuantileLogit(1 - u, b, a), 5);
      }),
    );
    expect(betaQuantileLogit(0.25, 0.95, 0.05)).toBeGreaterThan(0);
    expect(betaQuantileLogit(0.75, 0.95, 0.05)).toBeCloseTo(-Math.log(9.875267916845895e-13), 9);
  });

  it('rise with the share', () => {
    fc.assert(
      fc.property(share, share, shape, shape, (u, v, a, b) => {
        fc.pre(Math.abs(u - v) > 1e-9);
        expect(betaQuantile(Math.min(u, v), a, b)).toBeLessThanOrEqual(betaQuantile(Math.max(u, v), a, b));
      }),
    );
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });
});

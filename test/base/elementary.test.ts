import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, lnGamma, lnOnePlus } from '../../src/base/elementary.ts';

const relative = (found: number, wanted: number): number =>
  found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);

describe('our own elementary functions', () => {
  it('give the logarithm to the last digits over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
        expect(relative(ln(x), Math.log(x))).toBeLessThan(1e-15);
      }),
    );
    expect([ln(0), ln(1), ln(-1)]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.NaN]);
  });

  it('keep the digits of the logarithm next to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.9, max: 3, noNaN: true }), (x) => {
        fc.pre(Math.abs(x) > 1e-300);
        expect(relative(lnOnePlus(x), Math.log1p(x))).toBeLessThan(2e-15);
      }),
    );
    expect(lnOnePlus(1e-18)).toBe(1e-18);
  });

  it('give the exponential to the last digits, with overflow and underflow', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => {
        expect(relative(exp(x), Math.exp(x))).toBeLessThan(1e-15);
      }),
    );
    expect([exp(0), exp(710), exp(-746)]).toEqual([1, Number.POSITIVE_INFINITY, 0]);
  });

  it('do not depend on the engine: the bits are fixed', () => {
    expect([ln(7), exp(0.3), lnOnePlus(0.3), lnGamma(3.7)]).toEqual([
      1.9459101490553132, 1.3498588075760032, 0.26236426446749106, 1.428072326665387,
    ]);
  });

  // 40 digits with mpmath, rounded.
  it.each([
    [1e-3, 6.907178885383853],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1, 0],
    [2, 0],
    [3.7, 1.4280723266653879],
    [25, 54.78472939811232],
    [1e5, 1051287.7089736569],
  ])('give ln gamma(%d)', (x, wanted) => {
    expect(Math.abs(lnGamma(x) - wanted)).toBeLessThan(5e-15 * Math.max(1, Math.abs(wanted)));
  });
});

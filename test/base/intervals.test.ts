import { describe, expect, it } from 'vitest';
import { binomialCumulative, binomialQuantile } from '../../src/base/binomial.ts';
import { clopperPearson, normalInterval, quantileRanks, studentInterval, wilson } from '../../src/base/intervals.ts';
import { normalDeviate, normalQuantile } from '../../src/base/normal.ts';
import { studentDeviate } from '../../src/base/student.ts';

const expectBounds = (found: readonly number[], wanted: readonly number[], digits = 8): void => {
  for (const [end, value] of wanted.entries()) expect(found[end]).toBeCloseTo(value, digits);
};

describe('intervals', () => {
  // Published cases: 8 of 10, 0 of 30, 153 of 180 and 21 of 36.
  it.each([
    [8, 10, 0.49016247, 0.94331785],
    [0, 30, 0, 0.11351339],
    [153, 180, 0.79055537, 0.89481778],
    [21, 36, 0.42200252, 0.72859438],
  ])('of Wilson for %d of %d', (count, trials, low, high) => {
    expectBounds(wilson(count / trials, trials), [low, high]);
  });

  it('of Wilson mirror each other and end exactly at 0 and 1', () => {
    const [low, high] = wilson(0.2, 17.5);
    expectBounds(wilson(0.8, 17.5), [1 - high, 1 - low], 15);
    expect([wilson(0, 1000)[0], wilson(1, 1000)[1]]).toEqual([0, 1]);
    expect(wilson(0.3, 0)).toEqual([0, 1]);
  });

  it('of Clopper and Pearson for 8 of 10 and 0 of 30', () => {
    expectBounds(clopperPearson(8, 10), [0.44390454, 0.97478927]);
    expectBounds(clopperPearson(0, 30), [0, 0.11570331]);
  });

  it('of the normal and of Student have the tabled deviates', () => {
    expectBounds(normalInterval(10, 2), [10 - 1.959963984540054 * 2, 10 + 1.959963984540054 * 2], 12);
    expectBounds(studentInterval(5, 3, 9), [5 - 2.306004135204166, 5 + 2.306004135204166], 10);
    expect(normalDeviate(0.99)).toBeCloseTo(2.575829303548901, 12);
  });

  // 40 digits with mpmath.
  it.each([
    [0.975, 1.9599639845400543],
    [0.5, 0],
    [0.9, 1.2815515655446006],
    [1e-4, -3.7190164854556804],
    [1e-12, -7.034483825301132],
    [0.3, -0.5244005127080408],
  ])('have the normal quantile of %d', (p, wanted) => {
    expect(normalQuantile(p)).toBeCloseTo(wanted, 13);
  });

  it.each([
    [1, 12.706204736174694],
    [1.5, 6.016663104427929],
    [2, 4.302652729749462],
    [10, 2.228138851986274],
    [312, 1.9675964973877695],
    [9999, 1.960201263621357],
    [1e6, 1.959966356814107],
  ])('have the Student deviate for %d degrees of freedom', (df, wanted) => {
    expect(studentDeviate(0.95, df) / wanted).toBeCloseTo(1, 9);
  });

  it('keep the Student deviate far out in the tail', () => {
    expect(studentDeviate(0.999975, 9)).toBeCloseTo(7.878832460099199, 8);
    expect(studentDeviate(1 - 1e-9, 2)).toBeCloseTo(Math.sqrt(2 / (1e-9 * (2 - 1e-9))) * (1 - 1e-9), 1);
  });
});

describe('binomial counts', () => {
  it('add up as the terms do', () => {
    let sum = 0;
    let term = 0.7 ** 8;
    for (let k = 0; k <= 8; k++) {
      sum += term;
      expect(binomialCumulative(k, 8, 0.3)).toBeCloseTo(sum, 12);
      term *= ((8 - k) / (k + 1)) * (0.3 / 0.7);
    }
    expect(binomialQuantile(0.95, 8, 0.3)).toBe(5);
  });

  it('give the order statistics around the median of 10 and 100, and the 95th percentile of 10,000', () => {
    expect(quantileRanks(0.5, 10)).toEqual([2, 9]);
    expect(quantileRanks(0.5, 100)).toEqual([40, 61]);
    expect(quantileRanks(0.95, 10_000)).toEqual([9457, 9543]);
  });

  it('say that few values do not bound a quantile', () => {
    expect(quantileRanks(0.5, 1)).toEqual([0, 2]);
    expect(quantileRanks(0.95, 20)).toEqual([17, 21]);
  });
});

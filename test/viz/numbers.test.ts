import { describe, expect, it } from 'vitest';
import { fixed, joined, meanText, percent, percentRange, plural, rangeText, thousands } from '../../viz/numbers.ts';

describe('numbers', () => {
  it('never say 0 or 100 percent unless it is exact', () => {
    const shares = [0, 1e-6, 0.0049, 0.005, 0.5, 0.9949, 0.995, 0.99999, 1];
    expect(shares.map(percent)).toEqual(['0%', '<1%', '<1%', '1%', '50%', '99%', '>99%', '>99%', '100%']);
  });

  it('give a mean the decimals that its interval earns', () => {
    expect(meanText({ mean: 1.5678, ci95: [1.54, 1.59] })).toBe('1.57');
    expect(meanText({ mean: 13.37, ci95: [12.9, 13.8] })).toBe('13.4');
    expect(meanText({ mean: 120.4, ci95: [110, 130] })).toBe('120');
    expect(rangeText([1.541, 1.594])).toBe('1.54 – 1.59');
  });

  it('write a minus as one, and no minus zero', () => {
    expect([fixed(-1.5, 2), fixed(-0.001, 2), fixed(0, 1)]).toEqual(['\u22121.50', '0.00', '0.0']);
  });

  it('read like a sentence', () => {
    expect([plural(1, 'world'), plural(5000, 'world'), thousands(1234567), thousands(999)]).toEqual([
      '1 world',
      '5,000 worlds',
      '1,234,567',
      '999',
    ]);
    expect([joined([]), joined(['a']), joined(['a', 'b', 'c'], 'or')]).toEqual(['', 'a', 'a, b or c']);
    expect(percentRange([0.654, 0.68])).toBe('65.4 – 68.0');
  });
});

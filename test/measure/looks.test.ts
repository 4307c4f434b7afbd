import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import { looks, preciseEnough } from '../../src/measure/looks.ts';
import { tallyOfSizes } from './sample-tally.ts';

describe('looking for precision', () => {
  it('stops at 1,024 times powers of 1.25, rounded up to multiples of 1,024, and at the end', () => {
    expect(looks(10_000)).toEqual([1024, 2048, 3072, 4096, 5120, 6144, 8192, 10_000]);
    expect([looks(500), looks(1024), looks(1025), looks(0)]).toEqual([[500], [1024], [1024, 1025], []]);
  });

  it('never asks for different looks because more worlds are planned', () => {
    const long = looks(1_000_000);
    for (const worlds of [5000, 40_000, 123_456])
      expect(long.slice(0, looks(worlds).length - 1)).toEqual(looks(worlds).slice(0, -1));
  });

  it('measures the half width of the fraction', () => {
    const tally = tallyOfSizes(10, [...new Array(512).fill(0), ...new Array(512).fill(8)]);
    const [low, high] = blastRadius(tally, 0).ci95;
    const halfWidth = (high - low) / 20;
    expect(preciseEnough(tally, halfWidth + 1e-9, 'total')).toBe(true);
    expect(preciseEnough(tally, halfWidth - 1e-9, 'total')).toBe(false);
    expect(preciseEnough(tally, halfWidth + 1e-9, 'layers')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/base/intervals.ts';
import { effectiveWorlds } from '../../viz/effective-worlds.ts';

describe('effective worlds of a share with its interval', () => {
  it('are those from which the interval was made', () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 20, max: 100_000 }), (p, worlds) => {
        expect(effectiveWorlds(p, wilson(p, worlds), 1e6) / worlds).toBeCloseTo(1, 5);
      }),
    );
  });

  it('are never more than were run, nor fewer where the interval is a point', () => {
    expect(effectiveWorlds(0.4, wilson(0.4, 5000), 3000)).toBe(3000);
    expect(effectiveWorlds(0.4, [0.4, 0.4], 3000)).toBe(3000);
    expect(effectiveWorlds(0, [0, 1], 3000)).toBe(3000);
  });
});

import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/base/intervals.ts';
import { certainReach, reachProbabilities, reachProbability } from '../../src/measure/reach-probability.ts';
import { tallyOf, worldsOfSizes } from './sample-tally.ts';

const sizes = Array.from({ length: 320 }, (_, w) => w % 4);
const { system, worlds } = worldsOfSizes(3, sizes);

describe('reach probability', () => {
  it('is the share of worlds, with its Wilson interval', () => {
    const tally = tallyOf(system, worlds);
    expect(reachProbability(tally, [0])).toEqual({ p: 0.75, ci95: wilson(0.75, 320) });
    expect(reachProbability(tally, [2], 0.99)).toEqual({ p: 0.25, ci95: wilson(0.25, 320, 0.99) });
  });

  it('is the mean over replicas, as sure as one of them', () => {
    const { p, ci95 } = reachProbability(tallyOf(system, worlds), [0, 1, 2]);
    expect(p).toBe(0.5);
    expect(ci95).toEqual(wilson(0.5, 320));
  });

  it('counts fewer worlds when those of a block fall together', () => {
    const together = worldsOfSizes(
      3,
      Array.from({ length: 320 }, (_, w) => (Math.floor(w / 32) % 2 === 0 ? 1 : 0)),
    );
    const { p, ci95 } = reachProbability(tallyOf(together.system, together.worlds, true), [0]);
    // s^2 = 0.25 * 320 / 319; MSB = 32 * 0.25 * 10 / 9; N s^2 / MSB
    expect(ci95[0]).toBeCloseTo(wilson(p, (320 * 0.25 * (320 / 319)) / (32 * 0.25 * (10 / 9)))[0], 12);
    expect(ci95[0]).toBeLessThan(0.25);
  });

  it('lists components by id and marks the entry points', () => {
    const replicas = new Map([
      ['b', [1]],
      ['a', [0, 2]],
      ['B', [2]],
    ]);
    const rows = reachProbabilities(tallyOf(system, worlds), replicas, new Set(['a']));
    expect(rows.map(({ id, p, entry }) => [id, p, entry])).toEqual([
      ['B', 0.25, undefined],
      ['a', 0.5, true],
      ['b', 0.5, undefined],
    ]);
    expect(Object.hasOwn(rows[0]!, 'entry')).toBe(false);
  });

  it('is certain for an entry point, and for the one world of a certain model', () => {
    const one = tallyOf(system, [{ reached: [0, 1, null] }]);
    const replicas = new Map([
      ['entry', [0]],
      ['pair', [1, 2]],
    ]);
    expect(reachProbabilities(one, replicas, new Set(['entry']))[0]).toEqual({
      id: 'entry',
      p: 1,
      ci95: [1, 1],
      entry: true,
    });
    expect(certainReach(one, replicas, new Set()).map(({ ci95 }) => ci95)).toEqual([
      [1, 1],
      [0.5, 0.5],
    ]);
  });
});

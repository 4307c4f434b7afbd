import { describe, expect, it } from 'vitest';
import { type Watchable, witnessedBudget } from '../../src/measure/witnessed-budget.ts';

const small: Watchable = { components: 15, arcs: 45, rounds: 51, worlds: 10_016 };
const large: Watchable = { components: 1_200, arcs: 7_000, rounds: 51, worlds: 10_016 };
const visits = (scenarios: readonly Watchable[]): number =>
  witnessedBudget(scenarios).reduce((sum, worlds, i) => {
    const { components, arcs, rounds } = scenarios[i] as Watchable;
    return sum + (worlds / 32) * (components + arcs) * rounds;
  }, 0);

describe('the worlds that are watched', () => {
  it('are 2,048 of each scenario of a small system, and all where there are fewer', () => {
    expect(witnessedBudget(new Array(6).fill(small))).toEqual(new Array(6).fill(2048));
    expect(witnessedBudget([{ ...small, worlds: 100 }, small])).toEqual([100, 2048]);
  });

  it('are fewer in a larger system, in whole blocks, and never fewer than 256', () => {
    const medium = { ...small, components: 400, arcs: 3_000 };
    const [worlds] = witnessedBudget(new Array(4).fill(medium)) as [number];
    expect(worlds % 32).toBe(0);
    expect(worlds).toBeLessThan(2048);
    expect(worlds).toBeGreaterThan(256);
    expect(witnessedBudget(new Array(20).fill(large))).toEqual(new Array(20).fill(256));
  });

  it('are none of the last where there are too many scenarios, and some of the first however large it is', () => {
    const many = witnessedBudget(new Array(1000).fill(small));
    expect(many.filter((worlds) => worlds > 0)).toHaveLength(200);
    expect(Math.min(...many.slice(0, 200))).toBeGreaterThanOrEqual(256);
    const [first, ...others] = witnessedBudget(new Array<Watchable>(100).fill(large)) as [number, ...number[]];
    expect(first).toBe(256);
    expect(others.lastIndexOf(256)).toBeLessThan(others.indexOf(0));
    expect(witnessedBudget([{ ...large, arcs: 1e9 }])).toEqual([256]);
  });

  it('cost a bounded number of looks at components and arcs', () => {
    expect(visits(new Array(6).fill(small))).toBeLessThan(16e6);
    expect(visits(new Array(500).fill(large))).toBeLessThan(100e6);
    expect(witnessedBudget([])).toEqual([]);
  });
});

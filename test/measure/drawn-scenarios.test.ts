import { describe, expect, it } from 'vitest';
import { cellsOf, type Drawable, drawnScenarios } from '../../src/measure/drawn-scenarios.ts';

const scenario = (mean: number, cells: number, isBaseline = true): Drawable => ({ mean, cells, isBaseline });
const drawn = (scenarios: readonly Drawable[]): number[] => [...drawnScenarios(scenarios)].sort((a, b) => a - b);

describe('the scenarios whose pictures are kept', () => {
  it('are all of a suite of ordinary size', () => {
    const cells = cellsOf(20, 51, 60);
    expect(drawn(Array.from({ length: 100 }, (_, i) => scenario(i, cells)))).toHaveLength(100);
  });

  it('are the first and the worst of a suite that is too large, in the room that there is', () => {
    const large = [3, 9, 1, 8, 7, 2].map((mean) => scenario(mean, 400_000));
    expect(drawn(large)).toEqual([0, 1, 3]);
  });

  it('are those of the system as it is before those with a control off', () => {
    const variants = [scenario(1, 500_000), scenario(9, 500_000, false), scenario(5, 500_000), scenario(6, 500_000)];
    expect(drawn(variants)).toEqual([0, 2, 3]);
  });

  it('are never none: the first and the worst, however large', () => {
    expect(drawn([scenario(1, 1e9), scenario(2, 1e9), scenario(3, 1e9)])).toEqual([0, 2]);
    expect(drawn([])).toEqual([]);
  });
});

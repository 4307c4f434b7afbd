import { describe, expect, it } from 'vitest';
import { cases, coverageOf } from '../../bench/interval-coverage.ts';

const SEEDS = 150;
/** 0.95 less, and plus, four standard errors of a share over so many seeds. */
const SLACK = 4 * Math.sqrt((0.95 * 0.05) / SEEDS);

describe('intervals over many seeds', () => {
  it.each(cases.map((system) => [system.name, system] as const))('hold the exact value: %s', (_name, system) => {
    const coverage = coverageOf({ ...system, worlds: system.kind === 'rare' ? 4096 : 2048 }, SEEDS);
    for (const share of Object.values(coverage)) expect(share).toBeGreaterThan(0.95 - SLACK);
  });

  it('do not hold what is not true', () => {
    const [system] = cases;
    const shifted = { ...system!, worlds: 2048, chances: [...system!.chances].reverse() };
    const truth = { ...shifted, chancesGiven: () => system!.chances };
    expect(coverageOf(truth, 10).mean).toBe(0);
  });
});

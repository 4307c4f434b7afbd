import { describe, expect, it } from 'vitest';
import { type Case, cases, coverageOf } from '../../bench/interval-coverage.ts';

const SEEDS = 150;
/** Four standard errors of a share of 0.95 over so many seeds. */
const SLACK = 4 * Math.sqrt((0.95 * 0.05) / SEEDS);

describe('intervals over many seeds', () => {
  it.each(cases.map((system) => [system.name, system] as const))('hold the exact value: %s', (_name, system) => {
    const coverage = coverageOf(system, SEEDS, system.kind === 'rare' ? 4096 : 2048);
    for (const share of Object.values(coverage)) expect(share).toBeGreaterThan(0.95 - SLACK);
  });

  it('do not hold what is not true', () => {
    const [leaves, outbreaks] = cases as readonly [Case, Case];
    expect(coverageOf({ ...leaves, exact: outbreaks.exact }, 10, 2048)).toEqual({
      mean: 0,
      touched: 0,
      p50: 0,
      p95: 0,
      cvar95: 0,
    });
  });
});

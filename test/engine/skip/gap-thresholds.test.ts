import { describe, expect, it } from 'vitest';
import { chanceOf } from '../../../src/base/random.ts';
import { gapThresholds, MOST_GAPS, mostGaps } from '../../../src/engine/skip/gap-thresholds.ts';

const chances = [0, 1, 2 ** 21 - 1, 2 ** 31, 0xfffffffe, ...[0.0001, 0.001, 0.05, 0.1, 0.3, 0.5, 0.93].map(chanceOf)];

/** round((1 - p)^k 2^32), halves up, with nothing cut off on the way. */
function exact(chance: number, gaps: number): number {
  const failing = 2n ** 32n - 1n - BigInt(chance);
  const unit = 2n ** (32n * BigInt(gaps));
  return Number((2n * 2n ** 32n * failing ** BigInt(gaps) + unit) / (2n * unit));
}

describe.each(chances)('the table of gaps for chance %i', (chance) => {
  const table = gapThresholds(chance);
  const most = mostGaps(table);

  it('has the powers of 1 - p, exactly rounded', () => {
    const asked = most < 100 ? Array.from({ length: most }, (_, k) => k + 1) : [1, 2, 3, 4, 100, 999, most - 1, most];
    for (const k of asked.filter((gaps) => gaps >= 1 && gaps <= most)) expect(table[k]).toBe(exact(chance, k));
  });

  it('ends where fewer than 1 in 16 go on, or after 4096 entries, and not before', () => {
    const last = table[most] as number;
    if (most < MOST_GAPS) expect(last).toBeLessThan(2 ** 28);
    if (most > 1) expect(table[most - 1]).toBeGreaterThanOrEqual(2 ** 28);
    expect(table[most + 1]).toBe(0);
  });
});

it('has one entry for what always passes: no word is below it', () => {
  expect([...gapThresholds(0xffffffff)]).toEqual([0xffffffff, 0, 0]);
});

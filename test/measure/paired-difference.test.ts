import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/engine/tally.ts';
import { pairedDifference, type WorldSizes } from '../../src/measure/paired-difference.ts';

const MOST = 20;

/** Worlds of a system with layer 7 alone. */
const worldsOf = (sizes: readonly number[], isUncertain = false): WorldSizes => ({
  sizes: sizes.flatMap((size) => Array.from({ length: SCOPES }, (_, scope) => (scope === 0 || scope === 7 ? size : 0))),
  most: Array.from({ length: SCOPES }, (_, scope) => (scope === 0 || scope === 7 ? MOST : 0)),
  isUncertain,
});

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const sdOf = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - meanOf(values)) ** 2, 0) / (values.length - 1));

const sizes = (worlds: number) => fc.array(fc.nat(MOST), { minLength: worlds, maxLength: worlds });

describe('the difference between two scenarios', () => {
  it('is the mean of the differences world by world, ± 1.96 standard errors of it', () => {
    fc.assert(
      fc.property(sizes(320), sizes(320), (variant, baseline) => {
        const differences = variant.map((size, world) => size - (baseline[world] as number));
        const whole = { mean: meanOf(variant) - meanOf(baseline), worlds: 320 };
        const { mean, ci95 } = pairedDifference(worldsOf(variant), worldsOf(baseline), 7, whole);
        const reach = (1.959963985 * sdOf(differences)) / Math.sqrt(320);
        expect(mean).toBeCloseTo(meanOf(differences), 12);
        expect(ci95[0]).toBeCloseTo(mean - reach, 6);
        expect(ci95[1]).toBeCloseTo(mean + reach, 6);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it('goes by blocks of 32 worlds where inputs are uncertain: t over the differences of block means', () => {
    fc.assert(
      fc.property(sizes(320), sizes(320), (variant, baseline) => {
        const differences = variant.map((size, world) => size - (baseline[world] as number));
        const blocks = Array.from({ length: 10 }, (_, b) => meanOf(differences.slice(b * 32, b * 32 + 32)));
        const whole = { mean: meanOf(variant) - meanOf(baseline), worlds: 320 };
        const { ci95 } = pairedDifference(worldsOf(variant, true), worldsOf(baseline), 0, whole);
        // The 97.5 % point of Student's t with 9 degrees of freedom.
        const reach = (2.262157163 * sdOf(blocks)) / Math.sqrt(10);
        expect((ci95[1] - ci95[0]) / 2).toBeCloseTo(reach, 6);
      }),
      { numRuns: 50, seed: 6 },
    );
  });

  it('is that of all worlds, with the interval that is seen in the first narrowed to their number', () => {
    const variant = Array.from({ length: 256 }, (_, world) => (world * 7) % 19);
    const baseline = Array.from({ length: 256 }, (_, world) => (world * 5) % 17);
    const own = meanOf(variant) - meanOf(baseline);
    const first = pairedDifference(worldsOf(variant), worldsOf(baseline), 0, { mean: own, worlds: 256 });
    const all = pairedDifference(worldsOf(variant), worldsOf(baseline), 0, { mean: own + 0.25, worlds: 4096 });
    expect(all.mean).toBe(own + 0.25);
    expect(all.ci95[1] - all.mean).toBeCloseTo((first.ci95[1] - first.mean) / 4, 9);
    expect(all.mean - all.ci95[0]).toBeCloseTo((first.mean - first.ci95[0]) / 4, 9);
  });

  it('may be a rare event: what a few worlds say has an interval of their share, on both sides', () => {
    const baseline = new Array(1000).fill(10);
    const same = pairedDifference(worldsOf(baseline), worldsOf(baseline), 0, { mean: 0, worlds: 1000 });
    // None of 1,000 worlds differs: up to 0.38 % (Wilson) of them may, by all that there is either way.
    expect(same.ci95[0]).toBeCloseTo(-0.003827 * MOST, 3);
    expect(same.ci95[1]).toBeCloseTo(0.003827 * MOST, 3);
    const few = [...baseline.slice(3), 13, 13, 13];
    const { mean, ci95 } = pairedDifference(worldsOf(few), worldsOf(baseline), 0, { mean: 0.009, worlds: 1000 });
    expect(ci95[0]).toBeLessThan(mean);
    expect(ci95[1]).toBeGreaterThan(0.02);
  });
});

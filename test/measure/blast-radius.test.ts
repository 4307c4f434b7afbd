import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileRanks } from '../../src/base/intervals.ts';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import { inScope, type System, tallyOf, tallyOfSizes, type World } from './sample-tally.ts';

const Z = 1.959963984540054;
const repeat = (size: number, times: number): number[] => new Array(times).fill(size);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const sd = (values: readonly number[]): number =>
  values.length < 2 ? 0 : Math.sqrt(sum(values.map((x) => (x - mean(values)) ** 2)) / (values.length - 1));
const wilson = (p: number, n: number): [number, number] => {
  const reach = Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n * n));
  const [middle, scale] = [p + Z ** 2 / (2 * n), 1 + Z ** 2 / n];
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
};
const sortedQuantile = (values: readonly number[], thousandths: number): number =>
  [...values].sort((a, b) => a - b)[Math.ceil((values.length * thousandths) / 1000) - 1]!;

const expectBounds = (found: readonly number[], wanted: readonly number[], digits = 10): void => {
  for (const [end, value] of wanted.entries()) expect(found[end]).toBeCloseTo(value, digits);
};

const COMPONENTS = 5;
const systems: fc.Arbitrary<System> = fc.record({
  layers: fc.array(fc.constantFrom(1, 2, 7), { minLength: COMPONENTS, maxLength: COMPONENTS }),
  valuesThousandths: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: COMPONENTS, maxLength: COMPONENTS }),
});
const flags = fc.array(fc.boolean(), { minLength: COMPONENTS, maxLength: COMPONENTS });
const world: fc.Arbitrary<World> = fc.record({
  reached: fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: COMPONENTS, maxLength: COMPONENTS }),
  disabled: flags,
  disclosed: flags,
  isExtinct: fc.boolean(),
});

describe('the blast radius of worlds', () => {
  it('is what the definitions say, world by world', () => {
    fc.assert(
      fc.property(
        systems,
        fc.array(world, { minLength: 1, maxLength: 70 }),
        fc.constantFrom(0, 1, 2, 7),
        (system, worlds, scope) => {
          const members = inScope(system, scope);
          const xs = worlds.map(({ reached }) => members.filter((c) => reached[c] !== null).length);
          const touched = xs.filter((x) => x > 0);
          const outbreaks = xs.filter((x) => x > Math.max(1, members.length / 10));
          const q = sortedQuantile(xs, 950);
          const impacts = worlds.map(({ reached }) =>
            sum(members.map((c) => (reached[c] === null ? 0 : system.valuesThousandths[c]! / 1000))),
          );
          const first = worlds
            .map(({ reached }) => Math.min(...members.map((c) => reached[c] ?? Number.POSITIVE_INFINITY)))
            .filter((round) => round < Number.POSITIVE_INFINITY);
          const found = blastRadius(tallyOf(system, worlds), scope);

          expect(found.size).toBe(members.length);
          expect(found.mean).toBeCloseTo(mean(xs), 12);
          expect(found.fraction).toEqual(members.length === 0 ? null : found.mean / members.length);
          expect(found.sd).toBeCloseTo(sd(xs), 12);
          expect([found.p50, found.p95, found.max]).toEqual([sortedQuantile(xs, 500), q, Math.max(...xs)]);
          expect(found.cvar95).toBeCloseTo(q + 20 * mean(xs.map((x) => Math.max(0, x - q))), 12);
          expect(found.touched).toBeCloseTo(touched.length / xs.length, 12);
          expect(found.untouched).toBeCloseTo(1 - touched.length / xs.length, 12);
          expectBounds(found.touchedCi95, wilson(found.touched, xs.length));
          expect(found.outbreak).toBeCloseTo(outbreaks.length / xs.length, 12);
          expect(found.outbreakMean ?? -1).toBeCloseTo(outbreaks.length === 0 ? -1 : mean(outbreaks), 12);
          expect(found.extinct).toBeCloseTo(worlds.filter(({ isExtinct }) => isExtinct).length / xs.length, 12);
          expect(found.histogram).toEqual(
            [...new Set(xs)].sort((a, b) => a - b).map((x) => [x, xs.filter((other) => other === x).length]),
          );
          expect(found.impact.mean).toBeCloseTo(mean(impacts), 12);
          for (const measure of ['disabled', 'disclosed'] as const) {
            expect(found[measure]).toBeCloseTo(
              mean(worlds.map((w) => members.filter((c) => w[measure]![c]).length)),
              12,
            );
          }
          const affected = (w: World, c: number): boolean =>
            w.reached[c] !== null || w.disabled![c] === true || w.disclosed![c] === true;
          expect(found.affected).toBeCloseTo(mean(worlds.map((w) => members.filter((c) => affected(w, c)).length)), 12);
          expect(found.dwell).toBeCloseTo(3 * mean(xs), 12);
          expect(found.firstHit.p).toBe(found.touched);
          expect(found.firstHit.medianRound).toBe(first.length === 0 ? null : sortedQuantile(first, 500));
          expect([found.belief95, found.variance]).toEqual([null, { chance: null, knowledge: null }]);
          for (const [value, [low, high]] of [
            [found.mean, found.ci95],
            [found.cvar95, found.cvar95ci95],
            [found.p50, found.p50ci95],
            [found.p95, found.p95ci95],
            [found.impact.mean, found.impact.ci95],
            [found.affected, found.affectedCi95],
          ] as const) {
            expect(low).toBeLessThanOrEqual(value + 1e-12);
            expect(high).toBeGreaterThanOrEqual(value - 1e-12);
          }
        },
      ),
    );
  });

  it('adds layers up to the total', () => {
    fc.assert(
      fc.property(systems, fc.array(world, { minLength: 1, maxLength: 40 }), (system, worlds) => {
        const tally = tallyOf(system, worlds);
        const layers = [1, 2, 3, 4, 5, 6, 7].map((layer) => blastRadius(tally, layer));
        const total = blastRadius(tally, 0);
        expect(sum(layers.map(({ mean: m }) => m))).toBeCloseTo(total.mean, 12);
        expect(sum(layers.map(({ impact }) => impact.mean))).toBeCloseTo(total.impact.mean, 12);
        expect(sum(layers.map(({ dwell }) => dwell ?? 0))).toBeCloseTo(total.dwell ?? 0, 12);
      }),
    );
  });

  it('splits the atom at the 95 % quantile, and has its closed form for Binomial(8, 0.3)', () => {
    const weights = [
      0.05764801, 0.19765032, 0.29647548, 0.25412184, 0.1361367, 0.04667544, 0.01000188, 0.00122472, 0.00006561,
    ];
    const sizes = weights.flatMap((weight, size) => repeat(size, Math.round(weight * 10_000)));
    const exact = blastRadius(tallyOfSizes(8, sizes), 0);
    expect(exact.p95).toBe(5);
    expect(exact.cvar95).toBeCloseTo(5.252963, 2);
  });

  it('stands beside a bimodal mean with untouched and outbreak', () => {
    const found = blastRadius(tallyOfSizes(20, [...repeat(0, 600), ...repeat(19, 400)]), 0);
    expect([found.mean, found.p50, found.untouched, found.outbreak, found.outbreakMean]).toEqual([
      7.6, 0, 0.6, 0.4, 19,
    ]);
    expectBounds(
      found.ci95,
      [7.6 - (Z * sd([...repeat(0, 600), ...repeat(19, 400)])) / Math.sqrt(1000), 7.6 + 0.577],
      3,
    );
  });

  it('counts an outbreak from more than one and more than a tenth on', () => {
    const outbreakAt = (components: number, size: number): number =>
      blastRadius(tallyOfSizes(components, [size]), 0).outbreak;
    expect([outbreakAt(5, 1), outbreakAt(5, 2), outbreakAt(30, 3), outbreakAt(30, 4)]).toEqual([0, 1, 0, 1]);
  });

  it('has nothing to say about a scope without components', () => {
    const found = blastRadius(tallyOfSizes(4, [1, 2, 3]), 3);
    expect([found.size, found.mean, found.fraction, found.touched, found.untouched, found.max]).toEqual([
      0,
      0,
      null,
      0,
      1,
      0,
    ]);
    expect([found.ci95, found.cvar95ci95, found.p95ci95, found.impact.ci95]).toEqual(repeat(0, 4).map(() => [0, 0]));
    expect(found.histogram).toEqual([[0, 3]]);
  });

  it('bounds one world only by what is possible', () => {
    const found = blastRadius(tallyOfSizes(10, [4]), 0);
    const [, most] = wilson(0, 1);
    expect([found.mean, found.sd, found.p50ci95, found.p95ci95]).toEqual([4, 0, [0, 10], [0, 10]]);
    expectBounds(found.ci95, [4 - 4 * most, 4 + 6 * most]);
  });

  it('survives no worlds at all', () => {
    const found = blastRadius(tallyOfSizes(3, []), 0);
    expect([found.mean, found.ci95, found.touchedCi95, found.max]).toEqual([0, [0, 3], [0, 1], 0]);
  });
});

describe('the interval of a mean', () => {
  it('is mean +- 1.96 s / sqrt(N) when 50 worlds differ from the commonest value', () => {
    const sizes = [...repeat(0, 950), ...repeat(3, 20), ...repeat(7, 30)];
    const { ci95 } = blastRadius(tallyOfSizes(8, sizes), 0);
    const reach = (Z * sd(sizes)) / Math.sqrt(1000);
    expectBounds(ci95, [mean(sizes) - reach, mean(sizes) + reach]);
  });

  it('is a share times a t interval when 5 to 49 worlds differ', () => {
    const differing = [3, 4, 5, 5, 6, 7, 8, 4, 4];
    const { ci95 } = blastRadius(tallyOfSizes(30, [...repeat(0, 991), ...differing]), 0);
    const reach = (2.306004135204166 * sd(differing)) / 3;
    const [least, greatest] = wilson(0.009, 1000);
    expectBounds(ci95, [least * (mean(differing) - reach), greatest * (mean(differing) + reach)]);
  });

  it('multiplies the right ends when the differing worlds lie below the commonest value', () => {
    const { ci95 } = blastRadius(tallyOfSizes(8, [...repeat(6, 995), 1, 2, 2, 3, 1]), 0);
    const reach = (2.7764451051977987 * sd([1, 2, 2, 3, 1])) / Math.sqrt(5);
    const [least, greatest] = wilson(0.005, 1000);
    expectBounds(ci95, [6 + greatest * (1.8 - 6 - reach), 6 + least * (1.8 - 6 + reach)]);
  });

  it('takes all that is possible when fewer than 5 differ', () => {
    const { ci95, cvar95ci95, impact } = blastRadius(tallyOfSizes(8, [...repeat(0, 998), 3, 2]), 0, {
      mostImpact: 50_000,
    });
    const [least, greatest] = wilson(0.002, 1000);
    expectBounds(ci95, [least, greatest * 8]);
    expectBounds(impact.ci95, [least / 1000, greatest * 50]);
    expectBounds(cvar95ci95, [20 * least, Math.min(8, 20 * greatest * 8)]);
  });

  it('takes all that is possible for 4 differing worlds, and t for 5', () => {
    const upper = (differing: number): number =>
      blastRadius(tallyOfSizes(30, [...repeat(0, 1000 - differing), ...repeat(3, differing)]), 0).ci95[1];
    expect(upper(4)).toBeCloseTo(30 * wilson(0.004, 1000)[1], 10);
    expect(upper(5)).toBeCloseTo(3 * wilson(0.005, 1000)[1], 10);
  });

  it('is not of width 0 when all worlds agree', () => {
    const { ci95 } = blastRadius(tallyOfSizes(8, repeat(3, 500)), 0);
    const [, greatest] = wilson(0, 500);
    expectBounds(ci95, [3 - greatest * 3, 3 + greatest * 5]);
  });

  it('widens with the confidence asked for', () => {
    const tally = tallyOfSizes(8, [...repeat(0, 500), ...repeat(4, 500)]);
    const [low, high] = blastRadius(tally, 0, { confidence: 0.99 }).ci95;
    expect((high - low) / 2).toBeCloseTo(
      (2.5758293035489004 * sd([...repeat(0, 500), ...repeat(4, 500)])) / Math.sqrt(1000),
      12,
    );
  });
});

describe('with uncertain inputs', () => {
  const blocksOf = (sizes: readonly number[]): number[][] =>
    Array.from({ length: sizes.length / 32 }, (_, block) => sizes.slice(block * 32, block * 32 + 32));

  it('the interval is t over block means, and the variance splits into chance and knowledge', () => {
    const sizes = Array.from({ length: 320 }, (_, w) => (Math.floor(w / 32) % 4) + (w % 3));
    const found = blastRadius(tallyOfSizes(8, sizes, true), 0);
    const means = blocksOf(sizes).map(mean);
    const reach = (2.262157162798205 * sd(means)) / Math.sqrt(10);
    expectBounds(found.ci95, [mean(sizes) - reach, mean(sizes) + reach]);
    const within = sum(blocksOf(sizes).map((block) => sum(block.map((x) => (x - mean(block)) ** 2)))) / (320 - 10);
    expect(found.variance.chance).toBeCloseTo(within, 12);
    expect(found.variance.knowledge).toBeCloseTo((32 * sd(means) ** 2 - within) / 32, 12);
    expect(found.belief95).toBeNull();
  });

  it('shares count as many worlds as N s^2 / MSB, at most N', () => {
    const sizes = Array.from({ length: 320 }, (_, w) => (w % 32 < 3 * Math.floor(w / 32) ? 2 : 0));
    const indicators = sizes.map((x) => (x > 0 ? 1 : 0));
    const between = 32 * sd(blocksOf(indicators).map(mean)) ** 2;
    const effective = (320 * sd(indicators) ** 2) / between;
    const found = blastRadius(tallyOfSizes(8, sizes, true), 0);
    expect(effective).toBeLessThan(100);
    expectBounds(found.touchedCi95, wilson(mean(indicators), effective));
  });

  it('shares never count more worlds than there are, however evenly blocks are filled', () => {
    const sizes = Array.from({ length: 320 }, (_, w) => (w % 2 === 0 || w === 1 ? 1 : 0));
    const found = blastRadius(tallyOfSizes(8, sizes, true), 0);
    expectBounds(found.touchedCi95, wilson(161 / 320, 320));
  });

  it('quantiles take the ranks of fewer worlds, stretched outwards', () => {
    // Every world has a size of its own, 0 to 319, rising from block to block: they count as 9.
    const sizes = Array.from({ length: 320 }, (_, w) => w);
    const found = blastRadius(tallyOfSizes(320, sizes, true), 0);
    const indicators = sizes.map((x) => (x <= found.p50 ? 1 : 0));
    const effective = Math.floor((320 * sd(indicators) ** 2) / (32 * sd(blocksOf(indicators).map(mean)) ** 2));
    const [low, high] = quantileRanks(0.5, effective);
    expect([effective, low, high]).toEqual([9, 2, 8]);
    expect(found.p50ci95).toEqual([Math.floor((2 * 320) / 9) - 1, Math.ceil((8 * 320) / 9) - 1]);
  });

  it('knowing shows where the mean may lie, from 200 blocks on, drawn in by chance', () => {
    const sizes = Array.from({ length: 6400 }, (_, w) => (Math.floor(w / 32) % 5) + ((w * 7) % 4));
    const found = blastRadius(tallyOfSizes(8, sizes, true), 0);
    const means = blocksOf(sizes).map(mean);
    const { chance, knowledge } = found.variance;
    const shrink = Math.sqrt(knowledge! / (knowledge! + chance! / 32));
    const at = (thousandths: number): number =>
      mean(sizes) + (sortedQuantile(means, thousandths) - mean(sizes)) * shrink;
    expectBounds(found.belief95!, [at(25), at(975)]);
    expect(blastRadius(tallyOfSizes(8, sizes.slice(32), true), 0).belief95).toBeNull();
  });

  it('a rare event never gets an interval of width 0, and one block bounds nothing', () => {
    const none = blastRadius(tallyOfSizes(8, repeat(0, 3200), true), 0);
    expectBounds(none.ci95, [0, 8 * wilson(0, 3200)[1]]);
    expect(
      blastRadius(
        tallyOfSizes(
          8,
          Array.from({ length: 32 }, (_, w) => w % 7),
          true,
        ),
        0,
      ).ci95,
    ).toEqual([0, 8]);
  });

  it('the tail spreads as its blocks do', () => {
    const sizes = Array.from({ length: 6400 }, (_, w) => (Math.floor(w / 32) % 10 === 0 ? 5 + (w % 3) : 0));
    const dependent = blastRadius(tallyOfSizes(8, sizes, true), 0);
    const independent = blastRadius(tallyOfSizes(8, sizes), 0);
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(dependent.cvar95ci95)).toBeGreaterThan(3 * width(independent.cvar95ci95));
    expect(width(dependent.p95ci95)).toBeGreaterThanOrEqual(width(independent.p95ci95));
  });

  it('refuses half a block', () => {
    expect(() => blastRadius({ ...tallyOfSizes(8, repeat(0, 64), true), worlds: 40 }, 0)).toThrow(RangeError);
  });
});

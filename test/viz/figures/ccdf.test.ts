import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/base/intervals.ts';
import type { ScenarioResult } from '../../../src/measure/results.ts';
import { exceedance } from '../../../viz/figures/exceedance.ts';
import { labelPlaces, type Polyline } from '../../../viz/figures/label-places.ts';
import { figureSvg } from '../../../viz/static.ts';
import { estate, outcomeOf, supportDesk, withHostileNames } from '../fixture.ts';
import { fourShapes } from '../suite-fixture.ts';

const desk = outcomeOf({ ...supportDesk, worlds: 200 });
const scenario = desk.results.scenarios[0] as ScenarioResult;
const { total } = scenario.blastRadius;
const paths = (svg: string): number => svg.match(/<path [^>]*fill="none"[^>]*stroke-linejoin="round"/g)?.length ?? 0;

describe('the chance of at least so many', () => {
  it('is the share of worlds that reach as many or more, for every number up to the most', () => {
    const rows = exceedance(scenario);
    expect(rows.map(({ x }) => x)).toEqual(Array.from({ length: total.max }, (_, i) => i + 1));
    for (const { x, p } of rows) {
      const worlds = total.histogram.reduce((sum, [value, count]) => sum + (value >= x ? count : 0), 0);
      expect(p).toBeCloseTo(worlds / 200, 12);
    }
  });

  it('adds up to the mean', () => {
    expect(exceedance(scenario).reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(total.mean, 10);
  });

  it('has the interval of Wilson where every world draws everything', () => {
    const half = (1.959964 * total.sd) / Math.sqrt(200);
    const plain = {
      ...scenario,
      blastRadius: {
        ...scenario.blastRadius,
        total: { ...total, ci95: [total.mean - half, total.mean + half] as const },
      },
    };
    for (const { p, ci95 } of exceedance(plain)) {
      const [low, high] = wilson(p, 200);
      expect(ci95[0]).toBeCloseTo(low, 6);
      expect(ci95[1]).toBeCloseTo(high, 6);
    }
  });

  it('has a wider one where worlds share what is not known, as the mean has', () => {
    const [low, high] = total.ci95;
    const wide = {
      ...scenario,
      blastRadius: {
        ...scenario.blastRadius,
        total: { ...total, ci95: [total.mean - (high - low), total.mean + (high - low)] as const },
      },
    };
    const width = (one: ScenarioResult): number => {
      const [first] = exceedance(one);
      return (first?.ci95[1] ?? 0) - (first?.ci95[0] ?? 0);
    };
    expect(width(wide) / width(scenario)).toBeGreaterThan(1.8);
  });

  it('has none where the result is exact', () => {
    for (const { p, ci95 } of exceedance({ ...scenario, family: 'exact' })) expect(ci95).toEqual([p, p]);
  });
});

describe('the picture', () => {
  it('lays up to six over each other, and shows each of more by itself with the others behind it', () => {
    const small = outcomeOf({ ...estate(28), worlds: 40, entries: ['sales-agent-1', 'sales-docs', 'sales-flow'] });
    expect(paths(figureSvg(small, { figure: 'ccdf' }))).toBe(3);
    const ids = small.details.components.slice(0, 9).map(({ id }) => id);
    const many = outcomeOf({ ...estate(28), worlds: 40, entries: ids });
    const svg = figureSvg(many, { figure: 'ccdf' });
    expect(paths(svg)).toBe(9);
    expect(svg.match(/<use href="#ccdf-all-lines"\/>/g)).toHaveLength(9);
    expect(/<path id="ccdf-all-lines" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(9);
  });

  it('takes no more room than it has pixels, however large the system', () => {
    const rows = Array.from({ length: 5000 }, (_, value) => [value, 2] as const);
    const large = desk.results.scenarios.map((one) => ({
      ...one,
      worlds: 10_000,
      blastRadius: { ...one.blastRadius, total: { ...total, histogram: rows, size: 5000, max: 4999, mean: 2499 } },
    }));
    const svg = figureSvg({ ...desk, results: { ...desk.results, scenarios: large } }, { figure: 'ccdf' });
    expect(svg.length).toBeLessThan(150_000);
  });

  it.each([390, 880])('of four runs is the one that was reviewed, %i px', async (width) => {
    await expect(figureSvg(fourShapes(), { figure: 'ccdf', width })).toMatchFileSnapshot(
      `../../golden/figure-ccdf-runs-${width}.svg`,
    );
  });

  it('has a tick for each decade down to the rarest on a logarithmic axis', async () => {
    const svg = figureSvg(desk, { figure: 'ccdf', choice: 'log' });
    for (const tick of ['100%', '10%', '1%']) expect(svg).toContain(`>${tick}</text>`);
    expect(svg).not.toContain('>25%</text>');
  });

  it('says of a line that stands alone how often anything is reached, with its interval', () => {
    const alone = outcomeOf({ ...supportDesk, worlds: 200, entries: ['front-desk'] });
    const svg = figureSvg(alone, { figure: 'ccdf' });
    expect(svg).toMatch(/anything at all<\/tspan> in \d+.% of worlds \([\d.]+ – [\d.]+\)/);
  });

  it('keeps hostile names text', () => {
    const hostile = outcomeOf({ ...withHostileNames(supportDesk), worlds: 40 });
    expect(figureSvg(hostile, { figure: 'ccdf' })).not.toMatch(/<(script|img|b)\b/);
  });
});

describe('names beside lines', () => {
  const area = { left: 0, top: 0, right: 400, bottom: 420 };
  const stairs = (top: number): Polyline => [
    [0, top],
    [200, top],
    [200, top + 60],
    [400, top + 60],
  ];

  it('stand inside, over no other name, and close to their own line', () => {
    const lines = [20, 130, 240].map(stairs);
    const places = labelPlaces(lines, [60, 60, 60], area);
    for (const [i, place] of places.entries()) {
      expect(place).not.toBeNull();
      const { x, y } = place ?? { x: -1, y: -1 };
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + 60).toBeLessThanOrEqual(400);
      const away = (line: Polyline): number => Math.min(...line.map(([, v]) => Math.abs(v - (y - 4))));
      expect(away(lines[i] as Polyline)).toBe(Math.min(...lines.map(away)));
      for (const [j, other] of places.entries())
        if (other !== null && j !== i) expect(Math.abs(other.x - x) >= 60 || Math.abs(other.y - y) >= 16).toBe(true);
    }
  });

  it('are left out where there is no room', () => {
    expect(labelPlaces([stairs(20)], [500], area)).toEqual([null]);
  });
});

import { describe, expect, it } from 'vitest';
import { layers } from '../../../src/graph/kinds.ts';
import type { ScenarioResult } from '../../../src/measure/results.ts';
import { curve } from '../../../viz/figures/curve.ts';
import { lastTick, settledRound } from '../../../viz/figures/curve-rounds.ts';
import { sparkline } from '../../../viz/figures/curve-view.ts';
import { graph } from '../../../viz/figures/graph.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { palettes } from '../../../viz/theme.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import { everythingReached, nothingReached, type Outcome, outcomeOf, supportDesk } from '../fixture.ts';

const desk = outcomeOf({ ...supportDesk, worlds: 400 });
const view = viewOf(desk);
const palette = palettes.light;

const drawn = (of: View, width = 1140, part?: string): string =>
  (part === undefined ? curve : curve.parts?.[part])?.draw(of, {
    width,
    palette,
    moment: endOf(of),
    isInteractive: false,
  })?.markup ?? '';

const changed = ({ results, details }: Outcome, change: (scenario: ScenarioResult) => Partial<ScenarioResult>): View =>
  viewOf({ results: { ...results, scenarios: results.scenarios.map((one) => ({ ...one, ...change(one) })) }, details });

const withTotal = (total: readonly number[]): View => {
  const of = changed(desk, ({ curve }) => ({ curve: { ...curve, total } }));
  return { ...of, kept: of.kept && { ...of.kept, bands: total.map(() => [0, 0, 0, 0, 0, 0]) } };
};

describe('the rounds shown', () => {
  it('end where nothing moves any more, and the axis says until when', () => {
    const quiet = withTotal([0, 1, 2, 3, 4, 5, 5, ...Array<number>(44).fill(5)]);
    expect(settledRound(quiet)).toBe(5);
    expect(drawn(quiet, 560, 'curve-total')).toContain('>5 – 50<');
  });

  it('are all of them as long as something moves', () => {
    const rising = withTotal(Array.from({ length: 51 }, (_, t) => t / 5));
    expect(settledRound(rising)).toBe(50);
    expect(lastTick(50, 50)).toBe('50');
  });

  it('may be one', () => {
    const once = withTotal([0, 3]);
    expect(settledRound(once)).toBe(1);
    expect(drawn(once, 560, 'curve-total')).not.toMatch(/NaN|undefined|Infinity/u);
  });
});

describe('the curve', () => {
  it('draws worlds as fills and the mean with its interval as lines of ink: never alike', () => {
    const few = viewOf(outcomeOf({ ...supportDesk, worlds: 40 }));
    const svg = drawn(few, 560, 'curve-total');
    const fills = svg.match(/<path d="[^"]*Z" fill="#f[^"]*" opacity="0\.6"/gu) ?? [];
    const ink = svg.match(new RegExp(`<path [^>]*fill="none" stroke="${palette.ink}"`, 'gu')) ?? [];
    expect(fills).toHaveLength(3);
    expect(ink).toHaveLength(3);
  });

  it('draws each of the worlds kept by number once', () => {
    const samples = view.kept?.worlds.filter(({ label }) => label === 'sample').length;
    expect(samples).toBe(20);
    expect(drawn(view, 560, 'curve-total').match(/stroke-width="0\.8" opacity="0\.4"/gu)).toHaveLength(20);
  });

  it('makes bars at the end as long as the worlds are many', () => {
    const of = changed(desk, ({ blastRadius }) => ({
      blastRadius: {
        ...blastRadius,
        total: {
          ...blastRadius.total,
          max: 9,
          histogram: [
            [0, 550],
            [9, 450],
          ],
        },
      },
    }));
    const svg = drawn(of, 560, 'curve-total');
    const [empty, full] = [
      ...svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="[\d.]+" rx="1\.5"/gu),
    ].map(([, width]) => Number(width));
    expect((full as number) / (empty as number)).toBeCloseTo(450 / 550, 2);
    expect(svg).toContain('>55%<');
    expect(svg).toContain('>45%<');
  });

  it('gathers a thousand sizes into at most forty bars and the one of nothing', () => {
    const histogram = Array.from({ length: 1001 }, (_, size) => [size, 1] as const);
    const of = changed(desk, ({ blastRadius }) => ({
      blastRadius: { ...blastRadius, total: { ...blastRadius.total, size: 1000, max: 1000, histogram } },
    }));
    const bars = drawn(of, 560, 'curve-total').match(/stroke-width="0\.9"/gu) ?? [];
    expect(bars.length).toBeGreaterThan(30);
    expect(bars.length).toBeLessThanOrEqual(42);
  });

  it('names the mean with its interval, and a certain one without', () => {
    expect(drawn(view, 560, 'curve-total')).toMatch(/mean <tspan[^>]*>\d\.\d+<\/tspan>, \d\.\d+ – \d\.\d+</u);
    const all = viewOf(outcomeOf(everythingReached({ ...supportDesk, worlds: 20 })));
    expect(drawn(all, 560, 'curve-total')).toMatch(/mean <tspan[^>]*>11<\/tspan><\/text>/u);
  });

  it('is absent where nothing was reached, or nothing was counted by round', () => {
    const nothing = viewOf(outcomeOf(nothingReached({ ...supportDesk, worlds: 20 })));
    const roundless = changed(desk, () => ({ curve: { total: [], layers: {} } }));
    for (const of of [nothing, roundless]) {
      expect(curve.isFor(of)).toBe(false);
      expect(drawn(of)).toBe('');
    }
  });
});

describe('the whole sheet', () => {
  const small = layers.filter((layer) => (view.scenario.blastRadius.layers[layer]?.size ?? 0) > 0);

  it('holds the total and every layer, at any width', () => {
    for (const width of [354, 640, 880, 1140]) {
      const svg = drawn(view, width);
      for (const layer of small) expect(svg).toContain(`>L${layer}</text>`);
      const lefts = [...svg.matchAll(/<g transform="translate\(([\d.]+) [\d.]+\)"><rect y="1"/gu)].map(([, x]) =>
        Number(x),
      );
      expect(lefts).toHaveLength(small.length);
      expect(Math.max(...lefts)).toBeLessThan(width);
    }
  });

  it('shows half of a layer at half its height', () => {
    const half = changed(desk, ({ curve: { total, layers: byLayer } }) => ({
      curve: { total, layers: { ...byLayer, 1: total.map(() => 0.5) } },
    }));
    expect(drawn(half, 116, 'curve-1')).toMatch(/d="M0,39(L|C|H)/u);
  });
});

describe('in the page', () => {
  it('gives total, layers and stills a place of their own, drawn for their widths', () => {
    const body = curve.body?.(view, (part) => group(`[${part}]`))?.markup ?? '';
    for (const part of body.matchAll(/\[([a-z0-9-]+)\]/gu)) expect(Object.keys(curve.parts ?? {})).toContain(part[1]);
    expect(body).toContain('[curve-total]');
    expect(body).toContain('[curve-7]');
    expect(body).toContain('[still-end]');
  });

  it('has a row of numbers for each round', () => {
    const table = curve.table?.rows(view);
    expect(table?.rows).toHaveLength(25);
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
  });

  it('lies under the track of the scrubber as well', () => {
    const spark = sparkline(view, palette).markup;
    expect(graph.body?.(view, () => group())?.markup).toContain('class="spark"');
    expect(spark).toMatch(/<path d="M0,/u);
  });
});

import { describe, expect, it } from 'vitest';
import type { PairedScenarios } from '../../../src/measure/results.ts';
import { chosenComparison, comparisons, isNone, unpaired } from '../../../viz/figures/comparisons.ts';
import { signed, signedRange } from '../../../viz/figures/difference-text.ts';
import { figureNamed } from '../../../viz/figures/figures.ts';
import { figureSvg } from '../../../viz/static.ts';
import { viewOf } from '../../../viz/view.ts';
import { outcomeOf, supportDesk, withHostileNames } from '../fixture.ts';
import { deskWithControls, fourShapes } from '../suite-fixture.ts';

const suite = deskWithControls();
const at = (id: string) =>
  viewOf(
    suite,
    suite.results.scenarios.findIndex((scenario) => scenario.id === id),
  );
const baseline = at('agentic/front-desk/agentic-classes');

describe('what is compared', () => {
  it('are the variants of the shown scenario, largest difference first, none of another entry', () => {
    const all = comparisons(baseline);
    expect(all.map(({ change, from, isPaired }) => [change, from, isPaired])).toEqual([
      ['without reply-filter', 'all controls', true],
      ['without trace-monitor', 'all controls', true],
    ]);
    const pair = suite.details.pairs?.find(({ variant }) => variant === all[0]?.key) as PairedScenarios;
    expect(all[0]?.total).toEqual(pair.total);
  });

  it('are at a variant those of what it is a variant of, and it is shown first', () => {
    const variant = at('agentic/front-desk/agentic-classes/control-off:trace-monitor');
    expect(comparisons(variant).map(({ change }) => change)).toEqual(comparisons(baseline).map(({ change }) => change));
    expect(chosenComparison(variant, undefined)?.change).toBe('without trace-monitor');
    expect(chosenComparison(variant, chosenComparison(baseline, undefined)?.key)?.change).toBe('without reply-filter');
  });

  it('are other runs where there are any: not paired', () => {
    const view = viewOf(fourShapes());
    const all = comparisons(view);
    expect(all.map(({ change }) => change).toSorted()).toEqual(['chain', 'complete', 'ring']);
    expect(all.every(({ isPaired, from }) => !isPaired && from === 'star')).toBe(true);
  });

  it('is nothing in a run of its own', () => {
    expect(comparisons(viewOf(outcomeOf({ ...supportDesk, worlds: 20 })))).toEqual([]);
  });

  it('changes its sign when the runs change places', () => {
    const { others = [], ...first } = fourShapes();
    const [other] = others;
    const back = comparisons(
      viewOf({ ...(other as NonNullable<typeof other>), others: [{ label: 'star', ...first }] }),
    );
    const there = comparisons(viewOf({ ...first, others: [other as NonNullable<typeof other>] }));
    expect(back[0]?.total.mean).toBeCloseTo(-(there[0]?.total.mean ?? 0), 12);
    expect(back[0]?.total.ci95[0]).toBeCloseTo(-(there[0]?.total.ci95[1] ?? 0), 12);
  });
});

describe('a difference of two means of which only intervals are known', () => {
  it('has the root of the sum of squares as half width', () => {
    const { mean, ci95 } = unpaired({ mean: 2, ci95: [1.7, 2.3] }, { mean: 5, ci95: [4.6, 5.4] });
    expect(mean).toBe(3);
    expect(ci95[0]).toBeCloseTo(2.5, 12);
    expect(ci95[1]).toBeCloseTo(3.5, 12);
  });

  it('takes of lopsided intervals the side that matters', () => {
    const { ci95 } = unpaired({ mean: 1, ci95: [0, 1.3] }, { mean: 1, ci95: [0.6, 1] });
    expect(ci95[0]).toBeCloseTo(-0.5, 12);
    expect(ci95[1]).toBeCloseTo(1, 12);
  });
});

describe('in words', () => {
  it('has its sign on the number and on both ends, and no more decimals than it earns', () => {
    expect(signed({ mean: 2.312, ci95: [2.22, 2.41] })).toBe('+2.31');
    expect(signed({ mean: -12.3, ci95: [-20, -4] })).toBe('−12');
    expect(signedRange({ mean: 0.1, ci95: [-0.1, 0.3] })).toBe('−0.1 – +0.3');
    expect(signedRange({ mean: 0, ci95: [0, 0] })).toBe('0.00 – 0.00');
  });

  it('saw none where the interval holds 0, its ends included', () => {
    expect(isNone({ mean: 0.1, ci95: [-0.1, 0.3] })).toBe(true);
    expect(isNone({ mean: 0.1, ci95: [0, 0.3] })).toBe(true);
    expect(isNone({ mean: 0.2, ci95: [0.1, 0.3] })).toBe(false);
  });
});

describe('the pictures', () => {
  const shown = { scenario: 0 };

  it.each(['compare', 'changes'])('%s of a narrow page is the one that was reviewed', async (figure) => {
    await expect(figureSvg(suite, { figure, ...shown, width: 354 })).toMatchFileSnapshot(
      `../../golden/figure-${figure}-narrow.svg`,
    );
  });

  it('say that no difference was seen, and give no number for it', () => {
    const svg = figureSvg(suite, { figure: 'changes', ...shown });
    expect(svg.match(/no difference seen<\/text>/g)).toHaveLength(1);
    const variant = figureSvg(suite, { figure: 'compare', scenario: 2, width: 354 });
    expect(variant).toContain('no difference seen');
  });

  it('say that runs are not paired', () => {
    expect(figureSvg(fourShapes(), { figure: 'compare' })).toContain('not paired');
    expect(figureSvg(suite, { figure: 'compare', ...shown })).not.toContain('not paired');
  });

  it('draw layers of more than twenty components as hills', () => {
    const wide = { ...suite, results: { ...suite.results, scenarios: suite.results.scenarios.map(enlarged) } };
    const svg = figureSvg(wide, { figure: 'compare', ...shown });
    expect(svg).not.toMatch(/NaN/);
    expect(svg.length).toBeLessThan(40_000);
  });

  it('keep hostile names text', () => {
    const hostile = outcomeOf({ ...withHostileNames(supportDesk), worlds: 20 });
    const svg = figureSvg(
      { ...hostile, label: '<script>', others: [{ ...hostile, label: '"><img src=x>' }] },
      { figure: 'compare' },
    );
    expect(svg).not.toMatch(/<(script|img)\b/);
    expect(svg).toContain('&#60;script&#62;');
  });

  it('let a reader of the page choose among several', () => {
    const place = () => ({ markup: '<i>' });
    const compare = figureNamed('compare');
    expect(compare?.body?.(baseline, place)?.markup).toContain('data-chooses="compare"');
  });
});

type Scenario = (typeof suite.results.scenarios)[number];

/** As if each layer had ten times as many components. */
function enlarged(scenario: Scenario): Scenario {
  const larger = (radius: Scenario['blastRadius']['total']) => ({
    ...radius,
    size: radius.size * 10,
    max: radius.max * 10,
    mean: radius.mean * 10,
    histogram: radius.histogram.map(([value, worlds]) => [value * 10, worlds] as const),
  });
  const { total, layers } = scenario.blastRadius;
  return {
    ...scenario,
    blastRadius: {
      total: larger(total),
      layers: Object.fromEntries(Object.entries(layers).map(([layer, radius]) => [layer, larger(radius)])),
    },
  };
}

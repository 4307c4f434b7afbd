import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../../src/measure/results.ts';
import { maturity } from '../../../viz/figures/maturity.ts';
import { maturityRows } from '../../../viz/figures/maturity-rows.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { figureSvg } from '../../../viz/static.ts';
import { palettes } from '../../../viz/theme.ts';
import { viewOf } from '../../../viz/view.ts';
import { outcomeOf, supportDesk } from '../fixture.ts';

const plain = outcomeOf({ ...supportDesk, entries: ['front-desk'], worlds: 200 });
const [whole] = plain.results.scenarios as [ScenarioResult];
const at = (least: string, factor: number): ScenarioResult => {
  const { total } = whole.blastRadius;
  const ci95 = [total.ci95[0] * factor, total.ci95[1] * factor] as const;
  return {
    ...whole,
    id: `${whole.id}/maturity=${least}`,
    blastRadius: { ...whole.blastRadius, total: { ...total, mean: total.mean * factor, ci95 } },
  };
};
const scenarios = [at('realized', 0.25), at('demonstrated', 0.9), at('feasible', 1), { ...whole, id: 'another' }];
const pair = (least: string, mean: number, ci95: readonly [number, number]) => ({
  baseline: `${whole.id}/maturity=realized`,
  variant: `${whole.id}/maturity=${least}`,
  worlds: 200,
  total: { mean, ci95 },
  layers: {},
});
const outcome = {
  results: { ...plain.results, scenarios },
  details: {
    ...plain.details,
    pairs: [pair('demonstrated', 3.02, [2.8, 3.24]), pair('feasible', -0.01, [-0.05, 0.03])],
  },
};

const drawn = (width: number, isInteractive = false): string => {
  const view = viewOf(outcome, 1);
  return maturity.draw(view, { width, palette: palettes.light, moment: endOf(view), isInteractive })?.markup ?? '';
};

describe('what rests on how well attacks are attested', () => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(outcome, { figure: 'maturity', scenario: 0 })).toMatchFileSnapshot(
      '../../golden/figure-maturity.svg',
    );
  });

  it('has a row per filter of the shown scenario, the narrowest first', () => {
    expect(maturityRows(viewOf(outcome, 2)).map(({ least, index }) => [least, index])).toEqual([
      ['realized', 0],
      ['demonstrated', 1],
      ['feasible', 2],
    ]);
    expect(maturity.isFor(viewOf(outcome, 3))).toBe(false);
    expect(maturity.isFor(viewOf(plain))).toBe(false);
  });

  it.each([354, 1140])(
    'says what each adds in the same worlds, and where no difference was seen, at %i px',
    (width) => {
      const text = drawn(width).replaceAll(/<[^>]*>/gu, '');
      expect(text).toContain('+3.0 (+2.8 – +3.2)');
      expect(text).toContain('no difference seen');
    },
  );

  it('chooses the scenario in the page', () => {
    expect(drawn(700, true).match(/data-action="scenario" data-scenario="\d"/gu)).toHaveLength(3);
    expect(drawn(700, true)).toMatch(/data-scenario="1" aria-current="true"/u);
    expect(drawn(700)).not.toContain('<a ');
  });
});

import { describe, expect, it } from 'vitest';
import { heatmap } from '../../../viz/figures/heatmap.ts';
import { heatRows, worstRows } from '../../../viz/figures/heatmap-rows.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { figureSvg } from '../../../viz/static.ts';
import { pagePalette, palettes } from '../../../viz/theme.ts';
import { viewOf } from '../../../viz/view.ts';
import { estate, outcomeOf, supportDesk, withHostileNames } from '../fixture.ts';

const outcome = outcomeOf({ ...supportDesk, worlds: 200 });
const view = viewOf(outcome);
const teams = estate(120);
const many = outcomeOf({ ...teams, entries: teams.components.slice(0, 100).map(({ id }) => id), worlds: 2 });

const drawn = (width: number, of = view, isInteractive = false): string =>
  heatmap.draw(of, {
    width,
    palette: isInteractive ? pagePalette : palettes.light,
    moment: endOf(of),
    isInteractive,
  })?.markup ?? '';
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gsu)].map(([, text]) => (text ?? '').replaceAll(/<[^>]*>/gu, ''));

describe('the heat map', () => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(outcome, { figure: 'heatmap' })).toMatchFileSnapshot('../../golden/figure-heatmap.svg');
  });

  it('is the picture that was reviewed on a phone', async () => {
    await expect(`${drawn(354)}\n`).toMatchFileSnapshot('../../golden/figure-heatmap-narrow.svg');
  });

  it('puts exposed entry points first, a rule, then the others, each worst first', () => {
    const rows = heatRows(view);
    const exposed = rows.filter(({ isExposed }) => isExposed).length;
    expect(rows.map(({ isExposed }) => isExposed)).toEqual([
      ...Array<boolean>(exposed).fill(true),
      ...Array<boolean>(rows.length - exposed).fill(false),
    ]);
    for (const part of [rows.slice(0, exposed), rows.slice(exposed)]) {
      const means = part.map(({ scenario }) => scenario.blastRadius.total.mean);
      expect(means).toEqual(means.toSorted((a, b) => b - a));
    }
    const texts = textsOf(drawn(880));
    const rule = texts.findIndex((text) => text.startsWith('not exposed'));
    expect(texts.indexOf(rows[exposed - 1]?.name ?? '')).toBeLessThan(rule);
    expect(texts.indexOf(rows[exposed]?.name ?? '')).toBeGreaterThan(rule);
  });

  it('says ± where the interval is at least five points wide either way, and only there', () => {
    const svg = drawn(880);
    const halves = heatRows(view).flatMap(({ scenario }) =>
      Object.values(scenario.blastRadius.layers)
        .filter(({ size }) => size > 0)
        .map(({ ci95: [low, high], size }) => (high - low) / 2 / size),
    );
    const telling = halves.filter((half) => half >= 0.05).length;
    expect(telling).toBeGreaterThan(0);
    expect(telling).toBeLessThan(halves.length);
    expect(svg.match(/±/gu)).toHaveLength(telling);
  });

  it.each([300, 354, 480, 700, 1140, 1660])('keeps everything inside %i px', (width) => {
    const svg = drawn(width);
    for (const [, x, w] of svg.matchAll(/<rect x="([\d.]+)"[^>]*? width="([\d.]+)"/gu))
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(width + 0.01);
    expect(svg).not.toMatch(/="-\d+(\.\d+)?" height|width="-|NaN|undefined/u);
    for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/gu)) expect(Number(size)).toBeGreaterThanOrEqual(11);
  });

  it('shows forty of a hundred in the page and says so, all of them in a file', () => {
    const all = viewOf(many, 0, 'page');
    const svg = drawn(700, all, true);
    expect(svg.match(/data-action="scenario"/gu)).toHaveLength(40);
    expect(heatmap.body?.(all, () => group(svg))?.markup).toContain('The worst of 100:');
    expect(heatmap.table?.rows(all).rows).toHaveLength(100);
    const names = new Set(textsOf(drawn(880, all)));
    for (const { name } of heatRows(all)) expect(names).toContain(name);
  });

  it('keeps both groups and the chosen row when it leaves rows out', () => {
    const last = viewOf(many, many.results.scenarios.indexOf(heatRows(viewOf(many)).at(-1)?.scenario as never));
    const rows = worstRows(heatRows(last), 40);
    expect(rows.some(({ isChosen }) => isChosen)).toBe(true);
    expect(rows.some(({ isExposed }) => isExposed)).toBe(true);
    expect(rows.filter(({ isExposed }) => !isExposed).length).toBeGreaterThanOrEqual(10);
    expect(worstRows(rows, 400)).toBe(rows);
  });

  it('chooses scenarios by links in the page, and is one image in a file', () => {
    const svg = drawn(700, view, true);
    expect(svg).toContain('role="group"');
    expect(svg.match(/aria-current="true"/gu)).toHaveLength(1);
    for (const { index } of heatRows(view)) expect(svg).toContain(`data-scenario="${index}"`);
    expect(drawn(700)).toContain('role="img"');
    expect(drawn(700)).not.toMatch(/<a |data-|aria-current/u);
  });

  it('leaves names without life', () => {
    const hostile = outcomeOf({
      ...withHostileNames(supportDesk),
      entries: [...supportDesk.entries, 'crm'],
      worlds: 20,
    });
    expect(drawn(700, viewOf(hostile), true)).not.toMatch(/<img|<b>|onerror="/u);
  });

  it('is not for a single entry point', () => {
    const alone = viewOf(outcomeOf({ ...supportDesk, entries: ['crm'], worlds: 20 }));
    expect(heatmap.isFor(alone)).toBe(false);
    expect(drawn(700, alone)).toBe('');
  });
});

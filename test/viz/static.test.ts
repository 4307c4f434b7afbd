import { describe, expect, it } from 'vitest';
import type { Figure } from '../../viz/figures/figure.ts';
import { figures } from '../../viz/figures/figures.ts';
import { charactersWithoutShapes, figurePage, figurePng, figureSvg, NothingToDraw } from '../../viz/static.ts';
import { themes } from '../../viz/theme.ts';
import { type Shown, viewOf } from '../../viz/view.ts';
import { estate, outcomeOf, supportDesk, withHostileNames } from './fixture.ts';
import { deskWithControls, fourShapes } from './suite-fixture.ts';

const { results, details } = outcomeOf({ ...supportDesk, worlds: 200 });
const fixtures: readonly Shown[] = [{ results, details }, deskWithControls(), fourShapes()];
const dataFor = (figure: Figure): Shown | undefined => fixtures.find((shown) => figure.isFor(viewOf(shown)));
/** Their data are of a kind of their own: see their tests. */
const elsewhere = ['paths', 'maturity'];

it('has data for every figure, here or in its own test', () => {
  const without = figures.filter((figure) => dataFor(figure) === undefined).map(({ name }) => name);
  expect(elsewhere).toEqual(expect.arrayContaining(without));
});

describe.each(figures.filter((figure) => dataFor(figure) !== undefined))('the figure $name', (figure) => {
  const shown = dataFor(figure) as Shown;
  const { name } = figure;

  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(shown, { figure: name })).toMatchFileSnapshot(`../golden/figure-${name}.svg`);
  });

  it.each(themes)('needs no style sheet and no variable in the %s theme', (theme) => {
    const svg = figureSvg(shown, { figure: name, theme, width: 560 });
    expect(svg).not.toMatch(/var\(|style=|<style|NaN|undefined|Infinity| id="(?!ccdf-)/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
  });

  it.each([390, 560, 880, 1140, 1660])(
    'keeps coordinates to a hundredth and text at 11 px or more at %i px',
    (width) => {
      const svg = figureSvg(shown, { figure: name, width });
      expect(svg.match(/\d\.\d{3,}/g) ?? []).toEqual([]);
      for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(11);
      expect(svg).toMatch(new RegExp(`^<svg[^>]* width="${width}"`));
    },
  );

  it('outlines in print whatever the ramp fills, and has no ground', () => {
    const svg = figureSvg(shown, { figure: name, theme: 'print' });
    expect(svg).not.toContain('width="100%"');
    const ramp =
      /<(?:rect|circle)[^>]* fill="#(?:fbdba9|f9c584|f5a966|ee8a4c|dc6538|c7442b|ae2e2b|8d1d2a|6a1127)"[^>]*>/g;
    for (const [mark] of svg.matchAll(ramp)) expect(mark).toMatch(/ stroke="#|opacity=/);
  });
});

describe('a figure for a paper', () => {
  it('is as wide as a column, its smallest text 7 pt', () => {
    const svg = figureSvg({ results, details }, { figure: 'layers', mm: 85, theme: 'print' });
    const [, mm = '', px = ''] = /^<svg[^>]* width="([\d.]+)mm"[^>]* viewBox="0 0 ([\d.]+) /.exec(svg) ?? [];
    expect(mm).toBe('85');
    const smallest = Math.min(...[...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size)));
    expect((smallest / Number(px)) * 85).toBeGreaterThanOrEqual((6.99 * 25.4) / 72);
  });

  it('is a PNG of 600 dpi', async () => {
    const png = await figurePng(figureSvg({ results, details }, { figure: 'layers', mm: 85 }));
    expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBeCloseTo((85 / 25.4) * 600, -1);
  });

  it('is a page of its own size to print', async () => {
    const page = await figurePage(figureSvg({ results, details }, { figure: 'layers', mm: 85 }));
    expect(page).toMatch(/@page\{size:85mm [\d.]+mm;margin:0\}/);
  });
});

it('says what a figure needs that the results do not hold', () => {
  expect(() => figureSvg({ results, details }, { figure: 'compare' })).toThrow(NothingToDraw);
  expect(() => figureSvg({ results, details }, { figure: 'compare' })).toThrow(/needs .*second run/);
  expect(() => figureSvg({ results, details }, { figure: 'pie' })).toThrow(RangeError);
});

describe('a figure as PNG', () => {
  it('holds text: with its letters taken out it is another picture', async () => {
    const svg = figureSvg({ results, details }, { figure: 'layers' });
    const [png, mute] = await Promise.all(
      [svg, svg.replace(/<text.*?<\/text>/gs, '')].map((text) => figurePng(text, 1)),
    );
    expect(
      Buffer.from(png as Uint8Array)
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(png?.length).toBeGreaterThan((mute?.length ?? 0) * 1.3);
  });

  it('is the same twice', async () => {
    const svg = figureSvg({ results, details }, { figure: 'graph' });
    expect(Buffer.compare(await figurePng(svg, 1), await figurePng(svg, 1))).toBe(0);
  });

  it('warns of characters that its font lacks', () => {
    const hostile = outcomeOf({ ...withHostileNames(supportDesk), worlds: 5 });
    expect(charactersWithoutShapes(figureSvg(hostile, { figure: 'graph' }))).toContain('ו');
    expect(charactersWithoutShapes(figureSvg({ results, details }, { figure: 'graph' }))).toEqual([]);
  });
});

it('draws an estate of a thousand components within reason', () => {
  const large = outcomeOf({ ...estate(1000), worlds: 3 });
  expect(figureSvg(large, { figure: 'graph', width: 1140 }).length).toBeLessThan(300_000);
});

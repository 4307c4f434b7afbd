import { describe, expect, it } from 'vitest';
import { figures } from '../../viz/figures/figures.ts';
import { charactersWithoutShapes, figurePng, figureSvg } from '../../viz/static.ts';
import { themes } from '../../viz/theme.ts';
import { estate, outcomeOf, supportDesk, withHostileNames } from './fixture.ts';

const { results, details } = outcomeOf({ ...supportDesk, worlds: 200 });
const drawn = figures.filter((figure) => figure.name !== 'heatmap').map(({ name }) => name);

describe.each(drawn)('the figure %s', (figure) => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg({ results, details }, { figure })).toMatchFileSnapshot(`../golden/figure-${figure}.svg`);
  });

  it.each(themes)('needs no style sheet and no variable in the %s theme', (theme) => {
    const svg = figureSvg({ results, details }, { figure, theme, width: 560 });
    expect(svg).not.toMatch(/var\(|style=|<style|NaN|undefined/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
  });

  it('keeps coordinates to a hundredth and text at 11 px or more', () => {
    const svg = figureSvg({ results, details }, { figure });
    expect(svg.match(/\d\.\d{3,}/g) ?? []).toEqual([]);
    for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(11);
  });
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

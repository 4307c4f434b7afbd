import { describe, expect, it } from 'vitest';
import { flow } from '../../../viz/figures/flow.ts';
import { crossings, flowText, flowTotal, sentBy, takenInBy } from '../../../viz/figures/flow-matrix.ts';
import { layersDown } from '../../../viz/figures/layer-heads.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { figureSvg } from '../../../viz/static.ts';
import { palettes } from '../../../viz/theme.ts';
import { viewOf } from '../../../viz/view.ts';
import { nothingReached, outcomeOf, supportDesk } from '../fixture.ts';

const outcome = outcomeOf({ ...supportDesk, worlds: 200 });
const view = viewOf(outcome);
const drawn = (width: number, of = view): string =>
  flow.draw(of, { width, palette: palettes.light, moment: endOf(of), isInteractive: false })?.markup ?? '';
const plain = (markup: string): string => markup.replaceAll(/<[^>]*>/gu, '').replaceAll('&#62;', '>');

describe('who infected whom', () => {
  it('is the picture that was reviewed', async () => {
    await expect(figureSvg(outcome, { figure: 'flow' })).toMatchFileSnapshot('../../golden/figure-flow.svg');
  });

  it('adds up to the mean blast radius by row and by column', () => {
    const { mean } = view.scenario.blastRadius.total;
    expect(flowTotal(view)).toBeCloseTo(mean, 9);
    const sum = (of: (layer: (typeof layersDown)[number]) => number): number =>
      layersDown.reduce((total, layer) => total + of(layer), 0);
    expect(sum((layer) => sentBy(view, layer))).toBeCloseTo(mean, 9);
    for (const layer of layersDown)
      expect(takenInBy(view, layer)).toBeCloseTo(view.scenario.blastRadius.layers[layer]?.mean ?? 0, 9);
  });

  it('names the largest way between two layers, in the page and to those who do not see it', () => {
    const [top] = crossings(view).filter(({ from, to }) => from !== to);
    const way = `L${top?.from} → L${top?.to}`;
    expect(flow.label(view)).toMatch(
      new RegExp(`^${way} is the largest crossing: ${flowText(top?.mean ?? 0)} of`, 'u'),
    );
    expect(plain(flow.body?.(view, () => group())?.markup ?? '')).toContain(
      `Most cross ${way}: ${flowText(top?.mean ?? 0)}`,
    );
  });

  it('outlines the cells inside a layer, and has a dot where nothing happened', () => {
    const svg = drawn(880);
    expect(svg.match(/<rect[^>]*stroke="#83888f"/gu)).toHaveLength(7);
    expect(svg.match(/<circle/gu)).toHaveLength(49 - crossings(view).length);
  });

  it('has no cell for layers without components', () => {
    const layers = { ...outcome.results.graph.layers, 4: 0 };
    const without = viewOf({
      ...outcome,
      results: { ...outcome.results, graph: { ...outcome.results.graph, layers } },
    });
    expect(drawn(880, without).match(/<title>L\d into/gu)).toHaveLength(36);
    expect(plain(flow.body?.(without, () => group())?.markup ?? '')).toContain(
      'No component: L4 Deployment and Infrastructure.',
    );
  });

  it('glows by the root of the value: a spread that hardly happens does not', () => {
    const faint = (mean: number) =>
      drawn(
        880,
        viewOf({
          ...outcome,
          results: {
            ...outcome.results,
            scenarios: outcome.results.scenarios.map((one) => ({ ...one, flow: { 7: { 2: mean } } })),
          },
        }),
      );
    expect(faint(0.01)).toContain(`fill="${palettes.light.reach[1]}"`);
    expect(faint(0.25)).toContain(`fill="${palettes.light.reach[5]}"`);
    expect(faint(25)).toContain(`fill="${palettes.light.reach[10]}"`);
  });

  it('says of the largest ways what they take, as shares that are right', () => {
    const body = plain(flow.body?.(view, () => group())?.markup ?? '');
    for (const { from, to } of crossings(view).slice(0, 5)) {
      const arcs = (view.kept?.arcs ?? []).filter((arc) => {
        const layer = (id: string) => view.components.find((component) => component.id === id)?.layer;
        return layer(arc.from) === from && layer(arc.to) === to;
      });
      const total = arcs.reduce((sum, { share }) => sum + share, 0);
      const shares = new Map<string, number>();
      for (const { relation, direction, share } of arcs)
        shares.set(`${relation}${direction}`, (shares.get(`${relation}${direction}`) ?? 0) + share);
      const best = Math.max(...shares.values()) / total;
      if (best >= 0.2) expect(body).toContain(best === 1 ? '100%' : `${Math.round(best * 100)}%`);
    }
  });

  it('is absent where nothing spread', () => {
    expect(flow.isFor(viewOf(outcomeOf({ ...nothingReached(supportDesk), worlds: 20 })))).toBe(false);
  });

  it.each([
    [0, '0.00'],
    [0.004, '<0.01'],
    [0.93, '0.93'],
    [9.996, '10.0'],
    [43.78, '43.8'],
    [320.7, '321'],
  ])('writes %f infections as %s', (mean, text) => expect(flowText(mean)).toBe(text));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layers } from '../../../src/graph/kinds.ts';
import { type GraphForm, usualForm } from '../../../viz/graph/graph-form.ts';
import { layOutBands } from '../../../viz/graph/layout.ts';
import { type GridSizes, layOutGrid } from '../../../viz/graph/layout-grid.ts';
import type { LayoutInput } from '../../../viz/graph/layout-places.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { sceneOf } from '../../../viz/graph/scene.ts';
import { viewOf } from '../../../viz/view.ts';
import { estate, everythingReached, nothingReached, outcomeOf, supportDesk } from '../fixture.ts';
import { layoutInputs, sizes } from './layout-inputs.ts';

const inputs = layoutInputs({ min: 1, max: 30 }, 60);

describe('the bands', () => {
  it('never let cards overlap or leave the width, and keep every card in the band of its layer', () => {
    fc.assert(
      fc.property(inputs, (input: LayoutInput) => {
        const { cards, bands, height } = layOutBands(input, sizes);
        for (const [i, a] of cards.entries()) {
          const band = bands.find(({ layer }) => layer === input.components[i]?.layer);
          expect(a.y - 23).toBeGreaterThanOrEqual((band?.top ?? Infinity) + 17);
          expect(a.y + 23).toBeLessThanOrEqual((band?.bottom ?? 0) - 17);
          expect(a.x - 68).toBeGreaterThanOrEqual(-0.01);
          expect(a.x + 68).toBeLessThanOrEqual(sizes.width + 0.01);
          for (const b of cards.slice(i + 1))
            expect(Math.abs(a.y - b.y) > 46 || Math.abs(a.x - b.x) > 135.99).toBe(true);
        }
        expect(bands.map(({ layer }) => layer)).toEqual(
          layers.toReversed().filter((layer) => input.components.some((c) => c.layer === layer)),
        );
        expect(bands.at(-1)?.bottom).toBe(height);
      }),
      { numRuns: 60 },
    );
  });

  it('give a relation a lane in every row that it passes', () => {
    const { components, relations } = outcomeOf({ ...supportDesk, worlds: 1 }).details;
    const { chains, cards } = layOutBands({ components, relations }, sizes);
    const positions = new Map(components.map(({ id }, i) => [id, i]));
    for (const [i, places] of chains.entries()) {
      const [from, to] = [
        cards[positions.get(relations[i]?.from as string) as number],
        cards[positions.get(relations[i]?.to as string) as number],
      ];
      expect(places.length).toBe(Math.max(2, Math.abs((from?.row as number) - (to?.row as number)) + 1));
    }
  });

  it('move no card when results differ', () => {
    const [none, all] = [nothingReached(supportDesk), everythingReached(supportDesk)].map((sketch) => {
      const { components, relations } = outcomeOf({ ...sketch, worlds: 5 }).details;
      return layOutBands({ components, relations }, sizes).cards.map(({ x, y }) => [x, y]);
    });
    expect(none).toEqual(all);
  });

  it('are the same every time', () => {
    fc.assert(
      fc.property(inputs, (input: LayoutInput) => {
        const positions = (): number[][] => layOutBands(input, sizes).cards.map(({ x, y }) => [x, y]);
        expect(positions()).toEqual(positions());
      }),
      { numRuns: 20 },
    );
  });
});

describe('the grid', () => {
  const outcome = outcomeOf({ ...estate(120), worlds: 20 });
  const view = viewOf(outcome);
  const scene = (form: Partial<GraphForm>) => sceneOf(view, { ...usualForm, ...form }, endOf(view), 12);
  const wide: GridSizes = {
    width: 848,
    left: 150,
    tile: 19,
    gap: 4,
    head: 46,
    bandPad: 13,
    cellHeight: 32,
    leastColumn: 64,
  };

  it.each<[string, Partial<GraphForm>, GridSizes]>([
    ['tiles', {}, wide],
    ['narrow tiles', {}, { ...wide, width: 354, left: 8, tile: 16, gap: 3, bandPad: 20 }],
    ['cells', { by: 'group' }, wide],
    ['an open column between cells', { by: 'group', openGroup: 'sales' }, wide],
    ['an open layer', { by: 'layer', openGroup: 'L7' }, wide],
  ])('keeps %s apart, in their bands and in the width', (_name, form, grid) => {
    const shown = scene(form);
    const { places, bands } = layOutGrid(shown, grid);
    expect(places.length).toBe(shown.cards.length);
    for (const [i, a] of places.entries()) {
      const band = bands.find(({ layer }) => layer === shown.cards[i]?.layer);
      expect(a.y - a.height / 2).toBeGreaterThanOrEqual(band?.top ?? Infinity);
      expect(a.y + a.height / 2).toBeLessThanOrEqual(band?.bottom ?? 0);
      expect(a.x - a.width / 2).toBeGreaterThanOrEqual(grid.left);
      expect(a.x + a.width / 2).toBeLessThanOrEqual(grid.width);
      for (const b of places.slice(i + 1)) {
        const isClear =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 - 0.01 ||
          Math.abs(a.y - b.y) >= (a.height + b.height) / 2 - 0.01;
        expect(isClear).toBe(true);
      }
    }
  });

  it('moves nothing when results differ', () => {
    const other = viewOf(outcomeOf({ ...nothingReached(estate(120)), worlds: 5 }));
    for (const by of ['component', 'group', 'layer'] as const) {
      const [a, b] = [view, other].map(
        (of) => layOutGrid(sceneOf(of, { ...usualForm, by }, endOf(of), 12), wide).places,
      );
      expect(a).toEqual(b);
    }
  });

  it('puts each zone in a column, the largest first and what is shared last', () => {
    expect(scene({}).columns.map(({ name }) => name)).toEqual([
      'billing',
      'claims',
      'finance',
      'hr',
      'logistics',
      'returns',
      'sales',
      'sales-2',
      'shared',
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BandsLayout, layOutBands } from '../../../viz/graph/layout.ts';
import type { LayoutInput } from '../../../viz/graph/layout-places.ts';
import { type Point, type Route, routeRelations } from '../../../viz/graph/routes.ts';
import { layoutInputs, sizes } from './layout-inputs.ts';

const inputs = layoutInputs({ min: 2, max: 24 }, 40);

type Drawn = { readonly layout: BandsLayout; readonly routes: readonly (Route | null)[] };

function drawn(input: LayoutInput): Drawn {
  const layout = layOutBands(input, sizes);
  return { layout, routes: routeRelations(layout, sizes, []) };
}

const holds = (check: (drawing: Drawn, input: LayoutInput) => void): void =>
  fc.assert(
    fc.property(inputs, (input) => check(drawn(input), input)),
    { numRuns: 80 },
  );

describe('lines', () => {
  it('run through no card, not even their own', () => {
    holds(({ layout, routes }) => {
      for (const route of routes) {
        for (const [a, b] of route?.stretches ?? []) {
          for (const card of layout.cards) {
            const isClear =
              Math.max(a[0], b[0]) <= card.x - card.width / 2 + 0.5 ||
              Math.min(a[0], b[0]) >= card.x + card.width / 2 - 0.5 ||
              Math.max(a[1], b[1]) <= card.y - 23 + 0.5 ||
              Math.min(a[1], b[1]) >= card.y + 23 - 0.5;
            expect(isClear).toBe(true);
          }
        }
      }
    });
  });

  it('begin and end at the edges of their cards', () => {
    holds(({ layout, routes }, { components, relations }) => {
      const cardOf = (id: string | undefined) => layout.cards[components.findIndex((c) => c.id === id)];
      for (const [i, route] of routes.entries()) {
        if (route === null) continue;
        for (const [end, id] of [
          [route.from, relations[i]?.from],
          [route.to, relations[i]?.to],
        ] as const) {
          const card = cardOf(id);
          const [dx, dy] = [Math.abs(end.x - (card?.x ?? 0)), Math.abs(end.y - (card?.y ?? 0))];
          expect(Math.abs(dx - 68) < 0.01 ? dy <= 23 : Math.abs(dy - 23) < 0.01 && dx <= 68).toBe(true);
        }
      }
    });
  });

  it('never lie on each other where they run level', () => {
    holds(({ routes }) => {
      const level = routes.flatMap((route, relation) =>
        (route?.stretches ?? []).flatMap(([a, b]) => (isLevel(a, b) ? [{ relation, a, b }] : [])),
      );
      for (const [i, one] of level.entries()) {
        for (const other of level.slice(i + 1)) {
          if (one.relation === other.relation || Math.abs(one.a[1] - other.a[1]) > 2) continue;
          const overlap =
            Math.min(Math.max(one.a[0], one.b[0]), Math.max(other.a[0], other.b[0])) -
            Math.max(Math.min(one.a[0], one.b[0]), Math.min(other.a[0], other.b[0]));
          expect(overlap).toBeLessThanOrEqual(0);
        }
      }
    });
  });

  it('go straight down where a card stands under the other', () => {
    const { routes } = drawn({
      components: [
        { id: 'a', layer: 7 },
        { id: 'b', layer: 6 },
      ],
      relations: [{ from: 'a', to: 'b' }],
    });
    expect(routes[0]?.stretches).toHaveLength(1);
    expect(routes[0]?.from.x).toBe(routes[0]?.to.x);
  });
});

const isLevel = (a: Point, b: Point): boolean => a[1] === b[1] && a[0] !== b[0];

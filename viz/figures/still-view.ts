import { layOutBands } from '../graph/layout.ts';
import type { LayoutSizes } from '../graph/layout-places.ts';
import { looksAt } from '../graph/moment.ts';
import { h, type Markup } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { drawing } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';

export type StillOptions = { readonly width: number; readonly palette: Palette; readonly round: number };

const ROW_PX = 15;

/** The expected state after one round as a stamp: the cards of the graph, in the same rows and order. */
export function stillView(view: View, { width, palette, round }: StillOptions): Markup {
  const looks = looksAt(view, { round, world: null });
  const perRow = Math.max(
    1,
    ...[1, 2, 3, 4, 5, 6, 7].map((layer) => view.components.filter((c) => c.layer === layer).length),
  );
  const sizes: LayoutSizes = {
    width: width - 8,
    card: { width: Math.max(4, Math.min(26, (width - 8) / perRow - 4)), height: 9 },
    relatedGap: 10,
    gap: 4,
    laneGap: 2,
    bandPad: 3,
    bandGap: 2,
    rowGap: 3,
    trackPitch: 0,
  };
  const relations = view.components.length > 60 ? [] : view.details.relations;
  const { cards, bands, height } = layOutBands({ components: view.components, relations }, sizes);
  return drawing(
    {
      width,
      height: Math.max(height, ROW_PX),
      label: `Expected state after round ${round}: ${fixed(reachedBy(view, round), 1)} reached`,
    },
    bands.map(({ top, bottom }) => h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk })),
    cards.map(({ x, y }, i) =>
      h('rect', {
        x: x + 4 - sizes.card.width / 2,
        y: y - sizes.card.height / 2,
        width: sizes.card.width,
        height: sizes.card.height,
        rx: 3,
        fill: palette.reach[reachStep(looks[i]?.share ?? 0)],
        stroke: view.isEntry[i] ? palette.ink : palette.rule,
        'stroke-width': view.isEntry[i] ? 1.6 : 0.7,
      }),
    ),
  );
}

/** Mean number reached by the end of the round. */
export const reachedBy = ({ scenario }: View, round: number): number => scenario.curve.total[round] ?? 0;

import { layerNames } from '../../src/graph/kinds.ts';
import { group, h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt } from '../svg.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { levelBox, obstacles } from './boxes.ts';
import { card } from './card.ts';
import { graphLabel } from './label.ts';
import { type Band, type BandsLayout, layOutBands } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import { drawEnds, drawLine, relationLines } from './lines.ts';
import { type Look, looksAt } from './moment.ts';
import { controlDisc, verb } from './words.ts';

/** Up to some thirty components: every card and every relation, with its verb. */
export function cardGraph(view: View, options: PictureOptions): Markup {
  const { width, palette, moment, isInteractive } = options;
  const isNarrow = width < NARROW_PX;
  const { sizes, left } = isNarrow ? narrowSizes(width) : wideSizes(width);
  const layout = shiftRight(
    layOutBands({ components: view.components, relations: view.details.relations }, sizes),
    left,
  );
  const lines = relationLines(view, layout, sizes);
  const looks = looksAt(view, moment);
  const taken = obstacles(layout, sizes, left, isNarrow);
  taken.push(...lines.flatMap(({ route }) => levelBox(route)));
  const discs = lines.flatMap((line) => controlDisc(line, view, palette, taken, isNarrow));
  const verbs = isNarrow ? [] : lines.toReversed().map((line) => verb(line, palette, taken, width, lines.length));
  const first = view.isEntry.indexOf(true);
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: isNarrow ? 'graph narrow' : 'graph',
    },
    h(
      'g',
      { class: 'bands' },
      layout.bands.map((band) => bandGround(band, palette, width)),
    ),
    h(
      'g',
      { class: 'lines', 'stroke-linecap': 'round' },
      lines.map((line) => drawLine(line, palette)),
    ),
    h(
      'g',
      { class: 'ends' },
      lines.map((line) => drawEnds(line, palette, isNarrow)),
    ),
    h(
      'g',
      { class: 'names' },
      layout.bands.map((band) => bandName(band, palette, isNarrow)),
    ),
    h('g', { class: 'verbs' }, verbs, discs),
    view.components.map((component, i) =>
      card(component, looks[i] as Look, {
        i,
        x: (layout.cards[i]?.x ?? 0) - sizes.card.width / 2,
        y: (layout.cards[i]?.y ?? 0) - sizes.card.height / 2,
        sizes,
        palette,
        isNarrow,
        isEntry: view.isEntry[i] as boolean,
        button: isInteractive ? (i === Math.max(0, first) ? 0 : -1) : null,
      }),
    ),
  );
}

const NARROW_PX = 600;
const GUTTER_PX = 118;

const wideSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: GUTTER_PX,
  sizes: {
    width: width - GUTTER_PX - 10,
    card: { width: width < 840 ? 136 : 144, height: 46 },
    relatedGap: 84,
    gap: 24,
    laneGap: 13,
    bandPad: 20,
    bandGap: 16,
    rowGap: 52,
    archRoom: 16,
  },
});

const narrowSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: 8,
  sizes: {
    width: width - 12,
    card: { width: 80, height: 40 },
    relatedGap: 14,
    gap: 7,
    laneGap: 5,
    bandPad: 22,
    bandGap: 6,
    rowGap: 24,
    archRoom: 8,
  },
});

function shiftRight(layout: BandsLayout, px: number): BandsLayout {
  for (const place of layout.rows.flat()) place.x += px;
  return layout;
}

/* Bands */

const bandGround = ({ layer, top, bottom }: Band, palette: Palette, width: number): Markup[] => [
  h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }),
  h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
];

function bandName({ layer, top, bottom }: Band, palette: Palette, isNarrow: boolean): Markup {
  const key = span({ weight: 600, fill: palette.ink }, `L${layer}`);
  if (isNarrow) {
    return textAt(11, top + 14, { size: 11.5, fill: palette.soft, halo: palette.sunk }, key, ` ${layerNames[layer]}`);
  }
  const [first, ...others] = layerNames[layer].split(' ');
  const y = (top + bottom) / 2 - 10;
  return group(
    textAt(15, y, { size: 13, weight: 600, fill: palette.ink }, `L${layer}`),
    textAt(15, y + 15, { size: 11.5, fill: palette.soft }, first),
    textAt(15, y + 29, { size: 11.5, fill: palette.soft }, others.join(' ')),
  );
}

import { layerNames } from '../../src/graph/kinds.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { cardBoxes } from './boxes.ts';
import { card } from './card.ts';
import { graphLabel } from './label.ts';
import { type Band, type BandsLayout, layOutBands } from './layout.ts';
import type { LayoutInput, LayoutSizes, Place } from './layout-places.ts';
import { drawEnds, drawLine, relationLines, verbOf } from './lines.ts';
import type { Scene } from './scene.ts';
import type { SceneCard } from './scene-cards.ts';
import { tabStops } from './tab-stops.ts';
import { controlDisc, type Ground, VERB_SIZE, verb } from './words.ts';

/** Up to some thirty cards: every one, and every relation with its verb. */
export function cardGraph(view: View, scene: Scene, options: PictureOptions): Markup {
  const { width, palette, isInteractive } = options;
  const isNarrow = width < NARROW_PX;
  const { sizes, left } = isNarrow ? narrowSizes(width) : wideSizes(width);
  const layout = shiftRight(layOutBands(cardsToPlace(scene, isNarrow), sizes), left);
  const lines = relationLines(scene, layout, sizes, options.form?.leastShare ?? 0);
  const ground: Ground = { palette, taken: cardBoxes(layout, sizes, left, isNarrow), width, isNarrow };
  const inOrder = lines.toReversed();
  const discs = inOrder.map((line) => controlDisc(line, lines, view, ground));
  const verbs = isNarrow ? [] : inOrder.map((line) => verb(line, lines, ground));
  const buttons = tabStops(scene, isInteractive);
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: isNarrow ? 'graph narrow' : 'graph',
    },
    layer(
      'bands',
      layout.bands.map((band) => bandGround(band, palette, width)),
    ),
    h(
      'g',
      { class: 'lines', 'stroke-linecap': 'round' },
      lines.map((line) => drawLine(line, palette)),
    ),
    layer(
      'names',
      layout.bands.map((band) => bandName(band, palette, isNarrow)),
    ),
    layer('verbs', [verbs, discs]),
    scene.cards.map((shown, i) =>
      card(shown, {
        ...boxOf(layout.cards[i] as Place, sizes),
        palette,
        isNarrow,
        button: buttons[i] ?? null,
      }),
    ),
    // Over rings and stacks of cards, so that every head touches something.
    layer(
      'ends',
      lines.map((line) => drawEnds(line, palette, isNarrow)),
    ),
  );
}

const layer = (name: string, children: readonly Child[]): Markup => h('g', { class: name }, children);

/** Below, cards are a name over a percentage, and the names of layers stand above their cards. */
const NARROW_PX = 660;
const GUTTER_PX = 118;

const wideSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: GUTTER_PX,
  sizes: {
    width: width - GUTTER_PX - 10,
    card: { width: 136, height: 46 },
    relatedGap: 84,
    gap: 22,
    laneGap: 13,
    bandPad: 20,
    bandGap: 14,
    rowGap: 52,
    trackPitch: 12,
  },
});

const narrowSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: 8,
  sizes: {
    width: width - 14,
    card: { width: Math.max(80, Math.min(124, Math.floor((width - 14) / 4.7))), height: 40 },
    relatedGap: 22,
    gap: 10,
    laneGap: 6,
    bandPad: 24,
    bandGap: 6,
    rowGap: 28,
    trackPitch: 7,
  },
});

/** Cards are as wide as their names ask, within limits; neighbours leave room for the verb between them. */
function cardsToPlace({ cards, lines }: Scene, isNarrow: boolean): LayoutInput {
  return {
    components: cards.map((shown, i) => ({
      id: String(i),
      layer: shown.layer,
      ...(!isNarrow && { width: cardWidth(shown) }),
    })),
    relations: lines.map((line) => ({
      from: String(line.from),
      to: String(line.to),
      ...(!isNarrow && { gap: Math.max(84, textWidth(`${verbOf(line)} 99%`, VERB_SIZE, 600) + 16) }),
    })),
  };
}

const [LEAST_WIDTH, MOST_WIDTH] = [118, 190];

function cardWidth({ name, isExposed, count, opens }: SceneCard): number {
  // Whatever the results: "99.9 of 120  exposed".
  const second =
    opens === null ? 138 : 36 + textWidth(`${count}.0 of ${count}`, 12.5) + textWidth('  exposed', 11.6) + 9;
  const least = isExposed || count > 1 ? second : LEAST_WIDTH;
  return Math.min(MOST_WIDTH, Math.max(least, Math.ceil((textWidth(name, 13, 600) + 48) / 6) * 6));
}

const boxOf = ({ x, y, width }: Place, { card: { height } }: LayoutSizes) => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

/** Moves all that was laid out to the right of the names of the layers. */
function shiftRight(layout: BandsLayout, px: number): BandsLayout {
  for (const place of layout.rows.flat()) place.x += px;
  return {
    ...layout,
    ports: layout.ports.map(
      (ends) =>
        ends && [
          { ...ends[0], x: ends[0].x + px },
          { ...ends[1], x: ends[1].x + px },
        ],
    ),
    pieces: layout.pieces.map((list) => list.map((piece) => ({ ...piece, from: piece.from + px, to: piece.to + px }))),
  };
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

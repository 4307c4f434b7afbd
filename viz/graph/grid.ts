import { h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { entryRing, node } from './card.ts';
import { columnHeads, gridBandNames, gridBands } from './grid-heads.ts';
import { gridLines } from './grid-lines.ts';
import { ARCH_PX, gridMargin, UPRIGHT_PX } from './grid-margin.ts';
import { graphLabel } from './label.ts';
import { type GridPlace, type GridSizes, layOutGrid } from './layout-grid.ts';
import { glyph } from './marks.ts';
import type { Scene } from './scene.ts';
import type { SceneCard } from './scene-cards.ts';
import { tabStops } from './tab-stops.ts';
import { tileNames } from './tile-names.ts';

/** More than some thirty cards: rows are layers, columns groups, components tiles with glyphs. */
export function gridGraph(view: View, scene: Scene, options: PictureOptions): Markup {
  const { width, palette, isInteractive } = options;
  const sizes = sizesFor(width, scene);
  const layout = layOutGrid(scene, sizes);
  const buttons = tabStops(scene, isInteractive);
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: 'graph grid tiles',
    },
    gridBands(layout, options),
    h('g', { class: 'lines', 'stroke-linecap': 'round' }, gridLines(scene, layout, options)),
    gridBandNames(view, layout, options),
    scene.by === 'layer' ? null : columnHeads(view, scene, layout, options),
    scene.cards.map((card, i) => {
      const button = buttons[i] ?? null;
      const place = layout.places[i] as GridPlace;
      return card.opens === null ? tile(card, place, palette, button) : cell(card, place, palette, button);
    }),
    tileNames(scene, layout, palette, width),
  );
}

/** As many columns as have room for their heads. */
export const mostColumns = (width: number): number => {
  const { left } = gridMargin(width);
  return Math.max(3, Math.min(12, Math.floor((width - left - 4) / leastColumn(width))));
};

/** Room for a head and two tiles, or for a cell with its number; heads of narrow pictures stand upright. */
const leastColumn = (width: number): number => (gridMargin(width).isNarrow ? 40 : 64);

function sizesFor(width: number, { by }: Scene): GridSizes {
  const { isNarrow, left } = gridMargin(width);
  return {
    width,
    left,
    tile: isNarrow ? 16 : 19,
    gap: isNarrow ? 3 : 4,
    head: by === 'layer' ? 0 : isNarrow ? UPRIGHT_PX + 8 : 36 + ARCH_PX,
    leastColumn: leastColumn(width),
    bandPad: isNarrow ? 21 : 13,
    cellHeight: isNarrow ? 26 : 32,
  };
}

/* Components and cells */

function tile(card: SceneCard, { x, y, width }: GridPlace, palette: Palette, button: 0 | -1 | null): Markup {
  const step = reachStep(card.look.share);
  const half = width / 2;
  const square = { x: -half, y: -half, width, height: width, rx: 4, stroke: palette.rule, 'stroke-width': 0.8 };
  return node(
    card,
    button,
    translate(x, y),
    card.isEntry && entryRing(-half - 4, -half - 4, width + 8, width + 8, 7, palette),
    card.count > 1 && h('rect', { ...square, x: 3 - half, y: -half - 3, fill: palette.sunk }),
    h('rect', { class: 'fill', ...square, fill: palette.reach[step] }),
    h(
      'g',
      { class: 'face' },
      card.kind !== null &&
        glyph(card.kind, palette.onReach[step] as string, `scale(${Math.round((width / 30) * 100) / 100})`),
    ),
    card.isExposed &&
      !card.isEntry &&
      h('circle', { cx: half, cy: -half, r: 2.6, fill: palette.ink, stroke: palette.sunk }),
  );
}

/** All components of a column in a layer: how many of them were reached. */
function cell(card: SceneCard, { x, y, width, height }: GridPlace, palette: Palette, button: 0 | -1 | null): Markup {
  const step = reachStep(card.look.share);
  const { note } = card.look;
  const text = textWidth(note, 11.5) <= width - 1 ? note : (note.split(' of ')[0] as string);
  const outline = { x: -width / 2, y: -height / 2, width, height, rx: 7, stroke: palette.rule };
  return node(
    card,
    button,
    translate(x, y),
    card.isEntry && entryRing(-width / 2 - 4, -height / 2 - 4, width + 8, height + 8, 11, palette),
    h('rect', { ...outline, x: 3 - width / 2, y: -height / 2 - 3, fill: palette.sunk }),
    h('rect', { class: 'fill', ...outline, fill: palette.reach[step] }),
    h(
      'g',
      { class: 'face', fill: palette.onReach[step] },
      textWidth(text, 11.5) <= width - 1 &&
        h('text', { class: 'note', y: 4, 'font-size': 11.5, 'text-anchor': 'middle' }, text),
    ),
  );
}

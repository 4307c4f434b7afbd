import { layerNames } from '../../src/graph/kinds.ts';
import { h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { type Box, cheapestSpot } from './boxes.ts';
import { entryRing, node } from './card.ts';
import { cellLook } from './cell-look.ts';
import { gridLines } from './grid-lines.ts';
import { graphLabel } from './label.ts';
import { type GridLayout, type GridPlace, type GridSizes, layOutGrid } from './layout-grid.ts';
import { glyph } from './marks.ts';
import { looksAt } from './moment.ts';
import type { Scene, SceneCard } from './scene.ts';
import { shortNames } from './short-names.ts';

const NARROW_PX = 600;

/** More than some thirty cards: rows are layers, columns groups, components tiles with glyphs. */
export function gridGraph(view: View, scene: Scene, options: PictureOptions): Markup {
  const { width, palette, isInteractive } = options;
  const sizes = sizesFor(width, scene);
  const layout = layOutGrid(scene, sizes);
  const first = Math.max(
    0,
    scene.cards.findIndex(({ isEntry, opens }) => isEntry && opens === null),
  );
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: 'graph grid tiles',
    },
    bandsOf(layout, options),
    h('g', { class: 'lines', 'stroke-linecap': 'round' }, gridLines(scene, layout, options)),
    bandNames(view, layout, options),
    scene.by === 'layer' ? null : columnHeads(view, scene, layout, options),
    scene.cards.map((card, i) => {
      const button = !isInteractive ? null : i === first || card.opens !== null ? 0 : -1;
      const place = layout.places[i] as GridPlace;
      return card.opens === null ? tile(card, place, palette, button) : cell(card, place, palette, button);
    }),
    tileNames(scene, layout, palette, width),
  );
}

/** As many columns as have room for their heads. */
export const mostColumns = (width: number): number => {
  const { left } = leftOf(width);
  return Math.max(3, Math.min(12, Math.floor((width - left - 4) / leastColumn(width))));
};

const leftOf = (width: number): { isNarrow: boolean; left: number } =>
  width < NARROW_PX ? { isNarrow: true, left: 8 } : { isNarrow: false, left: 150 };

/** Room for a head and two tiles, or for a cell with its number; heads of narrow pictures stand upright. */
const leastColumn = (width: number): number => (width < NARROW_PX ? 40 : 64);

function sizesFor(width: number, { by }: Scene): GridSizes {
  const { isNarrow, left } = leftOf(width);
  return {
    width,
    left,
    tile: isNarrow ? 16 : 19,
    gap: isNarrow ? 3 : 4,
    head: by === 'layer' ? 0 : isNarrow ? UPRIGHT_PX + 8 : 42,
    leastColumn: leastColumn(width),
    bandPad: isNarrow ? 21 : 13,
    cellHeight: isNarrow ? 26 : 32,
  };
}

/* Bands and heads */

const bandsOf = ({ bands }: GridLayout, { width, palette }: PictureOptions): Markup =>
  h(
    'g',
    { class: 'bands' },
    bands.map(({ layer, top, bottom }) => [
      h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }, h('title', {}, layerNames[layer])),
      h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
    ]),
  );

function bandNames(view: View, { bands }: GridLayout, { width, palette, moment }: PictureOptions): Markup {
  const looks = looksAt(view, moment);
  const { isNarrow } = leftOf(width);
  return h(
    'g',
    { class: 'names' },
    bands.map(({ layer, top }) => {
      const members = view.components.flatMap((component, i) => (component.layer === layer ? [i] : []));
      const { note } = cellLook(view, members, looks);
      const reached = note === 'entry point' ? note : `${note} reached`;
      const key = [span({ weight: 600, fill: palette.ink }, `L${layer}`), ` ${shortNames[layer]}`];
      const soft = { fill: palette.soft, halo: palette.sunk } as const;
      return isNarrow
        ? textAt(11, top + 14, { ...soft, size: 11.5 }, key, `, ${reached}`)
        : [
            textAt(14, top + 17, { ...soft, size: 12.5 }, key),
            textAt(14, top + 32, { size: 11.5, fill: palette.mute }, reached),
          ];
    }),
  );
}

/** Narrower columns have their names upright. */
const LEAST_HEAD_PX = 46;
const UPRIGHT_PX = 66;

function columnHeads(
  view: View,
  { columns }: Scene,
  layout: GridLayout,
  { palette, moment, isInteractive }: PictureOptions,
): Markup {
  const looks = looksAt(view, moment);
  return h(
    'g',
    { class: 'heads' },
    layout.columns.map(({ left, width }, k) => {
      const { name, members } = columns[k] as Scene['columns'][number];
      const room = width - 6;
      const isEntrys = members.some((i) => view.isEntry[i]);
      const x = left + width / 2;
      const style = { size: 12.5, weight: 600, anchor: 'middle', fill: isEntrys ? palette.ink : palette.soft } as const;
      const note = cellLook(view, members, looks).note;
      const noteSize = { size: 11.5, anchor: 'middle', fill: palette.mute } as const;
      const action = isInteractive ? { class: 'head', 'data-action': 'open-group', 'data-group': name } : {};
      if (room < LEAST_HEAD_PX) {
        const upright = `${translate(x + 4, UPRIGHT_PX)} rotate(-90)`;
        const { anchor: _, ...start } = style;
        return h(
          'g',
          action,
          h('g', { transform: upright }, textAt(0, 0, start, fitMiddle(name, UPRIGHT_PX - 2, 12.5, 600))),
        );
      }
      return h(
        'g',
        action,
        textAt(x, 15, style, h('title', {}, name), fitMiddle(name, room, 12.5, 600)),
        textWidth(note, 11.5) <= room && textAt(x, 31, noteSize, note),
      );
    }),
  );
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

const MOST_NAMES = 24;
const NAMED_FROM = 0.05;
const NAME_SIZE = 11;

/** Names of the entry points and of what was reached most, where there is room beside the tile. */
function tileNames({ cards, columns }: Scene, { places, bands }: GridLayout, palette: Palette, width: number): Markup {
  const taken = places.map(
    ({ x, y, width: w, height }): Box => [x - w / 2 - 1, y - height / 2 - 1, x + w / 2 + 1, y + height / 2 + 1],
  );
  const { isNarrow, left } = leftOf(width);
  for (const { top, bottom } of bands) taken.push(isNarrow ? [0, top, 190, top + 18] : [0, top, left - 4, bottom]);
  const named = cards
    .map((card, i) => ({ card, i }))
    .filter(({ card }) => card.opens === null && (card.isEntry || card.look.share >= NAMED_FROM))
    .sort(
      (a, b) => Number(b.card.isEntry) - Number(a.card.isEntry) || b.card.look.share - a.card.look.share || a.i - b.i,
    );
  const words: Markup[] = [];
  for (const { card, i } of named) {
    if (words.length === MOST_NAMES) break;
    const text = fitMiddle(withoutGroup(card.name, columns[card.column]?.name ?? ''), 96, NAME_SIZE);
    const spot = nameSpot(text, places[i] as GridPlace, card.isEntry ? 5 : 0, taken, width);
    if (spot === null) continue;
    words.push(
      textAt(spot[0], spot[1] + 4, { size: NAME_SIZE, anchor: 'middle', fill: palette.ink, halo: palette.sunk }, text),
    );
  }
  return h('g', { class: 'tile-names', 'aria-hidden': 'true' }, words);
}

/** The column says the group already. */
const withoutGroup = (name: string, group: string): string =>
  name.startsWith(group) && /^[-_./: ]/.test(name.slice(group.length)) ? name.slice(group.length + 1) : name;

function nameSpot(text: string, { x, y, width }: GridPlace, ring: number, taken: Box[], most: number) {
  const half = textWidth(text, NAME_SIZE) / 2 + 2;
  const beside = width / 2 + half + 1 + ring;
  const above = width / 2 + 8 + ring;
  const spots = [
    [x + beside, y],
    [x - beside, y],
    [x, y - above],
    [x, y + above],
  ].map(([u, v], k) => {
    const at = [u as number, v as number] as const;
    return { at, box: [at[0] - half, at[1] - 6, at[0] + half, at[1] + 6] as Box, cost: k };
  });
  return cheapestSpot(spots, [], taken, most);
}

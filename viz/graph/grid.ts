import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import { h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { type Box, cheapestSpot } from './boxes.ts';
import { cardTitle, entryRing, nodeAttributes } from './card.ts';
import { cellLook } from './cell-look.ts';
import { gridLines } from './grid-lines.ts';
import { graphLabel } from './label.ts';
import { type GridLayout, type GridPlace, type GridSizes, LEAST_COLUMN_PX, layOutGrid } from './layout-grid.ts';
import { glyph } from './marks.ts';
import { looksAt } from './moment.ts';
import type { Scene, SceneCard } from './scene.ts';

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
    bandsOf(view, layout, options),
    h('g', { class: 'lines', 'stroke-linecap': 'round' }, gridLines(scene, layout, options)),
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
  return Math.max(3, Math.min(12, Math.floor((width - left - 4) / LEAST_COLUMN_PX)));
};

const leftOf = (width: number): { isNarrow: boolean; left: number } =>
  width < NARROW_PX ? { isNarrow: true, left: 8 } : { isNarrow: false, left: 150 };

function sizesFor(width: number, { by }: Scene): GridSizes {
  const { isNarrow, left } = leftOf(width);
  return {
    width,
    left,
    tile: isNarrow ? 16 : 19,
    gap: isNarrow ? 3 : 4,
    head: by === 'layer' ? 0 : 42,
    bandPad: isNarrow ? 21 : 13,
    cellHeight: isNarrow ? 26 : 32,
  };
}

/* Bands and heads */

const shortNames: Readonly<Record<Layer, string>> = {
  1: 'Models',
  2: 'Data',
  3: 'Frameworks',
  4: 'Infrastructure',
  5: 'Observability',
  6: 'Security',
  7: 'Ecosystem',
};

function bandsOf(view: View, { bands }: GridLayout, { width, palette, moment }: PictureOptions): Markup {
  const looks = looksAt(view, moment);
  const { isNarrow } = leftOf(width);
  return h(
    'g',
    { class: 'bands' },
    bands.map(({ layer, top, bottom }) => {
      const members = view.components.flatMap((component, i) => (component.layer === layer ? [i] : []));
      const reached = cellLook(view, members, looks).note.replace(/^(.* of .*)$/, '$1 reached');
      const key = [span({ weight: 600, fill: palette.ink }, `L${layer}`), ` ${shortNames[layer]}`];
      return [
        h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }, h('title', {}, layerNames[layer])),
        h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
        isNarrow
          ? textAt(11, top + 14, { size: 11.5, fill: palette.soft }, key, `, ${reached}`)
          : [
              textAt(14, top + 17, { size: 12.5, fill: palette.soft }, key),
              textAt(14, top + 32, { size: 11.5, fill: palette.mute }, reached),
            ],
      ];
    }),
  );
}

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
      if (room < 34) return null;
      const isEntrys = members.some((i) => view.isEntry[i]);
      const x = left + width / 2;
      const style = { size: 12.5, weight: 600, anchor: 'middle', fill: isEntrys ? palette.ink : palette.soft } as const;
      const note = cellLook(view, members, looks).note;
      const noteSize = { size: 11.5, anchor: 'middle', fill: palette.mute } as const;
      return h(
        'g',
        isInteractive ? { class: 'head', 'data-action': 'open-group', 'data-group': name } : {},
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
  return h(
    'g',
    { ...nodeAttributes(card, button), transform: translate(x, y) },
    h('title', {}, cardTitle(card)),
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
  const text = textWidth(note, 11.5) <= width - 2 ? note : (note.split(' of ')[0] as string);
  const outline = { x: -width / 2, y: -height / 2, width, height, rx: 7, stroke: palette.rule };
  return h(
    'g',
    { ...nodeAttributes(card, button), transform: translate(x, y) },
    h('title', {}, cardTitle(card)),
    card.isEntry && entryRing(-width / 2 - 4, -height / 2 - 4, width + 8, height + 8, 11, palette),
    h('rect', { ...outline, x: 3 - width / 2, y: -height / 2 - 3, fill: palette.sunk }),
    h('rect', { class: 'fill', ...outline, fill: palette.reach[step] }),
    h(
      'g',
      { class: 'face', fill: palette.onReach[step] },
      textWidth(text, 11.5) <= width - 4 &&
        h('text', { class: 'note', y: 4, 'font-size': 11.5, 'text-anchor': 'middle' }, text),
    ),
  );
}

const MOST_NAMES = 24;
const NAMED_FROM = 0.05;
const NAME_SIZE = 11;

/** Names of the entry points and of what was reached most, where there is room beside the tile. */
function tileNames({ cards, columns }: Scene, { places }: GridLayout, palette: Palette, width: number): Markup {
  const taken = places.map(
    ({ x, y, width: w, height }): Box => [x - w / 2 - 1, y - height / 2 - 1, x + w / 2 + 1, y + height / 2 + 1],
  );
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

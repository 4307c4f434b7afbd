import { layers } from '../../src/graph/kinds.ts';
import { h, type Markup, path } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import type { View } from '../view.ts';
import { graphLabel } from './label.ts';
import { matrixCells } from './matrix-cells.ts';
import { isSummed, type MatrixGrid } from './matrix-grid.ts';
import type { Moment } from './moment.ts';
import type { Scene } from './scene.ts';
import type { SceneCard } from './scene-cards.ts';

/** More rows than these are gathered by group. */
export const MOST_ROWS = 130;
const NARROW_PX = 600;

/**
 * Who infected whom, from × to, in the order of the columns of the graph, layer 7 first in each: a cell is as warm as the
 * root of the share that was carried, so that small shares are seen too. A notch: against the declared relation.
 */
export function graphMatrix(view: View, scene: Scene, options: PictureOptions): Markup {
  const { width, palette } = options;
  const order = orderOf(scene);
  const isNarrow = width < NARROW_PX;
  const names = order.map((i) => nameOf(scene, scene.cards[i] as SceneCard));
  const longest = Math.max(0, ...names.map((name) => textWidth(name, TEXT_PX)));
  const side = Math.ceil(Math.min(isNarrow ? 96 : 190, longest + 16));
  const pitch = Math.min(MOST_PITCH, (width - side - 6) / Math.max(1, order.length));
  const isNamed = pitch >= LEAST_NAMED;
  const top = isNamed ? Math.ceil(Math.min(150, longest + 14)) : HEAD_PX;
  const size = pitch * order.length;
  const grid: MatrixGrid = { left: side, top, pitch, order, names, palette };
  return drawing(
    {
      width,
      height: top + size + CAPTION_PX,
      label: `${graphLabel(view)} As a matrix: rows infect columns.`,
      className: 'graph matrix',
    },
    h('rect', { x: side, y: top, width: size, height: size, fill: palette.sunk }),
    separators(scene, grid),
    isNamed ? [rowNames(grid), columnNames(grid)] : groupNames(scene, grid),
    h('g', { class: 'cells' }, matrixCells(scene, grid, options)),
    caption(scene, options.moment).map((line, k) =>
      textAt(isNarrow ? 4 : side, top + size + 20 + 16 * k, { size: 12, fill: palette.soft }, line),
    ),
  );
}

const TEXT_PX = 11.5;
const MOST_PITCH = 36;
const LEAST_NAMED = 13;
const HEAD_PX = 24;
const CAPTION_PX = 46;

function caption(scene: Scene, { world, round }: Moment): string[] {
  const what = isSummed(scene) ? 'infections per world' : 'percent of worlds';
  return [
    world === null
      ? `Row infects column: ${what}, in root steps.`
      : `Row infects column: in this world, by round ${round}.`,
    'A notch: only against the relation. A dot: possible, but hardly ever.',
  ];
}

/** Column by column as in the graph, layer 7 first in each. */
function orderOf({ cards }: Scene): number[] {
  const rank = ({ column, layer }: SceneCard): number => column * layers.length - layer;
  return cards.map((_, i) => i).sort((a, b) => rank(cards[a] as SceneCard) - rank(cards[b] as SceneCard) || a - b);
}

const nameOf = ({ by }: Scene, { name, opens, layer }: SceneCard): string =>
  opens === null ? name : by === 'layer' ? `L${layer} ${name}` : `${name} L${layer}`;

const rowNames = ({ left, top, pitch, names, palette }: MatrixGrid): Markup[] =>
  names.map((name, k) =>
    textAt(
      left - 8,
      top + (k + 0.5) * pitch + 4,
      { size: TEXT_PX, anchor: 'end', fill: palette.soft },
      fitMiddle(name, left - 12, TEXT_PX),
    ),
  );

const columnNames = ({ left, top, pitch, names, palette }: MatrixGrid): Markup[] =>
  names.map((name, k) =>
    h(
      'text',
      {
        transform: `${translate(left + (k + 0.5) * pitch + 4, top - 7)} rotate(-90)`,
        'font-size': TEXT_PX,
        fill: palette.soft,
      },
      fitMiddle(name, top - 10, TEXT_PX),
    ),
  );

/** Positions in `order` at which another column of the graph begins. */
function starts({ cards }: Scene, order: readonly number[]): number[] {
  return order.flatMap((i, k) => (k === 0 || cards[i]?.column !== cards[order[k - 1] as number]?.column ? [k] : []));
}

function separators(scene: Scene, { left, top, pitch, order, palette }: MatrixGrid): Markup {
  const size = pitch * order.length;
  const d = [...starts(scene, order), order.length]
    .map((k) => path`M${left} ${top + k * pitch}h${size}M${left + k * pitch} ${top}v${size}`)
    .join('');
  return h('path', { d, fill: 'none', stroke: palette.line });
}

/** Where rows are too thin for their names, their groups are named. */
function groupNames(scene: Scene, { left, top, pitch, order, palette }: MatrixGrid): Markup[] {
  const from = starts(scene, order);
  return from.flatMap((k, n) => {
    const end = from[n + 1] ?? order.length;
    const room = (end - k) * pitch;
    const name = scene.columns[scene.cards[order[k] as number]?.column ?? 0]?.name ?? '';
    const style = { size: TEXT_PX, fill: palette.soft } as const;
    const middle = ((k + end) / 2) * pitch;
    return [
      room >= TEXT_PX &&
        textAt(left - 8, top + middle + 4, { ...style, anchor: 'end' }, fitMiddle(name, left - 12, TEXT_PX)),
      room >= 30 && textAt(left + middle, top - 8, { ...style, anchor: 'middle' }, fitMiddle(name, room - 4, TEXT_PX)),
    ].filter((name) => name !== false);
  });
}

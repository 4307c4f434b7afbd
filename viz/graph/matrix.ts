import { layers } from '../../src/graph/kinds.ts';
import { h, type Markup, path } from '../markup.ts';
import { fixed, percent, percentNumber, plural } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { graphLabel } from './label.ts';
import type { Scene, SceneCard, SceneLine } from './scene.ts';

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
  const grid: Grid = { left: side, top, pitch, order, names, palette };
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
    h('g', { class: 'cells' }, cells(scene, grid, options.form?.leastShare ?? 0)),
    caption(scene).map((line, k) =>
      textAt(isNarrow ? 4 : side, top + size + 20 + 16 * k, { size: 12, fill: palette.soft }, line),
    ),
  );
}

const TEXT_PX = 11.5;
const MOST_PITCH = 36;
const LEAST_NAMED = 13;
const HEAD_PX = 24;
const CAPTION_PX = 46;

type Grid = {
  readonly left: number;
  readonly top: number;
  readonly pitch: number;
  /** Positions in `cards`. */
  readonly order: readonly number[];
  readonly names: readonly string[];
  readonly palette: Palette;
};

const caption = ({ lines }: Scene): string[] => [
  lines.some(({ relations }) => relations.length > 1)
    ? 'Row infects column: infections per world, in root steps.'
    : 'Row infects column: percent of worlds, in root steps.',
  'A notch: only against the relation. A dot: possible, but hardly ever.',
];

/** Column by column as in the graph, layer 7 first in each. */
function orderOf({ cards }: Scene): number[] {
  const rank = ({ column, layer }: SceneCard): number => column * layers.length - layer;
  return cards.map((_, i) => i).sort((a, b) => rank(cards[a] as SceneCard) - rank(cards[b] as SceneCard) || a - b);
}

const nameOf = ({ by }: Scene, { name, opens, layer }: SceneCard): string =>
  opens === null ? name : by === 'layer' ? `L${layer} ${name}` : `${name} L${layer}`;

const rowNames = ({ left, top, pitch, names, palette }: Grid): Markup[] =>
  names.map((name, k) =>
    textAt(
      left - 8,
      top + (k + 0.5) * pitch + 4,
      { size: TEXT_PX, anchor: 'end', fill: palette.soft },
      fitMiddle(name, left - 12, TEXT_PX),
    ),
  );

const columnNames = ({ left, top, pitch, names, palette }: Grid): Markup[] =>
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

function separators(scene: Scene, { left, top, pitch, order, palette }: Grid): Markup {
  const size = pitch * order.length;
  const d = [...starts(scene, order), order.length]
    .map((k) => path`M${left} ${top + k * pitch}h${size}M${left + k * pitch} ${top}v${size}`)
    .join('');
  return h('path', { d, fill: 'none', stroke: palette.line });
}

/** Where rows are too thin for their names, their groups are named. */
function groupNames(scene: Scene, { left, top, pitch, order, palette }: Grid): Markup[] {
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

type Entry = { value: number; isAgainst: boolean; isAlong: boolean; relations: number };

function cells(scene: Scene, grid: Grid, least: number): Markup[] {
  const place = new Map(grid.order.map((i, k) => [i, k]));
  const entries = new Map<string, Entry>();
  const add = (from: number, to: number, value: number, isAgainst: boolean, { relations }: SceneLine): void => {
    const key = `${place.get(from)} ${place.get(to)}`;
    const entry = entries.get(key) ?? { value: 0, isAgainst: false, isAlong: false, relations: 0 };
    entry.value += value;
    if (isAgainst) entry.isAgainst = true;
    else entry.isAlong = true;
    entry.relations += relations.length;
    entries.set(key, entry);
  };
  for (const line of scene.lines) {
    if (line.canGo.along) add(line.from, line.to, line.carried.along, false, line);
    if (line.canGo.against) add(line.to, line.from, line.carried.against, true, line);
  }
  const shown = [...entries].filter(([, { value }]) => least === 0 || value >= least);
  return shown.map(([key, entry]) => {
    const [row, column] = key.split(' ').map(Number) as [number, number];
    return matrixCell(row, column, entry, scene, grid);
  });
}

/** A cell of nothing that could have been something keeps a dot. */
const LEAST_VALUE = 0.005;

function matrixCell(row: number, column: number, entry: Entry, scene: Scene, grid: Grid): Markup {
  const { left, top, pitch, names, palette } = grid;
  const { value, isAgainst, isAlong, relations } = entry;
  const [x, y] = [left + column * pitch, top + row * pitch];
  const isSum = scene.lines.some((line) => line.relations.length > 1);
  const number = isSum ? `${fixed(value, 2)} infections per world` : `${percent(value)} of worlds`;
  const way = isAgainst && isAlong ? 'along and against' : isAgainst ? 'against' : 'along';
  const title = h('title', {}, `${names[row]} → ${names[column]}: ${number}, ${way} ${plural(relations, 'relation')}`);
  if (value < LEAST_VALUE) {
    const middle = { cx: x + pitch / 2, cy: y + pitch / 2 };
    return h('circle', { ...middle, r: Math.min(1.6, pitch / 5), fill: palette.rule }, title);
  }
  const step = Math.max(1, reachStep(Math.sqrt(Math.min(1, value / scene.fullWidth))));
  const gap = pitch > 9 ? 1 : 0.3;
  const side = pitch - 2 * gap;
  const notch = Math.min(7, side / 2.6);
  const text = isSum ? fixed(value, value < 10 ? 1 : 0) : percentNumber(value);
  return h(
    'g',
    {},
    title,
    h('rect', { x: x + gap, y: y + gap, width: side, height: side, rx: pitch > 9 ? 2 : 0, fill: palette.reach[step] }),
    isAgainst &&
      !isAlong &&
      h('path', { d: path`M${x + gap} ${y + gap}h${notch}l${-notch} ${notch}z`, fill: palette.sunk }),
    pitch >= 22 &&
      text !== '0.0' &&
      textAt(
        x + pitch / 2,
        y + pitch / 2 + 4,
        { size: 11.5, anchor: 'middle', fill: palette.onReach[step] ?? palette.ink },
        text,
      ),
  );
}

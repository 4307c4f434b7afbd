import type { Layer } from '../../src/graph/kinds.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { meanText, percentNumber, rangeText } from '../numbers.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth, type Weight } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { type HeatRow, halfWidth, heatLayers, heatRows, TELLING_HALF_WIDTH, worstRows } from './heatmap-rows.ts';
import { layerHeads } from './layer-heads.ts';

/** In the page the rest stands in the table; a file has no table behind it. */
export const MOST_ROWS_IN_PAGE = 40;
const MOST_ROWS_IN_FILE = 120;

/** Entry points by layers: percent of the layer that is reached, and beside it how many components in all. */
export function heatmapView(
  view: View,
  { width, palette, isInteractive }: Pick<PictureOptions, 'width' | 'palette' | 'isInteractive'>,
): Markup | null {
  const layers = heatLayers(view);
  const all = heatRows(view);
  const shown = worstRows(all, isInteractive ? MOST_ROWS_IN_PAGE : MOST_ROWS_IN_FILE);
  if (layers.length === 0 || all.length < 2) return null;
  const columns = columnsOf(width, layers, shown);
  const draw = (row: HeatRow, y: number): Markup => heatRow(row, { y, columns, palette, isInteractive });
  const exposed = shown.filter(({ isExposed }) => isExposed);
  const others = shown.filter(({ isExposed }) => !isExposed);
  const isDivided = exposed.length > 0 && others.length > 0;
  const othersTop = HEAD_PX + exposed.length * columns.row + (isDivided ? DIVIDER_PX : 0);
  const end = othersTop + others.length * columns.row;
  const left = all.length - shown.length;
  return drawing(
    {
      width,
      height: end + (left > 0 && !isInteractive ? FOOT_PX : 0),
      label: heatmapLabel(view),
      ...(isInteractive && { role: 'group' }),
      className: 'rows',
    },
    head(columns, palette),
    exposed.map((row, i) => draw(row, HEAD_PX + i * columns.row)),
    isDivided && divider(othersTop, columns, palette),
    others.map((row, i) => draw(row, othersTop + i * columns.row)),
    left > 0 &&
      !isInteractive &&
      textAt(0, end + 20, { size: 12, fill: palette.mute }, `and ${left} more entry points that reach less`),
  );
}

/** One sentence with the result. */
export function heatmapLabel(view: View): string {
  const rows = heatRows(view);
  const [worst] = rows.toSorted((a, b) => b.scenario.blastRadius.total.mean - a.scenario.blastRadius.total.mean);
  if (worst === undefined) return '';
  const { total, layers } = worst.scenario.blastRadius;
  const hardest = heatLayers(view).toSorted((a, b) => (layers[b]?.fraction ?? 0) - (layers[a]?.fraction ?? 0))[0];
  const there = hardest === undefined ? 0 : (layers[hardest]?.fraction ?? 0);
  return `Of ${rows.length} entry points ${worst.name} reaches most: ${meanText(total)} of ${total.size} other components${
    there > 0 ? `, most in layer ${hardest} with ${percentNumber(there)} %` : ''
  }.`;
}

const HEAD_PX = 30;
const DIVIDER_PX = 32;
const FOOT_PX = 28;
const NAME_PX = 13;

type Columns = {
  readonly layers: readonly Layer[];
  /** px from one row to the next. */
  readonly row: number;
  readonly nameWidth: number;
  readonly cell: number;
  /** A cell is too narrow for percent and ± side by side. */
  readonly isStacked: boolean;
  readonly bar: { readonly x: number; readonly width: number } | null;
  /** Right ends of the mean and of its interval. */
  readonly mean: number;
  readonly interval: number | null;
  /** Components of the largest scope. */
  readonly size: number;
  readonly width: number;
};

function columnsOf(width: number, layers: readonly Layer[], rows: readonly HeatRow[]): Columns {
  const longest = Math.max(...rows.map(({ name }) => textWidth(name, NAME_PX, 600))) + 20;
  const meanWidth = width < 480 ? 42 : 54;
  // On a phone names take what the cells can spare.
  const nameMost = width < 480 ? width - meanWidth - layers.length * LEAST_CELL_PX : width * 0.28;
  const nameWidth = Math.max(64, Math.min(longest, nameMost));
  const intervalWidth = width < 600 ? 0 : 92;
  const barLeast = width < 560 ? 0 : 90;
  const room = width - nameWidth - meanWidth - intervalWidth - barLeast - (barLeast > 0 ? 14 : 0);
  const cell = Math.min(MOST_CELL_PX, room / layers.length);
  const cellsEnd = nameWidth + cell * layers.length;
  const mean = width - intervalWidth;
  const isStacked = cell < 62;
  const isAnyTelling = rows.some((row) => layers.some((layer) => plusMinus(row, layer) !== null));
  return {
    layers,
    nameWidth,
    cell,
    isStacked,
    row: isAnyTelling && isStacked ? 36 : rows.length > MOST_ROWS_IN_PAGE ? 25 : 33,
    bar: barLeast === 0 ? null : { x: cellsEnd + 14, width: mean - meanWidth - cellsEnd - 14 },
    mean,
    interval: intervalWidth === 0 ? null : width,
    size: Math.max(1, ...rows.map(({ scenario }) => scenario.blastRadius.total.size)),
    width,
  };
}

const LEAST_CELL_PX = 29;
const MOST_CELL_PX = 96;

function head({ layers, nameWidth, cell, bar, mean, interval }: Columns, palette: Palette): Markup {
  const style = { size: 12, fill: palette.mute } as const;
  return group(
    textAt(0, HEAD_PX - 9, style, 'entry point'),
    layerHeads(layers, { x: nameWidth, width: cell, bottom: HEAD_PX, palette }),
    bar !== null && textAt(bar.x, HEAD_PX - 9, style, bar.width > 110 ? 'components reached' : 'reached'),
    textAt(mean, HEAD_PX - 9, { ...style, anchor: 'end' }, 'mean'),
    interval !== null && textAt(interval, HEAD_PX - 9, { ...style, anchor: 'end' }, '95 % interval'),
  );
}

const divider = (top: number, { width }: Columns, palette: Palette): Markup =>
  group(
    h('line', { x1: 0, x2: width, y1: top - DIVIDER_PX + 7, y2: top - DIVIDER_PX + 7, stroke: palette.rule }),
    textAt(
      0,
      top - 8,
      { size: 12, fill: palette.mute },
      width < 300 ? 'not exposed' : 'not exposed: if it were compromised another way',
    ),
  );

type RowOptions = {
  readonly y: number;
  readonly columns: Columns;
  readonly palette: Palette;
  readonly isInteractive: boolean;
};

function heatRow(row: HeatRow, { y, columns, palette, isInteractive }: RowOptions): Markup {
  const { total } = row.scenario.blastRadius;
  const weight = row.isChosen && isInteractive ? 600 : 400;
  const shown = fitMiddle(row.name, columns.nameWidth - 20, NAME_PX, weight);
  const head = nameOf(row, shown, weight, columns, palette);
  const marks = group(
    !isInteractive &&
      h('title', {}, `${row.name}: ${meanText(total)} of ${total.size} reached (${rangeText(total.ci95)})`),
    columns.layers.map((layer, i) => heatCell(row, layer, columns.nameWidth + i * columns.cell, columns, palette)),
    totalOf(row, columns, palette),
  );
  return h(
    'g',
    { transform: translate(0, y) },
    isInteractive ? rowLink(row, shown, columns, head) : head,
    isInteractive ? h('g', { 'pointer-events': 'none' }, marks) : marks,
  );
}

/**
 * A link rather than a button: in a drawing nothing else takes focus and the Enter key. It is called what it shows, and
 * as wide as the row, so that all of it can be pressed and marked.
 */
const rowLink = (row: HeatRow, shown: string, { width, row: height }: Columns, head: Markup): Markup =>
  h(
    'a',
    {
      href: '#heatmap',
      'data-action': 'scenario',
      'data-scenario': row.index,
      'data-component': row.component,
      'aria-current': row.isChosen ? 'true' : null,
      'aria-label': `${shown === row.name ? '' : `${shown}, `}${row.name}: ${meanText(row.scenario.blastRadius.total)} reached, show this entry point`,
    },
    h('rect', { class: 'ground', x: 0, y: 0, width, height: height - 2, fill: 'transparent' }),
    head,
  );

function nameOf(row: HeatRow, shown: string, weight: Weight, { row: height }: Columns, palette: Palette): Markup {
  const middle = (height - 2) / 2;
  return group(
    row.isExposed && h('circle', { cx: 5, cy: middle, r: 3.1, fill: 'none', stroke: palette.ink, 'stroke-width': 1.8 }),
    textAt(14, middle + 4.5, { size: NAME_PX, weight, fill: palette.ink }, shown),
  );
}

/** In points; null where the interval is narrow enough to go without. */
function plusMinus({ scenario }: HeatRow, layer: Layer): number | null {
  const radius = scenario.blastRadius.layers[`${layer}`];
  if (radius === undefined || radius.size === 0) return null;
  const half = halfWidth(radius);
  return half >= TELLING_HALF_WIDTH ? Math.round(half * 100) : null;
}

function heatCell(row: HeatRow, layer: Layer, x: number, columns: Columns, palette: Palette): Markup {
  const radius = row.scenario.blastRadius.layers[`${layer}`];
  const middle = (columns.row - 2) / 2;
  const text = (dy: number, fill: string, weight: 400 | 600, ...children: readonly Child[]): Markup =>
    textAt(x + columns.cell / 2, middle + dy, { size: 12.5, weight, fill, anchor: 'middle' }, children);
  if (radius === undefined || radius.fraction === null) return text(4.5, palette.mute, 400, '–');
  const step = reachStep(radius.fraction);
  const ink = palette.onReach[step] as string;
  const half = plusMinus(row, layer);
  const isStacked = half !== null && columns.isStacked;
  return group(
    h('rect', {
      x: x + 1,
      y: 0,
      width: columns.cell - 2,
      height: columns.row - 2,
      rx: 4,
      fill: palette.reach[step],
    }),
    text(
      isStacked ? -1.5 : 4.5,
      ink,
      600,
      percentNumber(radius.fraction),
      half !== null && !isStacked && span({ size: 11, weight: 400 }, ` ±${half}`),
    ),
    isStacked && textAt(x + columns.cell / 2, middle + 12, { size: 11, fill: ink, anchor: 'middle' }, `±${half}`),
  );
}

function totalOf({ scenario }: HeatRow, columns: Columns, palette: Palette): Markup {
  const { total } = scenario.blastRadius;
  const middle = (columns.row - 2) / 2;
  return group(
    columns.bar !== null && totalBar(scenario, columns.bar, middle, columns.size, palette),
    textAt(columns.mean, middle + 4.5, { size: 13, weight: 600, fill: palette.ink, anchor: 'end' }, meanText(total)),
    columns.interval !== null &&
      textAt(columns.interval, middle + 4.5, { size: 12, fill: palette.soft, anchor: 'end' }, rangeText(total.ci95)),
  );
}

/** The mean in a well as long as all components, its interval in ink. */
function totalBar(
  { blastRadius: { total } }: HeatRow['scenario'],
  { x, width }: { readonly x: number; readonly width: number },
  middle: number,
  size: number,
  palette: Palette,
): Markup {
  const at = (count: number): number => x + (count / size) * width;
  return group(
    h('rect', { x, y: middle - 4, width, height: 8, rx: 2, fill: palette.sunk }),
    total.mean > 0 &&
      h('rect', {
        x,
        y: middle - 4,
        width: at(total.mean) - x,
        height: 8,
        rx: Math.min(2, (at(total.mean) - x) / 2),
        fill: palette.reach[Math.max(4, reachStep(total.mean / size))],
      }),
    h('line', {
      x1: at(total.ci95[0]),
      x2: Math.max(at(total.ci95[1]), at(total.ci95[0]) + 1.2),
      y1: middle,
      y2: middle,
      stroke: palette.ink,
      'stroke-width': 2,
    }),
  );
}

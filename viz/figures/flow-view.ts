import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import { group, h, type Markup } from '../markup.ts';
import type { PictureOptions } from '../picture.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { crossings, flowOf, flowText, flowTotal, peopledLayers, sentBy, takenInBy } from './flow-matrix.ts';
import { layerHeads, layersDown } from './layer-heads.ts';

/** Layer by layer: rows infect columns. */
export function flowView(view: View, { width, palette }: Pick<PictureOptions, 'width' | 'palette'>): Markup | null {
  const total = flowTotal(view);
  if (total <= 0) return null;
  const places = placesOf(width);
  const peopled = peopledLayers(view);
  const most = Math.max(1, ...crossings(view).map(({ mean }) => mean));
  const bottom = HEAD_PX + layersDown.length * places.row;
  const sums = { size: 12, fill: palette.soft, anchor: 'end' } as const;
  return drawing(
    { width, height: bottom + SUMS_PX, label: flowLabel(view), className: 'flow' },
    textAt(0, AXIS_PX - 4, { size: 12, fill: palette.mute }, 'from'),
    textAt(places.left, AXIS_PX - 4, { size: 12, fill: palette.mute }, 'into'),
    layerHeads(layersDown, { x: places.left, width: places.cell, bottom: HEAD_PX, palette }),
    textAt(width, HEAD_PX - 9, { ...sums, fill: palette.mute }, 'all'),
    layersDown.map((from, i) =>
      group(
        rowHead(from, HEAD_PX + i * places.row, places, palette),
        layersDown.map((to, j) =>
          h(
            'g',
            { transform: translate(places.left + j * places.cell, HEAD_PX + i * places.row) },
            cell(view, { from, to, most, total, places, palette, isPeopled: peopled.has(from) && peopled.has(to) }),
          ),
        ),
        peopled.has(from) && textAt(width, HEAD_PX + (i + 0.5) * places.row + 4, sums, sumText(sentBy(view, from))),
      ),
    ),
    textAt(0, bottom + 20, { size: 12, fill: palette.mute }, 'all'),
    layersDown.map(
      (to, j) =>
        peopled.has(to) &&
        textAt(
          places.left + (j + 0.5) * places.cell,
          bottom + 20,
          { ...sums, anchor: 'middle' },
          fitting(sumText(takenInBy(view, to)), places),
        ),
    ),
    textAt(width, bottom + 20, { ...sums, weight: 600, fill: palette.ink }, flowText(total)),
  );
}

/** One sentence with the result: the largest way from one layer into another. */
export function flowLabel(view: View): string {
  const all = crossings(view);
  const [top] = all.filter(({ from, to }) => from !== to);
  const within = all.filter(({ from, to }) => from === to).reduce((sum, { mean }) => sum + mean, 0);
  const total = flowTotal(view);
  if (top === undefined) return `All ${flowText(total)} infections per world stay inside their layer.`;
  return `L${top.from} → L${top.to} is the largest crossing: ${flowText(top.mean)} of ${flowText(total)} infections per world; ${flowText(within)} stay inside a layer.`;
}

const AXIS_PX = 16;
const HEAD_PX = 46;
const SUMS_PX = 28;
const CELL_PX = 12.5;

type Places = {
  readonly left: number;
  readonly cell: number;
  readonly row: number;
  /** Room for the names of the layers. */
  readonly isNamed: boolean;
};

function placesOf(width: number): Places {
  const isNamed = width >= 620;
  const left = isNamed ? 212 : 38;
  const cell = (width - left - (width < 480 ? 42 : 56)) / layersDown.length;
  return { left, cell, row: Math.max(36, Math.min(46, cell)), isNamed };
}

const rowHead = (layer: Layer, y: number, { left, row, isNamed }: Places, palette: Palette): Markup =>
  group(
    h('title', {}, layerNames[layer]),
    textAt(
      0,
      y + row / 2 + 4,
      { size: 12.5, fill: palette.soft },
      span({ weight: 600 }, `L${layer}`),
      isNamed && ` ${layerNames[layer].replace('Deployment and ', '')}`,
    ),
    h('rect', { x: left - 6, y: y + 1, width: 3, height: row - 2, fill: palette.layer[layer] }),
  );

type CellOptions = {
  readonly from: Layer;
  readonly to: Layer;
  /** The hottest cell, at least 1: a spread that hardly happens does not glow. */
  readonly most: number;
  readonly total: number;
  readonly places: Places;
  readonly palette: Palette;
  readonly isPeopled: boolean;
};

function cell(view: View, { from, to, most, total, places, palette, isPeopled }: CellOptions): Markup | null {
  if (!isPeopled) return null;
  const mean = flowOf(view, from, to);
  const step = mean > 0 ? Math.max(1, Math.min(10, Math.round(Math.sqrt(mean / most) * 10))) : 0;
  const middle = { x: places.cell / 2, y: places.row / 2 };
  const isInside = from === to;
  return group(
    h('title', {}, `L${from} into L${to}: ${flowText(mean)} infections per world, ${shareText(mean / total)} of all`),
    h('rect', {
      x: isInside ? 1.75 : 1,
      y: isInside ? 1.75 : 1,
      width: places.cell - (isInside ? 3.5 : 2),
      height: places.row - (isInside ? 3.5 : 2),
      rx: 4,
      fill: mean > 0 ? palette.reach[step] : palette.sunk,
      ...(isInside && { stroke: palette.rule, 'stroke-width': 1.5 }),
    }),
    mean > 0
      ? textAt(
          middle.x,
          middle.y + 4.2,
          { size: CELL_PX, weight: 600, fill: palette.onReach[step] as string, anchor: 'middle' },
          fitting(flowText(mean), places),
        )
      : h('circle', { cx: middle.x, cy: middle.y, r: 1.3, fill: palette.mute }),
  );
}

/** Narrow cells leave out the 0 before the point, then the second decimal, then all: the picture's table has them. */
function fitting(text: string, { cell }: Places): string {
  const bare = text.replace(/^(<?)0\./, '$1.');
  const tenths = Number(text).toFixed(1).replace(/^0\./, '.');
  return [text, bare, tenths].find((short) => short !== '.0' && textWidth(short, CELL_PX, 600) <= cell - 2) ?? '';
}

const shareText = (share: number): string => `${share < 0.005 ? '<1' : Math.round(share * 100)} %`;
const sumText = (mean: number): string => (mean > 0 ? flowText(mean) : '0');

import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import type { BlastRadius } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { meanMark } from '../mean-mark.ts';
import { meanText, percent, percentNumber, rangeText } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { unchangedScenario } from '../what-if/unchanged-scenario.ts';
import { columnGhost, hillGhost, meanGhost } from './stairs-ghost.ts';

export type LayerRow = {
  readonly layer: Layer;
  readonly radius: BlastRadius;
  /** Without the reader's changes, if there are any. */
  readonly before?: BlastRadius | undefined;
};

/** Layer 7 first; none for raw graphs. */
export function layerRows(view: View): LayerRow[] {
  const { scenario, whatIf } = view;
  const unchanged = whatIf === null ? undefined : unchangedScenario(view).blastRadius.layers;
  return ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const radius = scenario.blastRadius.layers[`${layer}`];
    return radius === undefined ? [] : [{ layer, radius, before: unchanged?.[`${layer}`] }];
  });
}

/** All layers as one figure: key, staircase, mean with interval, touched, median, p95. */
export function layersView(view: View, { width, palette }: { width: number; palette: Palette }): Markup {
  const rows = layerRows(view);
  const isWide = width >= 640;
  const stairsLeft = isWide ? 215 : 34;
  const columns = isWide ? wideColumns(width) : [{ title: 'mean', right: width, cell: meanCell }];
  const stairsWidth = (columns[0]?.right ?? width) - (isWide ? 86 : 84) - stairsLeft;
  const most = mostColumns(rows);
  const head = { size: 12, fill: palette.mute } as const;
  return drawing(
    { width, height: HEAD_PX + rows.length * ROW_PX, label: layersLabel(rows) },
    textAt(0, 14, head, 'layer'),
    textAt(stairsLeft, 14, head, stairsTitle(most, stairsWidth)),
    columns.map(({ title, right }) => textAt(right, 14, { ...head, anchor: 'end' }, title)),
    rows.map((row, i) => {
      const top = HEAD_PX + i * ROW_PX;
      return h(
        'g',
        { transform: `translate(0 ${top})` },
        h('line', { x1: 0, x2: width, y1: -6, y2: -6, stroke: palette.line }),
        h('rect', { x: 0, y: 14, width: 4, height: 15, rx: 1, fill: palette.layer[row.layer] }),
        textAt(
          11,
          26,
          { size: 13, fill: palette.soft },
          span({ weight: 600, fill: palette.ink }, `L${row.layer}`),
          isWide && ` ${shortName(row.layer)}`,
        ),
        h('g', { transform: `translate(${stairsLeft} 2)` }, stairs(row, { width: stairsWidth, most, palette })),
        row.radius.size > 0 && columns.map(({ right, cell }) => cell(row.radius, right, palette)),
      );
    }),
  );
}

/** One staircase as a picture of its own, for a cell of a table. */
export function staircase(row: LayerRow, options: StairsOptions): Markup {
  return drawing({ width: options.width, height: STAIRS_PX + 13, label: layerLabel(row) }, stairs(row, options));
}

export type StairsOptions = {
  readonly width: number;
  /** Components of the largest layer: slots are equal in all layers. */
  readonly most: number;
  readonly palette: Palette;
};

export const mostColumns = (rows: readonly LayerRow[]): number => Math.max(1, ...rows.map(({ radius }) => radius.size));

export const stairsTitle = (most: number, width: number): string => {
  if (most > MOST_SLOTS) return 'chance that at least this share is reached';
  return width < 200 ? 'chance of at least 1, 2, …' : 'chance that at least 1, 2, 3 … are reached';
};

const layerLabel = ({ layer, radius }: LayerRow): string =>
  radius.size === 0
    ? `${layerNames[layer]}: no other component`
    : `${layerNames[layer]}: mean ${meanText(radius)} of ${radius.size}, touched in ${percentNumber(radius.touched)} % of worlds`;

export const layersLabel = (rows: readonly LayerRow[]): string =>
  `Blast radius by layer. ${rows.map(layerLabel).join('; ')}.`;

const HEAD_PX = 30;
const ROW_PX = 66;
const STAIRS_PX = 40;
const MOST_SLOTS = 20;
const MOST_SLOT_PX = 90;

const shortName = (layer: Layer): string =>
  layerNames[layer].replace('Deployment and ', '').replace('Evaluation and ', '');

/** Column j is as high as the chance that at least j components are reached, so the inked area is the mean. */
function stairs({ radius, before }: LayerRow, options: StairsOptions): Markup {
  const { width, most, palette } = options;
  if (radius.size === 0) return textAt(0, STAIRS_PX - 12, { size: 12, fill: palette.mute }, 'no other component');
  const slot = most <= MOST_SLOTS ? Math.min(MOST_SLOT_PX, width / most) : width / radius.size;
  const chances = chancesOfAtLeast(radius);
  const old = before && chancesOfAtLeast(before);
  const columns =
    most <= MOST_SLOTS
      ? chances.map((p, j) => step(p, j * slot, slot - (slot > 8 ? 3 : 0), palette, old?.[j]))
      : [hill(chances, slot, palette), old && hillGhost(old, slot, STAIRS_PX, palette)];
  return group(
    columns,
    before && meanGhost(before.mean, slot, STAIRS_PX, palette),
    meanMark(radius, { at: (value) => value * slot, y: STAIRS_PX + 7 }, palette),
  );
}

/** [j]: chance that at least j + 1 components are reached. */
export function chancesOfAtLeast({ histogram, size }: BlastRadius): number[] {
  const total = histogram.reduce((sum, [, worlds]) => sum + worlds, 0);
  return Array.from({ length: size }, (_, j) => {
    const worlds = histogram.reduce((sum, [value, count]) => sum + (value > j ? count : 0), 0);
    return total > 0 ? worlds / total : 0;
  });
}

/** @param old - the chance without the reader's changes */
function step(chance: number, left: number, width: number, palette: Palette, old?: number): Markup {
  const height = chance > 0 ? Math.max(1, chance * STAIRS_PX) : 0;
  const tone = Math.max(2, reachStep(chance));
  const isInside = chance > 0.45;
  const textY = isInside ? STAIRS_PX - height + 13 : STAIRS_PX - height - 4;
  return group(
    h('rect', { x: left, y: 0, width, height: STAIRS_PX, rx: 2, fill: palette.sunk }),
    height > 0 &&
      h('rect', {
        x: left,
        y: STAIRS_PX - height,
        width,
        height,
        rx: height > 4 ? 2 : 0,
        fill: palette.reach[tone],
        stroke: tone < 6 ? palette.rule : 'none',
        'stroke-width': 0.8,
      }),
    old !== undefined && columnGhost(old, { left, width, height: STAIRS_PX, palette }),
    width > 24 &&
      textAt(
        left + width / 2,
        textY,
        {
          size: 11,
          weight: 600,
          anchor: 'middle',
          fill: isInside ? palette.onReach[tone] : palette.soft,
          ...(old !== undefined && !isInside && { halo: palette.sunk }),
        } as const,
        percentNumber(chance),
      ),
  );
}

/** Too many for columns: the same shape as one outline over the whole well, in three tones by height. */
function hill(chances: readonly number[], slot: number, palette: Palette): Markup {
  const outline = (ceiling: number): string => {
    let d = path`M0 ${STAIRS_PX}`;
    for (const [j, chance] of chances.entries()) {
      const y = STAIRS_PX - Math.min(ceiling, chance) * STAIRS_PX;
      d += path`L${j * slot} ${y}H${(j + 1) * slot}`;
    }
    return `${d}${path`V${STAIRS_PX}`}z`;
  };
  return group(
    h('rect', { x: 0, y: 0, width: chances.length * slot, height: STAIRS_PX, fill: palette.sunk }),
    h('path', { d: outline(1), fill: palette.reach[7], stroke: palette.rule, 'stroke-width': 0.8 }),
    h('path', { d: outline(0.6), fill: palette.reach[5] }),
    h('path', { d: outline(0.25), fill: palette.reach[3] }),
  );
}

/* Numbers beside the staircases, in a file */

type Column = { title: string; right: number; cell: (radius: BlastRadius, right: number, palette: Palette) => Markup };

function wideColumns(width: number): Column[] {
  const plain = (text: (radius: BlastRadius) => string) => (radius: BlastRadius, right: number, palette: Palette) =>
    textAt(right, 26, { size: 13, fill: palette.soft, anchor: 'end' }, text(radius));
  return [
    { title: 'mean', right: width - 250, cell: meanCell },
    { title: '95 % interval', right: width - 150, cell: plain(({ ci95 }) => rangeText(ci95)) },
    { title: 'touched', right: width - 92, cell: plain(({ touched }) => percent(touched)) },
    { title: 'median', right: width - 36, cell: plain(({ p50 }) => String(p50)) },
    { title: 'p95', right: width, cell: plain(({ p95 }) => String(p95)) },
  ];
}

function meanCell(radius: BlastRadius, right: number, palette: Palette): Markup {
  return textAt(
    right,
    26,
    { size: 12, fill: palette.mute, anchor: 'end' },
    span({ size: 16, weight: 600, fill: palette.ink }, meanText(radius)),
    ` of ${radius.size}`,
  );
}

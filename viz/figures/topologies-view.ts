import { group, h, type Markup } from '../markup.ts';
import { meanMark } from '../mean-mark.ts';
import { halfWidthText, meanText, plural, rangeText } from '../numbers.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { TopologyRow } from './topology-rows.ts';
import { SKETCH_PX, topologySketch } from './topology-sketch.ts';

export type TopologiesOptions = { readonly width: number; readonly palette: Palette };

/** More rows are a table. */
export const MOST_TOPOLOGIES = 24;

/** A row each: a sketch of the graph, fifty worlds as dots on one axis for all, the mean with its interval. */
export function topologiesView(all: readonly TopologyRow[], { width, palette }: TopologiesOptions): Markup {
  const rows = all.slice(0, MOST_TOPOLOGIES);
  const frame = frameOf(rows, width);
  const height = HEAD_PX + rows.length * frame.rowPx + FOOT_PX;
  return drawing(
    { width, height, label: topologiesLabel(all), className: 'topologies' },
    head(frame, palette),
    rows.map((row, i) => h('g', { transform: translate(0, HEAD_PX + i * frame.rowPx) }, marks(row, frame, palette))),
    foot(frame, height - FOOT_PX, palette),
  );
}

/** One sentence for those who do not see it. */
export const topologiesLabel = (rows: readonly TopologyRow[]): string =>
  `Mean components reached: ${rows
    .slice(0, MOST_TOPOLOGIES)
    .map(({ label, mean, ci95, size }) => `${label} ${meanText({ mean, ci95 })} of ${size}`)
    .join('; ')}.`;

type Frame = {
  readonly width: number;
  readonly isWide: boolean;
  readonly rowPx: number;
  readonly left: number;
  readonly right: number;
  /** Where the dots stand, within a row. */
  readonly base: number;
  /** Column 0 is none at all; column k holds what is above k - 1 steps, up to k. */
  readonly columns: number;
  readonly slot: number;
  /** Components in a column; shares of the whole if systems of several sizes are compared. */
  readonly step: number;
  readonly isShare: boolean;
  readonly dot: { readonly px: number; readonly across: number };
};

const DOTS = 50;
const DOTS_PX = 44;
const LARGEST_PX = 9;
const HEAD_PX = 30;
const FOOT_PX = 22;
const MOST_COLUMNS = 40;
const SHARE_COLUMNS = 20;

function frameOf(rows: readonly TopologyRow[], width: number): Frame {
  const isWide = width >= 620;
  const left = isWide ? SKETCH_PX + 16 + Math.min(180, width * 0.18) : 0;
  const right = isWide ? width - 112 : width;
  const isShare = new Set(rows.map(({ size }) => size)).size > 1;
  const most = Math.max(1, ...rows.flatMap(({ scenarios }) => scenarios.map((one) => one.blastRadius.total.max)));
  const step = isShare ? 1 / SHARE_COLUMNS : Math.ceil(most / MOST_COLUMNS);
  const columns = 1 + (isShare ? SHARE_COLUMNS : Math.ceil(most / step));
  const slot = (right - left) / columns;
  const axis = { columns, step, isShare };
  const highest = Math.max(1, ...rows.flatMap((row) => pilesOf(row, axis)));
  const dot = dotOf(highest, slot);
  const dotsPx = Math.ceil(highest / dot.across) * dot.px;
  const base = isWide ? Math.max(dotsPx, SKETCH_PX) + 8 : SKETCH_PX + dotsPx + 14;
  return { ...axis, width, isWide, left, right, base, slot, dot, rowPx: base + 28 };
}

/** As many side by side as lets the largest pile of all rows stand in the height with the largest dots. */
function dotOf(highest: number, slot: number): Frame['dot'] {
  const choices = Array.from({ length: 12 }, (_, i) => i + 1).map((across) => ({
    across,
    px: Math.min(LARGEST_PX, (slot - 4) / across, DOTS_PX / Math.ceil(highest / across)),
  }));
  return choices.reduce((best, choice) => (choice.px > best.px ? choice : best));
}

type Axis = Pick<Frame, 'columns' | 'step' | 'isShare'>;

const columnOf = (value: number, size: number, { step, isShare }: Axis): number =>
  value === 0 ? 0 : Math.max(1, Math.ceil((isShare ? value / size : value) / step - 1e-9));

/** Where a mean lies, in columns; between whole numbers of components as between their columns. */
const positionOf = (mean: number, size: number, { step, isShare }: Axis): number => {
  if (isShare || step > 1) return 0.5 + (isShare ? mean / size : mean) / step;
  return mean;
};

/** [column]: how many of the fifty dots, each the world in the middle of its fiftieth; all scenarios count the same. */
function pilesOf({ scenarios, size }: TopologyRow, axis: Axis): number[] {
  const weights = new Map<number, number>();
  for (const { blastRadius } of scenarios) {
    const { histogram } = blastRadius.total;
    const worlds = histogram.reduce((sum, [, count]) => sum + count, 0);
    for (const [value, count] of histogram)
      weights.set(value, (weights.get(value) ?? 0) + count / Math.max(worlds, 1e-12) / scenarios.length);
  }
  const sorted = [...weights].sort(([a], [b]) => a - b);
  const piles = Array<number>(axis.columns).fill(0);
  let [row, seen] = [0, sorted[0]?.[1] ?? 0];
  for (let i = 0; i < DOTS && sorted.length > 0; i++) {
    while (seen < (i + 0.5) / DOTS && row + 1 < sorted.length) seen += sorted[++row]?.[1] ?? 0;
    const column = Math.min(columnOf(sorted[row]?.[0] ?? 0, size, axis), axis.columns - 1);
    piles[column] = (piles[column] ?? 0) + 1;
  }
  return piles;
}

function marks(row: TopologyRow, frame: Frame, palette: Palette): Markup {
  const { left, right, base, isWide, width } = frame;
  const textLeft = SKETCH_PX + 12;
  const nameTop = isWide ? base - 22 : 18;
  const room = (isWide ? left - 14 : width - 96) - textLeft;
  const entries = row.scenarios.length;
  return group(
    h('line', { x1: 0, x2: width, y1: -4, y2: -4, stroke: palette.line }),
    h('g', { transform: translate(0, isWide ? base - SKETCH_PX - 2 : 4) }, topologySketch(row, palette)),
    textAt(textLeft, nameTop, { size: 13, weight: 600, fill: palette.ink }, fitMiddle(row.label, room, 13, 600)),
    entries > 1 &&
      textAt(textLeft, nameTop + 17, { size: 12, fill: palette.mute }, plural(entries, 'entry point', 'entry points')),
    h('line', { x1: left, x2: right, y1: base + 0.5, y2: base + 0.5, stroke: palette.rule }),
    dots(row, frame, palette),
    meanAndEntries(row, frame, palette),
    meanWords(row, frame, nameTop, palette),
  );
}

function dots(row: TopologyRow, frame: Frame, palette: Palette): Markup[] {
  const { left, slot, base, dot, columns } = frame;
  return pilesOf(row, frame).flatMap((count, k) => {
    const tone = Math.max(3, reachStep(0.2 + (0.8 * k) / Math.max(1, columns - 1)));
    const paint =
      k === 0
        ? { fill: 'none', stroke: palette.rule, 'stroke-width': 1.2 }
        : { fill: palette.reach[tone], stroke: tone < 6 ? palette.rule : 'none', 'stroke-width': 0.8 };
    const wide = Math.min(dot.across, count);
    return Array.from({ length: count }, (_, i) =>
      h('circle', {
        cx: left + (k + 0.5) * slot + ((i % dot.across) - (wide - 1) / 2) * dot.px,
        cy: base - 1 - dot.px / 2 - Math.floor(i / dot.across) * dot.px,
        r: Math.max(0.8, dot.px / 2 - 0.7),
        ...paint,
      }),
    );
  });
}

/** Hollow dot with its interval under the axis; a tick for each entry point by itself. */
function meanAndEntries({ mean, ci95, size, scenarios }: TopologyRow, frame: Frame, palette: Palette): Markup {
  const x = (value: number): number => frame.left + (positionOf(value, size, frame) + 0.5) * frame.slot;
  const y = frame.base + 9;
  return group(
    scenarios.length > 1 &&
      scenarios.map(({ blastRadius }) => {
        const at = x(blastRadius.total.mean);
        return h('line', { x1: at, x2: at, y1: y - 4, y2: y + 4, stroke: palette.rule, 'stroke-width': 1.2 });
      }),
    meanMark({ mean, ci95 }, { at: x, y }, palette),
  );
}

function meanWords({ mean, ci95, size }: TopologyRow, { width, isWide }: Frame, top: number, palette: Palette): Markup {
  return group(
    textAt(
      width,
      top,
      { size: 12, fill: palette.mute, anchor: 'end' },
      span({ size: 16, weight: 600, fill: palette.ink }, meanText({ mean, ci95 })),
      ` of ${size}`,
    ),
    textAt(
      width,
      top + 17,
      { size: 12, fill: palette.soft, anchor: 'end' },
      isWide ? rangeText(ci95) : `± ${halfWidthText(ci95)}`,
    ),
  );
}

function head({ left, width, isWide }: Frame, palette: Palette): Markup {
  const style = { size: 12, fill: palette.mute } as const;
  return group(
    textAt(left, 13, style, 'one dot is a fiftieth of the worlds'),
    textAt(width, 13, { ...style, anchor: 'end' }, isWide ? 'mean, 95 % interval' : 'mean'),
  );
}

function foot({ left, slot, columns, step, isShare }: Frame, top: number, palette: Palette): Markup[] {
  const every = Math.max(1, Math.ceil(34 / slot));
  return Array.from({ length: columns }, (_, k) => k)
    .filter((k) => k % every === 0)
    .map((k) =>
      textAt(
        left + (k + 0.5) * slot,
        top + 12,
        { size: 12, fill: palette.mute, anchor: 'middle' },
        k === 0 ? 'none' : isShare ? `${Math.round(k * step * 100)}%` : String(k * step),
      ),
    );
}

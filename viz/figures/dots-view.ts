import type { BlastRadius } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { meanMark } from '../mean-mark.ts';
import { halfWidthText, meanText, percentNumber } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import { type Palette, reachStep } from '../theme.ts';

export type DotsOptions = { readonly width: number; readonly palette: Palette };

/** The distribution of a blast radius as one dot per hundredth of the worlds; columns are components reached. */
export function dotsView(radius: BlastRadius, { width, palette }: DotsOptions): Markup {
  const columns = stackDots(radius);
  const pitch = dotPitch(columns, width / columns.length);
  const slot = width / columns.length;
  const base = headRoom(columns, pitch) + HEAD_PX;
  const xOf = (value: number): number => ((columnOf(value, columns) ?? 0) + 0.5) * slot;
  const parts = { radius, columns, pitch, slot, base, width, palette, xOf };
  return drawing(
    { width, height: base + (radius.mean > 0 ? 38 : 24), label: dotsLabel(radius), className: 'dots' },
    meanLine(parts),
    h('line', { x1: 0, x2: width, y1: base + 0.5, y2: base + 0.5, stroke: palette.rule }),
    columns.map((column, k) => dotsOf(column, k, parts)),
    axis(parts),
    doubt(parts),
    deadNote(parts),
    tailBracket(parts),
  );
}

export function dotsLabel({ size, untouched, p50, max }: BlastRadius): string {
  return `Distribution of the number of components reached, of ${size}: ${percentNumber(untouched)} % of worlds reach none; median ${p50}, most ${max}.`;
}

type Pitch = { readonly px: number; readonly across: number };
/** Values from `from` up to, not including, `to`, and how many of the hundred dots lie there. */
type Column = { readonly from: number; readonly to: number; readonly dots: number };
type Parts = {
  readonly radius: BlastRadius;
  readonly columns: readonly Column[];
  readonly pitch: Pitch;
  readonly slot: number;
  readonly base: number;
  readonly width: number;
  readonly palette: Palette;
  readonly xOf: (value: number) => number;
};

const DOTS = 100;
const MOST_COLUMNS = 40;
const HEIGHT_PX = 180;
const HEAD_PX = 44;
const LARGEST_PX = 14;

/** Each dot stands for the world in the middle of its hundredth. Zero has a column of its own. */
function stackDots({ histogram, size }: BlastRadius): Column[] {
  const total = histogram.reduce((sum, [, worlds]) => sum + worlds, 0);
  const sorted = histogram.toSorted(([a], [b]) => a - b);
  const counts = new Map<number, number>();
  let [row, seen] = [0, sorted[0]?.[1] ?? 0];
  for (let i = 0; i < DOTS && total > 0; i++) {
    while (seen < ((i + 0.5) / DOTS) * total && row + 1 < sorted.length) seen += sorted[++row]?.[1] ?? 0;
    const value = sorted[row]?.[0] ?? 0;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  // A long empty right side would squeeze what there is to see.
  const most = size <= MOST_COLUMNS ? size : Math.min(size, Math.max(10, Math.ceil((sorted.at(-1)?.[0] ?? 0) * 1.1)));
  const step = Math.max(1, Math.ceil(most / MOST_COLUMNS));
  const columns: Column[] = [{ from: 0, to: 1, dots: counts.get(0) ?? 0 }];
  for (let from = 1; from <= most; from += step) {
    const dots = [...counts].reduce((sum, [value, n]) => sum + (value >= from && value < from + step ? n : 0), 0);
    columns.push({ from, to: from + step, dots });
  }
  return columns;
}

const columnOf = (value: number, columns: readonly Column[]): number => {
  const k = columns.findIndex(({ from, to }) => value >= from && value < to);
  const column = columns[k];
  if (column === undefined) return columns.length - 1;
  return k + (value - column.from) / (column.to - column.from);
};

/** As many dots side by side as lets the largest pile stay in the height with the largest dots. */
function dotPitch(columns: readonly Column[], slot: number): Pitch {
  const highest = Math.max(1, ...columns.map(({ dots }) => dots));
  const choices = Array.from({ length: 12 }, (_, i) => i + 1).map((across) => ({
    across,
    px: Math.min(LARGEST_PX, (slot - 5) / across, HEIGHT_PX / Math.ceil(highest / across)),
  }));
  return choices.reduce((best, choice) => (choice.px > best.px ? choice : best));
}

const pileHeight = (column: Column | undefined, { px, across }: Pitch): number =>
  Math.ceil((column?.dots ?? 0) / across) * px;
const headRoom = (columns: readonly Column[], pitch: Pitch): number =>
  Math.max(
    ...columns.map((column, k) => pileHeight(column, pitch) + (column.dots > 0 && k * 13 < DEAD_NOTE_PX ? 24 : 0)),
  );

function dotsOf(column: Column, k: number, { pitch, slot, base, palette, radius }: Parts): Markup[] {
  const { px, across } = pitch;
  const step = Math.max(3, reachStep(0.2 + (0.8 * column.from) / Math.max(1, radius.size)));
  const paint =
    k === 0
      ? { fill: 'none', stroke: palette.rule, 'stroke-width': 1.5 }
      : { fill: palette.reach[step], stroke: step < 6 ? palette.rule : 'none', 'stroke-width': 0.8 };
  const wide = Math.min(across, column.dots);
  return Array.from({ length: column.dots }, (_, i) =>
    h('circle', {
      cx: (k + 0.5) * slot + ((i % across) - (wide - 1) / 2) * px,
      cy: base - px / 2 - Math.floor(i / across) * px,
      r: px / 2 - 0.9,
      ...paint,
    }),
  );
}

function axis({ columns, slot, base, palette }: Parts): Markup[] {
  const widest = textWidth(String(columns.at(-1)?.from ?? 0), 12, 400) + 6;
  const every = Math.max(1, Math.ceil(Math.max(26, widest) / slot));
  return columns.flatMap(({ from }, k) =>
    k % every === 0
      ? [textAt((k + 0.5) * slot, base + 18, { size: 12, fill: palette.mute, anchor: 'middle' }, String(from))]
      : [],
  );
}

function meanLine({ radius, base, palette, xOf, width }: Parts): Markup | null {
  if (radius.size === 0 || radius.mean === 0 || radius.sd === 0) return null;
  const x = xOf(radius.mean);
  const isLeft = x < width / 2;
  return group(
    h('line', { x1: x, x2: x, y1: 6, y2: base, stroke: palette.ink, 'stroke-width': 1.4 }),
    textAt(
      x + (isLeft ? 6 : -6),
      16,
      { size: 12.5, fill: palette.soft, anchor: isLeft ? 'start' : 'end' },
      'mean ',
      span({ weight: 600, fill: palette.ink }, meanText(radius)),
      radius.ci95[0] < radius.ci95[1] && ` ± ${halfWidthText(radius.ci95)}`,
    ),
  );
}

/** Under the axis: a hollow dot for the mean, its interval from the simulation, and around it what the inputs leave open. */
const doubt = ({ radius, base, palette, xOf }: Parts): Markup | null =>
  radius.mean === 0 ? null : meanMark(radius, { at: xOf, y: base + 30 }, palette);

const DEAD_NOTE_PX = 64;

function deadNote({ radius, columns, pitch, slot, base, palette, xOf }: Parts): Markup | null {
  const dead = columns[0];
  if (dead === undefined || dead.dots === 0) return null;
  const isClose = radius.mean > 0 && xOf(radius.mean) < DEAD_NOTE_PX + 20;
  const x = isClose ? 0 : Math.max(0, slot / 2 - (Math.min(pitch.across, dead.dots) * pitch.px) / 2);
  const covered = columns.slice(1, 1 + Math.ceil(Math.max(0, x + DEAD_NOTE_PX - slot) / slot));
  const top = base - Math.max(...[dead, ...covered].map((column) => pileHeight(column, pitch))) - 8;
  return textAt(
    x,
    top,
    { size: 12.5, fill: palette.soft, halo: palette.paper },
    span({ weight: 600, fill: palette.ink }, String(dead.dots)),
    dead.dots === 1 ? ' dies out' : ' die out',
  );
}

/** From which number on at most 5 % of the worlds lie; p95 itself may hold far more. */
export function worstFrom({ histogram }: BlastRadius): number | null {
  const total = histogram.reduce((sum, [, worlds]) => sum + worlds, 0);
  let above = 0;
  let from: number | null = null;
  for (const [value, worlds] of histogram.toSorted(([a], [b]) => b - a)) {
    above += worlds;
    if (above > 0.05 * total) break;
    from = value;
  }
  return from;
}

function tailBracket({ radius, columns, pitch, slot, base, width, palette, xOf }: Parts): Markup | null {
  const from = worstFrom(radius);
  if (from === null || from <= radius.mean + 1) return null;
  const whole = ['worst 5\u00a0%: ', String(from), ' or more'] as const;
  const room = width - xOf(radius.mean) - 6;
  // Beside the mean there may be room for fewer words only.
  const shorter = [whole, [whole[0], whole[1], '+'], ['', whole[1], '+']] as const;
  const text = shorter.find((words) => textWidth(words.join(''), 12.5, 600) <= room) ?? shorter[2];
  const wide = textWidth(text.join(''), 12.5, 600);
  const first = Math.max(0, Math.floor(Math.min(columnOf(from, columns), (width - wide) / slot)));
  const top = base - Math.max(...columns.slice(first).map((column) => pileHeight(column, pitch))) - 14;
  const left = xOf(from) - slot / 2 + 3;
  return group(
    h('path', { d: path`M${left} ${top + 7}V${top}H${width - 0.5}V${top + 7}`, fill: 'none', stroke: palette.rule }),
    textAt(
      width,
      top - 7,
      { size: 12.5, fill: palette.soft, anchor: 'end', halo: palette.paper },
      text[0],
      span({ weight: 600, fill: palette.ink }, text[1]),
      text[2],
    ),
  );
}

import { group, h, type Markup } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { drawing, textAt, translate } from '../svg.ts';
import { fitMiddle } from '../text.ts';
import type { Palette } from '../theme.ts';
import { type Comparison, isNone } from './comparisons.ts';
import { signed, signedRange, toneOf } from './difference-text.ts';

export type ChangesOptions = { readonly width: number; readonly palette: Palette };

/** More rows are no picture any more. */
export const MOST_CHANGES = 16;

/** Dumbbells on an axis from 0: hollow is now, solid is after the change; at the right the difference with its interval. */
export function changesView(all: readonly Comparison[], { width, palette }: ChangesOptions): Markup {
  const rows = all.slice(0, MOST_CHANGES);
  const frame = frameOf(rows, width);
  return drawing(
    {
      width,
      height: HEAD_PX + rows.length * frame.rowPx,
      label: changesLabel(all),
      className: 'changes',
    },
    axis(frame, rows.length, palette),
    rows.map((row, i) => h('g', { transform: translate(0, HEAD_PX + i * frame.rowPx) }, change(row, frame, palette))),
  );
}

/** One sentence for those who do not see it. */
export function changesLabel(all: readonly Comparison[]): string {
  const one = ({ change: what, total }: Comparison): string =>
    isNone(total) ? `${what}: no difference seen` : `${what}: ${signed(total)} (${signedRange(total)})`;
  return `Mean components reached, difference to ${all[0]?.from}: ${all.slice(0, MOST_CHANGES).map(one).join('; ')}.`;
}

type Frame = {
  readonly isWide: boolean;
  readonly width: number;
  readonly rowPx: number;
  readonly left: number;
  readonly right: number;
  readonly x: (mean: number) => number;
  readonly ticks: readonly number[];
};

const HEAD_PX = 34;
const NUMBERS_PX = 116;

function frameOf(rows: readonly Comparison[], width: number): Frame {
  const isWide = width >= 560;
  const left = isWide ? Math.min(260, width * 0.3) : 22;
  const right = width - NUMBERS_PX - (isWide ? 44 : 34);
  const most = Math.max(
    ...rows.flatMap(({ before, after }) => [before, after].map((s) => s.blastRadius.total.mean)),
    1e-9,
  );
  const step = niceStep(most / (isWide ? 5 : 3));
  const end = Math.ceil(most / step - 1e-9) * step;
  return {
    isWide,
    width,
    rowPx: isWide ? 44 : 62,
    left,
    right,
    x: (mean) => left + (mean / end) * (right - left),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step),
  };
}

/** 1, 2 or 5 times a power of ten, at least the given. */
function niceStep(least: number): number {
  const power = Number(`1e${Math.floor(Math.log10(least))}`);
  return power * ([1, 2, 5, 10].find((step) => step * power >= least - 1e-12) ?? 10);
}

function axis({ x, ticks, isWide, rowPx, right, width }: Frame, rows: number, palette: Palette): Markup {
  const tick = { size: 12, fill: palette.mute } as const;
  const bottom = HEAD_PX + rows * rowPx - 6;
  return group(
    ticks.map((value) => [
      h('line', {
        x1: x(value),
        x2: x(value),
        y1: 20,
        y2: bottom,
        stroke: value === 0 ? palette.rule : palette.line,
      }),
      textAt(x(value), 13, { ...tick, anchor: 'middle' }, String(Number(value.toPrecision(3)))),
    ]),
    isWide && textAt(0, 13, tick, 'components reached, mean'),
    textAt(width, 13, { ...tick, anchor: 'end' }, right > 120 ? 'difference' : ''),
  );
}

function change(comparison: Comparison, frame: Frame, palette: Palette): Markup {
  const { x, left, width, isWide } = frame;
  const { total, before, after } = comparison;
  const tone = toneOf(total, palette);
  const y = isWide ? 22 : 40;
  const [from, to] = [before, after].map(({ blastRadius }) => x(blastRadius.total.mean)) as [number, number];
  const ends = [before.blastRadius.total.mean, after.blastRadius.total.mean] as const;
  const isRight = to >= from;
  const end = (at: number, value: number, isEnd: boolean): Markup =>
    textAt(
      at + (isEnd ? 9 : -9),
      y + 4,
      { size: 12, fill: palette.soft, anchor: isEnd ? 'start' : 'end', halo: palette.paper },
      fixed(value, 2),
    );
  const isApart = Math.abs(to - from) > 2;
  return group(
    textAt(
      0,
      isWide ? y + 4 : 18,
      { size: 13, weight: 600, fill: isNone(total) ? palette.mute : palette.ink, halo: palette.paper },
      fitMiddle(comparison.change, isWide ? left - 62 : width - 8, 13, 600),
    ),
    isApart && h('line', { x1: from, x2: to, y1: y, y2: y, stroke: tone, 'stroke-width': 3 }),
    end(Math.min(from, to), isRight ? ends[0] : ends[1], !isApart && isRight),
    isApart && end(Math.max(from, to), isRight ? ends[1] : ends[0], true),
    h('circle', { cx: to, cy: y, r: 5.5, fill: tone, stroke: palette.paper, 'stroke-width': 1 }),
    h('circle', { cx: from, cy: y, r: 5, fill: palette.paper, stroke: palette.ink, 'stroke-width': 1.8 }),
    difference(comparison, y, frame, palette),
  );
}

function difference({ total }: Comparison, y: number, { width }: Frame, palette: Palette): Markup {
  const at = { size: 12, anchor: 'end' } as const;
  if (isNone(total))
    return group(
      textAt(width, y - 3, { ...at, fill: palette.mute }, 'no difference seen'),
      textAt(width, y + 13, { ...at, fill: palette.mute }, signedRange(total)),
    );
  return group(
    textAt(width, y - 3, { size: 15, weight: 600, anchor: 'end', fill: toneOf(total, palette) }, signed(total)),
    textAt(width, y + 13, { ...at, fill: palette.soft }, signedRange(total)),
  );
}

import type { BlastRadius } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import { textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';

/** Where the worlds end: bars at the right edge of the curve, on its scale. */
export type EndFrame = {
  /** px from a count. */
  readonly y: (count: number) => number;
  readonly left: number;
  readonly right: number;
  readonly palette: Palette;
};

type Bin = { readonly from: number; readonly to: number; readonly share: number };

const MOST_BARS = 40;
const LABELLED_FROM = 0.03;
const LABEL_PX = 30;
const LABEL_PITCH_PX = 13;
const LETTER_PX = 9;
const MOST_THICK_PX = 18;
/** Shorter bars would be all outline. */
const OUTLINED_FROM_PX = 3;

export function finalBars(radius: BlastRadius, { y, left, right, palette }: EndFrame): Markup {
  const bins = binned(radius);
  const pitch = Math.abs(y(1) - y(0)) * binWidth(radius);
  const thick = Math.max(0.8, Math.min(MOST_THICK_PX, pitch * 0.72));
  const largest = Math.max(...bins.map(({ share }) => share), 0.01);
  const bars = bins.map(
    (bin): Bar => ({
      ...bin,
      middle: y((bin.from + bin.to - 1) / 2),
      length: Math.max(0.8, (bin.share / largest) * (right - left - LABEL_PX)),
    }),
  );
  return group(
    bars.map((bar) =>
      h('rect', {
        x: left,
        y: bar.middle - thick / 2,
        width: bar.length,
        height: thick,
        rx: Math.min(1.5, thick / 2),
        'stroke-width': 0.9,
        ...paintOf(bar, radius.size, bar.length < OUTLINED_FROM_PX, palette),
      }),
    ),
    labelled(bars, thick).map(({ length, middle, share }) =>
      textAt(left + length + 5, middle + 4, { size: 12, fill: palette.soft }, percent(share)),
    ),
  );
}

/** Nothing reached is a bin of its own, and hollow: those worlds are the ones that die out. */
function paintOf({ from }: Bin, size: number, isSliver: boolean, palette: Palette) {
  if (from === 0) return { fill: 'none', stroke: palette.rule };
  const fill = palette.reach[Math.max(isSliver ? 6 : 3, reachStep(0.2 + (0.8 * from) / Math.max(1, size)))];
  return { fill, stroke: isSliver ? fill : palette.rule };
}

const binWidth = ({ max }: BlastRadius): number => Math.max(1, Math.ceil(max / MOST_BARS));

function binned(radius: BlastRadius): Bin[] {
  const { histogram } = radius;
  const worlds = histogram.reduce((sum, [, count]) => sum + count, 0);
  const width = binWidth(radius);
  const counts = new Map<number, number>();
  for (const [value, count] of histogram) {
    const from = value === 0 ? 0 : value - ((value - 1) % width);
    counts.set(from, (counts.get(from) ?? 0) + count);
  }
  return [...counts].map(([from, count]) => ({
    from,
    to: from === 0 ? 1 : from + width,
    share: count / Math.max(Number.MIN_VALUE, worlds),
  }));
}

type Bar = Bin & { readonly middle: number; readonly length: number };

/** The most frequent first, and then those whose number touches neither another one nor a longer bar beside it. */
function labelled(bars: readonly Bar[], thick: number): Bar[] {
  const chosen: Bar[] = [];
  const isNear = (one: Bar, other: Bar, px: number): boolean =>
    one !== other && Math.abs(one.middle - other.middle) < px;
  const isFree = (bar: Bar): boolean =>
    !chosen.some((other) => isNear(bar, other, LABEL_PITCH_PX)) &&
    !bars.some((other) => other.length > bar.length && isNear(bar, other, thick / 2 + LETTER_PX / 2));
  for (const bar of bars.filter(({ share }) => share >= LABELLED_FROM).sort((a, b) => b.share - a.share)) {
    if (isFree(bar)) chosen.push(bar);
  }
  return chosen;
}

/** The mean at the end with its two ways of not being known: chance as a bar of ink, knowledge outlined around it. */
export function uprightMean(
  { mean, ci95, belief95 }: BlastRadius,
  x: number,
  y: (count: number) => number,
  palette: Palette,
): Markup {
  const spanOf = ([low, high]: readonly [number, number], width: number) => ({
    x: x - width / 2,
    y: y(high),
    width,
    height: Math.max(1, y(low) - y(high)),
  });
  return group(
    belief95 && h('rect', { ...spanOf(belief95, 7), rx: 3, fill: 'none', stroke: palette.ink, 'stroke-width': 0.9 }),
    h('rect', { ...spanOf(ci95, 2), fill: palette.ink }),
    h('circle', { cx: x, cy: y(mean), r: 3.2, fill: palette.paper, stroke: palette.ink, 'stroke-width': 1.8 }),
  );
}

import { scaleLinear, scaleLog } from 'd3-scale';
import type { TrailPoint } from '../../src/run/live-state.ts';
import { group, h, type Markup } from '../markup.ts';
import { decimalsEarned, fixed, halfWidthText, meanText, rangeText, thousands } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import { type Palette, pagePalette } from '../theme.ts';

/** How an interval became narrow: the mean and its 95 % interval at each look, by the worlds that were done. */
export function trailView(trail: readonly TrailPoint[], width: number, palette: Palette = pagePalette): Markup | null {
  const [first, last] = [trail[0], trail.at(-1)];
  if (first === undefined || last === undefined || trail.length < 2) return null;
  const [, mean, low, high] = last;
  const ends = trail.flatMap(([, , from, to]) => [from, to]);
  const x = scaleLog([first[0], last[0]], [LEFT_PX + 8, width - RIGHT_PX]);
  const y = scaleLinear([Math.min(...ends), Math.max(...ends)], [HEIGHT_PX - BOTTOM_PX, TOP_PX]);
  const ticks = y.ticks(4);
  const decimals = decimalsEarned([ticks[0] ?? 0, ticks[1] ?? 1]);
  return drawing(
    { width, height: HEIGHT_PX, label: trailLabel(trail) },
    ticks.map((tick) =>
      group(
        h('line', { x1: LEFT_PX, x2: width, y1: y(tick), y2: y(tick), stroke: palette.line }),
        textAt(LEFT_PX - 8, y(tick) + 4, { size: 12, fill: palette.mute, anchor: 'end' }, fixed(tick, decimals)),
      ),
    ),
    trail.map((point, i) => pointMark(point, x(point[0]), y, i === trail.length - 1, palette)),
    axis(x, width, palette),
    textAt(
      width - RIGHT_PX + 14,
      y(mean) + 4.5,
      { size: 12.5, fill: palette.soft, halo: palette.paper },
      span({ weight: 600, fill: palette.ink }, meanText({ mean, ci95: [low, high] })),
      ` ± ${halfWidthText([low, high])}`,
    ),
  );
}

function trailLabel(trail: readonly TrailPoint[]): string {
  const say = ([worlds, , low, high]: TrailPoint): string =>
    `${rangeText([low, high])} after ${thousands(worlds)} worlds`;
  return `95 % interval of the mean: ${say(trail[0] as TrailPoint)}, ${say(trail.at(-1) as TrailPoint)}.`;
}

const HEIGHT_PX = 210;
const TOP_PX = 14;
const BOTTOM_PX = 34;
const LEFT_PX = 46;
const RIGHT_PX = 110;

function pointMark(
  [, mean, low, high]: TrailPoint,
  x: number,
  y: (value: number) => number,
  isLast: boolean,
  palette: Palette,
): Markup {
  const stroke = isLast ? palette.ink : palette.rule;
  return group(
    h('line', { x1: x, x2: x, y1: y(low), y2: Math.min(y(high), y(low) - 1), stroke, 'stroke-width': isLast ? 3 : 2 }),
    h('circle', { cx: x, cy: y(mean), r: isLast ? 4 : 3, fill: palette.paper, stroke, 'stroke-width': 1.8 }),
  );
}

/** As many powers of ten, with 2 and 5 between them, as have room. */
function axis(x: { (value: number): number; domain(): number[]; range(): number[] }, width: number, palette: Palette) {
  const [from = 1, to = 1] = x.domain();
  const wanted = [1, 2, 5].flatMap((step) => Array.from({ length: 12 }, (_, power) => step * Number(`1e${power}`)));
  const shown = wanted.filter((worlds) => worlds >= from && worlds <= to).sort((a, b) => a - b);
  const base = HEIGHT_PX - BOTTOM_PX + 22;
  const marks: Markup[] = [];
  let free = LEFT_PX;
  const end = `worlds, ${thousands(to)} so far`;
  const room = width - textWidth(end, 12) - 14;
  for (const worlds of shown) {
    const text = thousands(worlds);
    const half = textWidth(text, 12) / 2;
    if (x(worlds) - half < free || x(worlds) + half > room) continue;
    free = x(worlds) + half + 14;
    marks.push(textAt(x(worlds), base, { size: 12, fill: palette.mute, anchor: 'middle' }, text));
  }
  return group(marks, textAt(width, base, { size: 12, fill: palette.mute, anchor: 'end' }, end));
}

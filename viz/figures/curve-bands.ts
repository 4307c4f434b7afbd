import { area, curveMonotoneX, line } from 'd3-shape';
import type { Interval } from '../../src/measure/results.ts';
import { h, type Markup } from '../markup.ts';
import type { Palette } from '../theme.ts';

export type CurveScales = { readonly x: (round: number) => number; readonly y: (count: number) => number };

/** Positions in a row of quantiles (2.5, 10, 25, 75, 90, 97.5 %), and the step of the ramp: 95, 80 and 50 % of the worlds. */
const bandSteps = [
  [0, 5, 2],
  [1, 4, 3],
  [2, 3, 4],
] as const;

/** Where the worlds lie: fills. @param rows - per round, six quantiles over worlds */
export const worldBands = (rows: readonly (readonly number[])[], scales: CurveScales, palette: Palette): Markup[] =>
  rows.length < 2
    ? []
    : bandSteps.map(([low, high, step]) =>
        h('path', {
          d: area<readonly number[]>(
            (_, t) => scales.x(t),
            (row) => scales.y(row[low] ?? 0),
            (row) => scales.y(row[high] ?? 0),
          )
            .curve(curveMonotoneX)
            .digits(2)(rows as (readonly number[])[]),
          fill: palette.reach[step],
          opacity: 0.6,
        }),
      );

export type MeanStyle = { readonly palette: Palette; readonly width: number };

/** The mean and, beside it, the ends of its 95 % interval: lines of ink. Where the interval is narrower than the line, it is not seen. */
export function meanLines(
  means: readonly number[],
  intervals: readonly Interval[],
  { x, y }: CurveScales,
  { palette, width }: MeanStyle,
): Markup[] {
  const draw = (values: readonly number[], strokeWidth: number): Markup =>
    h('path', {
      d: line<number>((_, t) => x(t), y)
        .curve(curveMonotoneX)
        .digits(2)(values as number[]),
      fill: 'none',
      stroke: palette.ink,
      'stroke-width': strokeWidth,
    });
  const isSeen = intervals.some(([low, high]) => Math.abs(y(low) - y(high)) > width + 0.5);
  const ends = isSeen
    ? ([0, 1] as const).map((end) =>
        draw(
          intervals.map((interval) => interval[end]),
          0.8,
        ),
      )
    : [];
  return [...ends, draw(means, width)];
}

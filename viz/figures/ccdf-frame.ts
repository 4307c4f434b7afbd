import { scaleLinear, scaleLog } from 'd3-scale';
import { group, h, type Markup, path } from '../markup.ts';
import { textAt } from '../svg.ts';
import { lineStep, type Palette } from '../theme.ts';
import type { Exceedance } from './exceedance.ts';
import type { Polyline } from './label-places.ts';
import type { Peer } from './peers.ts';

export type CcdfOptions = {
  readonly width: number;
  readonly palette: Palette;
  /** Each decade as high as the next: for the rare and large. */
  readonly isLog: boolean;
  readonly label: string;
};

/** A scenario with its chances, as a line. */
export type Series = Peer & {
  readonly rows: readonly Exceedance[];
  readonly isShown: boolean;
  readonly fraction: number;
};

/** Where chances and components lie in px. */
export type Frame = {
  readonly x: (value: number) => number;
  readonly y: (chance: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly chances: readonly number[];
  readonly values: readonly number[];
  /** Systems of several sizes are compared by the share of each that is reached. */
  readonly isShare: boolean;
};

/** Narrower places have fewer ticks, and lines of their own for each scenario sooner. */
export const NARROW_PX = 480;

export function frameOf(
  series: readonly Series[],
  box: { readonly width: number; readonly height: number; readonly left: number; readonly top: number },
  isLog: boolean,
): Frame {
  const sizes = new Set(series.map(({ scenario }) => scenario.blastRadius.total.size));
  const isShare = sizes.size > 1;
  const most = Math.max(...series.map(({ scenario: { blastRadius } }) => blastRadius.total.max), 1);
  const [left, right] = [box.left, box.width - (isShare ? 18 : 10)];
  const [top, bottom] = [box.top, box.top + box.height];
  const x = scaleLinear(isShare ? [0, 1] : [0.5, most + 0.5], [left, right]);
  const whole = x
    .ticks(box.width < NARROW_PX ? 5 : 10)
    .filter((value) => isShare || (value >= 1 && Number.isInteger(value)));
  const least = Math.min(...series.flatMap(({ rows }) => rows.map(({ p }) => p)), 0.1);
  const decades = Math.max(1, Math.ceil(-Math.log10(least) - 1e-9));
  const floor = Number(`1e-${decades}`);
  const log = scaleLog([floor, 1], [bottom, top]);
  const linear = scaleLinear([0, 1], [bottom, top]);
  return {
    x,
    y: isLog ? (chance) => log(Math.max(floor, chance)) : linear,
    chances: isLog ? Array.from({ length: decades + 1 }, (_, d) => Number(`1e-${d}`)) : [0, 0.25, 0.5, 0.75, 1],
    values: whole,
    left,
    right,
    top,
    bottom,
    isShare,
  };
}

export function grid({ x, y, left, right, bottom, chances, values, isShare }: Frame, palette: Palette): Markup {
  const tick = { size: 12, fill: palette.mute } as const;
  return group(
    chances.map((chance) => [
      h('line', {
        x1: left,
        x2: right,
        y1: y(chance),
        y2: y(chance),
        stroke: chance === chances.at(-1) || chance === 0 ? palette.rule : palette.line,
      }),
      textAt(left - 8, y(chance) + 4, { ...tick, anchor: 'end' }, chanceText(chance)),
    ]),
    values.map((value) =>
      textAt(x(value), bottom + 17, { ...tick, anchor: 'middle' }, isShare ? chanceText(value) : String(value)),
    ),
  );
}

/** "25%", "0.1%": whole where it is. */
const chanceText = (chance: number): string => `${String(Number((chance * 100).toPrecision(6)))}%`;

const colourOf = ({ fraction }: Series, palette: Palette): string => palette.reach[lineStep(fraction)] as string;

/** Corners of the staircase: half a component to each side of x the chance of at least x. */
export function corners(
  { rows, scenario }: Series,
  { x, y, bottom, isShare }: Frame,
  of: (row: Exceedance) => number,
): Polyline {
  const unit = isShare ? 1 / Math.max(1, scenario.blastRadius.total.size) : 1;
  const points: [number, number][] = [];
  for (const row of rows) {
    const height = y(of(row));
    const [first, last] = points.slice(-2);
    const to = (row.x + 0.5) * unit;
    const end = x(isShare ? Math.min(1, to) : to);
    // Steps of the same height are one, and so are those that share a pixel.
    const isOne = last !== undefined && (Math.abs(last[1] - height) < 0.005 || end - (first?.[0] ?? 0) < LEAST_STEP_PX);
    if (isOne) last[0] = end;
    else points.push([x((row.x - 0.5) * unit), height], [end, height]);
  }
  const [end] = points.at(-1) ?? [x(0.5 * unit)];
  if (points.length === 0)
    return [
      [end, bottom],
      [x(1.5 * unit), bottom],
    ];
  // Nothing lies beyond the last component that there is.
  return rows.length < scenario.blastRadius.total.size ? [...points, [end, bottom]] : points;
}

const LEAST_STEP_PX = 1;

/** @param start - `L` continues a path */
export const pathOf = (points: Polyline, start: 'M' | 'L' = 'M'): string =>
  points
    .map(([x, y], i) => {
      const before = points[i - 1];
      if (before === undefined) return start === 'M' ? path`M${x} ${y}` : path`L${x} ${y}`;
      return before[1] === y ? path`H${x}` : before[0] === x ? path`V${y}` : path`L${x} ${y}`;
    })
    .join('');

export function band(one: Series, frame: Frame, palette: Palette): Markup | null {
  if (one.rows.length === 0 || one.scenario.family === 'exact') return null;
  const high = corners(one, frame, ({ ci95 }) => ci95[1]);
  const low = corners(one, frame, ({ ci95 }) => ci95[0]);
  return h('path', {
    d: `${pathOf(high)}${pathOf(low.toReversed(), 'L')}z`,
    fill: colourOf(one, palette),
    opacity: one.isShown ? 0.24 : 0.14,
  });
}

export const staircase = (one: Series, frame: Frame, palette: Palette): Markup =>
  h('path', {
    d: pathOf(corners(one, frame, ({ p }) => p)),
    fill: 'none',
    stroke: colourOf(one, palette),
    'stroke-width': one.isShown ? 2.4 : 1.5,
    'stroke-linejoin': 'round',
  });

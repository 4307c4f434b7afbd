import { scaleLinear, scaleLog } from 'd3-scale';
import type { ScenarioResult } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { fixed, meanText, percentInText, percentRange } from '../numbers.ts';
import { drawing, span, textAt, translate } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { lineStep, type Palette } from '../theme.ts';
import { worstFrom } from './dots-view.ts';
import { type Exceedance, exceedance } from './exceedance.ts';
import { labelPlaces, type Polyline } from './label-places.ts';
import type { Peer } from './peers.ts';

export type CcdfOptions = {
  readonly width: number;
  readonly palette: Palette;
  /** Each decade as high as the next: for the rare and large. */
  readonly isLog: boolean;
  readonly label: string;
};

/** Beyond so many lines nobody tells them apart: each gets a picture of its own. */
export const MOST_OVERLAID = 6;
/** More pictures are a table. */
export const MOST_SMALL = 24;

/** Chance that at least so many components are reached, of each scenario: together, or side by side where they are many. */
export function ccdfView(peers: readonly Peer[], shown: ScenarioResult, options: CcdfOptions): Markup {
  const series = peers.map((peer) => ({
    ...peer,
    rows: exceedance(peer.scenario),
    isShown: peer.scenario === shown,
    fraction: peer.scenario.blastRadius.total.fraction ?? 0,
  }));
  return series.length > mostOverlaid(options.width) ? smallMultiples(series, options) : overlay(series, options);
}

/** In a narrow place names of more than three find no room. */
export const mostOverlaid = (width: number): number => (width < NARROW_PX ? 3 : MOST_OVERLAID);

type Series = Peer & { readonly rows: readonly Exceedance[]; readonly isShown: boolean; readonly fraction: number };

type Frame = {
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

const NARROW_PX = 480;
const HEAD_PX = 30;
const FOOT_PX = 24;

function frameOf(
  series: readonly Series[],
  box: { readonly width: number; readonly height: number; readonly left: number; readonly top: number },
  isLog: boolean,
): Frame {
  const sizes = new Set(series.map(({ scenario }) => scenario.blastRadius.total.size));
  const isShare = sizes.size > 1;
  const most = Math.max(...series.map(({ scenario: { blastRadius } }) => blastRadius.total.max), 1);
  const [left, right, top, bottom] = [box.left, box.width - 2, box.top, box.top + box.height];
  const x = scaleLinear([0, isShare ? 1 : most], [left, right]);
  const whole = x.ticks(box.width < NARROW_PX ? 5 : 10).filter((value) => isShare || Number.isInteger(value));
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

function overlay(series: readonly Series[], options: CcdfOptions): Markup {
  const { width, palette, isLog } = options;
  const height = width < NARROW_PX ? 200 : width < 1000 ? 250 : 290;
  const frame = frameOf(series, { width, height, left: 46, top: HEAD_PX }, isLog);
  // The shown one is drawn last, over the others.
  const ordered = [...series.filter(({ isShown }) => !isShown), ...series.filter(({ isShown }) => isShown)];
  return drawing(
    { width, height: HEAD_PX + height + FOOT_PX + 16, label: options.label, className: 'ccdf' },
    textAt(0, 12, { size: 12, fill: palette.mute }, 'chance that at least so many are reached'),
    grid(frame, palette),
    textAt(
      frame.right,
      frame.bottom + FOOT_PX + 12,
      { size: 12, fill: palette.mute, anchor: 'end' },
      axisTitle(series, frame),
    ),
    ordered.map((one) => band(one, frame, palette)),
    ordered.map((one) => staircase(one, frame, palette)),
    series.length === 1 ? notes(series[0] as Series, frame, palette) : names(series, frame, palette),
  );
}

const axisTitle = (series: readonly Series[], { isShare }: Frame): string =>
  isShare
    ? 'share of the other components'
    : `components reached, of ${series[0]?.scenario.blastRadius.total.size ?? 0}`;

function grid({ x, y, left, right, bottom, chances, values, isShare }: Frame, palette: Palette): Markup {
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

/** Corners of the staircase: over (x - 1, x] the chance of at least x. */
function corners(
  { rows, scenario }: Series,
  { x, y, bottom, isShare }: Frame,
  of: (row: Exceedance) => number,
): Polyline {
  const unit = isShare ? 1 / Math.max(1, scenario.blastRadius.total.size) : 1;
  const points: [number, number][] = [];
  for (const row of rows) {
    const height = y(of(row));
    const last = points.at(-1);
    const end = x(row.x * unit);
    // Steps of the same height are one.
    if (last !== undefined && Math.abs(last[1] - height) < 0.005) last[0] = end;
    else points.push([x((row.x - 1) * unit), height], [end, height]);
  }
  const last = points.at(-1);
  return last === undefined
    ? [
        [x(0), bottom],
        [x(unit), bottom],
      ]
    : [...points, [last[0], bottom]];
}

const pathOf = (points: Polyline): string =>
  points.map(([x, y], i) => (i === 0 ? path`M${x} ${y}` : path`L${x} ${y}`)).join('');

function band(one: Series, frame: Frame, palette: Palette): Markup | null {
  if (one.rows.length === 0 || one.scenario.family === 'exact') return null;
  const high = corners(one, frame, ({ ci95 }) => ci95[1]);
  const low = corners(one, frame, ({ ci95 }) => ci95[0]);
  return h('path', {
    d: `${pathOf(high)}${pathOf(low.toReversed()).replace('M', 'L')}z`,
    fill: colourOf(one, palette),
    opacity: one.isShown ? 0.24 : 0.14,
  });
}

const staircase = (one: Series, frame: Frame, palette: Palette): Markup =>
  h('path', {
    d: pathOf(corners(one, frame, ({ p }) => p)),
    fill: 'none',
    stroke: colourOf(one, palette),
    'stroke-width': one.isShown ? 2.4 : 1.5,
    'stroke-linejoin': 'round',
  });

const NAME_PX = 12;

function names(series: readonly Series[], frame: Frame, palette: Palette): Markup[] {
  const most = Math.min(220, (frame.right - frame.left) * 0.45);
  const texts = series.map(({ label }) => fitMiddle(label, most, NAME_PX, 600));
  const lines = series.map((one) => corners(one, frame, ({ p }) => p));
  const widths = texts.map((text) => textWidth(text, NAME_PX, 600) + 4);
  return labelPlaces(lines, widths, { ...frame, left: frame.left + 2 }).flatMap((place, i) => {
    const one = series[i] as Series;
    return place === null
      ? []
      : textAt(
          place.x,
          place.y,
          { size: NAME_PX, weight: one.isShown ? 600 : 400, fill: palette.ink, halo: palette.paper },
          texts[i],
        );
  });
}

/** Of a line that stands alone: how often anything is reached, and how bad the worst twentieth is. */
function notes(one: Series, frame: Frame, palette: Palette): Markup[] {
  const from = worstFrom(one.scenario.blastRadius.total);
  const marked = [...new Set([1, from ?? 1])].flatMap((x) => one.rows.filter((row) => row.x === x));
  const unit = frame.isShare ? 1 / Math.max(1, one.scenario.blastRadius.total.size) : 1;
  return marked.map(({ x, p, ci95 }, i) => {
    const [cx, cy] = [frame.x(x * unit), frame.y(p)];
    const isLeft = i === 0 || cx < frame.left + (frame.right - frame.left) / 2;
    const interval = one.scenario.family === 'exact' ? '' : ` (${percentRange(ci95)})`;
    return group(
      h('circle', { cx, cy, r: 4, fill: palette.paper, stroke: palette.ink, 'stroke-width': 1.6 }),
      textAt(
        isLeft ? cx + 8 : frame.right,
        cy - 10,
        { size: 12.5, fill: palette.soft, anchor: isLeft ? 'start' : 'end', halo: palette.paper },
        span({ weight: 600, fill: palette.ink }, x === 1 ? 'anything at all' : `${x} or more`),
        ` in ${percentInText(p)} of worlds${interval}`,
      ),
    );
  });
}

const SMALL_PX = 92;

function smallMultiples(series: readonly Series[], options: CcdfOptions): Markup {
  const { width, palette, isLog } = options;
  const shown = series.slice(0, MOST_SMALL);
  const across = Math.max(width < 330 ? 1 : 2, Math.floor((width + 28) / 214));
  const pitch = (width + 28) / across;
  const down = Math.ceil(shown.length / across);
  const rowPx = SMALL_PX + 58;
  const frame = frameOf(shown, { width: pitch - 28, height: SMALL_PX, left: 40, top: 24 }, isLog);
  const coarse = { ...frame, chances: isLog ? frame.chances : [0, 0.5, 1], values: endsOf(frame.values) };
  return drawing(
    { width, height: down * rowPx, label: options.label, className: 'ccdf' },
    shown.map((one, i) =>
      h(
        'g',
        { transform: translate((i % across) * pitch, Math.floor(i / across) * rowPx) },
        panelHead(one, pitch - 28, palette),
        grid(coarse, palette),
        shown.map(
          (other) =>
            other !== one &&
            h('path', { d: pathOf(corners(other, frame, ({ p }) => p)), fill: 'none', stroke: palette.line }),
        ),
        band({ ...one, isShown: true }, frame, palette),
        staircase({ ...one, isShown: true }, frame, palette),
      ),
    ),
  );
}

const endsOf = (values: readonly number[]): number[] =>
  values.filter(
    (_, i) => i === 0 || i === values.length - 1 || (values.length > 4 && i === Math.floor(values.length / 2)),
  );

function panelHead({ label, scenario, isShown }: Series, width: number, palette: Palette): Markup {
  const { total } = scenario.blastRadius;
  const mean = meanText(total);
  const room = width - textWidth(`mean ${mean}`, 12) - 10;
  return group(
    textAt(
      0,
      12,
      { size: 12.5, weight: isShown ? 600 : 400, fill: palette.ink },
      fitMiddle(label, room, 12.5, isShown ? 600 : 400),
    ),
    textAt(width, 12, { size: 12, fill: palette.mute, anchor: 'end' }, `mean ${mean}`),
  );
}

/** One sentence for those who do not see it. */
export function ccdfLabel(peers: readonly Peer[]): string {
  const one = ({ label, scenario: { blastRadius } }: Peer): string => {
    const { total } = blastRadius;
    const from = worstFrom(total);
    return `${label}: anything in ${percentInText(total.touched)} of worlds, mean ${fixed(total.mean, 2)} of ${total.size}${from === null ? '' : `, ${from} or more in at most 5\u00a0%`}`;
  };
  return `Chance that at least so many components are reached. ${peers.slice(0, MOST_OVERLAID).map(one).join('; ')}.`;
}

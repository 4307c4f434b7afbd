import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX } from 'd3-shape';
import { group, h, type Markup } from '../markup.ts';
import { fixed, meanText, plural, rangeText } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { meanLines, worldBands } from './curve-bands.ts';
import { finalBars, uprightMean } from './curve-end.ts';
import { lastTick, settledRound } from './curve-rounds.ts';
import { worldLines } from './curve-worlds.ts';

export type CurveOptions = { readonly width: number; readonly palette: Palette };

/** Components reached over rounds: bands of worlds, single worlds, the mean, and where the worlds end up. */
export function curveView(view: View, options: CurveOptions): Markup {
  const height = curveHeight(options.width);
  return drawing(
    { width: options.width, height, label: curveLabel(view), className: 'curve' },
    curvePlot(view, options),
  );
}

export const curveHeight = (width: number): number => (width < 480 ? 230 : 270);

/** The same without a drawing around it. */
export function curvePlot(view: View, { width, palette }: CurveOptions): Markup {
  const frame = frameFor(view, width);
  const { right, rounds, x, y, height } = frame;
  const { curve, blastRadius } = view.scenario;
  const upTo = <T>(list: readonly T[]): readonly T[] => list.slice(0, rounds + 1);
  return group(
    grid(frame, view, palette),
    worldBands(upTo(view.kept?.bands ?? []), frame, palette),
    worldLines(view, rounds, frame, palette),
    meanLines(upTo(curve.total), upTo(view.kept?.witnessed?.curveCi95.total ?? []), { x, y }, { palette, width: 2.4 }),
    meanNote(view, frame, palette),
    uprightMean(blastRadius.total, right + MARK_PX / 2, y, palette),
    finalBars(blastRadius.total, { y, left: right + MARK_PX, right: width, palette }),
    textAt(right + MARK_PX, height - 7, { size: 12, fill: palette.mute }, 'share of worlds'),
  );
}

export function curveLabel({ scenario, lastRound }: View): string {
  const { total } = scenario.blastRadius;
  const mean = fixed(scenario.curve.total.at(-1) ?? 0, 1);
  return `Components reached over rounds: mean ${mean} of ${total.size} after ${plural(lastRound, 'round')}.`;
}

type Frame = {
  readonly height: number;
  readonly right: number;
  readonly x: (round: number) => number;
  readonly y: (count: number) => number;
  readonly rounds: number;
  readonly roundTicks: readonly number[];
  readonly countTicks: readonly number[];
};

const LEFT_PX = 34;
const TICK_SIZE = 12;
/** Room for the name of a mean at the very top. */
const TOP_PX = 24;
/** Right of the plot: the mark of the mean, then the bars. */
const MARK_PX = 16;
const BARS_PX = 100;
const TICK_GAP_PX = 18;

function frameFor(view: View, width: number): Frame {
  const height = curveHeight(width);
  const right = width - BARS_PX - MARK_PX;
  const rounds = settledRound(view);
  const { total } = view.scenario.blastRadius;
  const x = scaleLinear([0, rounds], [LEFT_PX, right]);
  const y = scaleLinear([0, Math.max(1, total.max, total.belief95?.[1] ?? 0)], [height - 26, TOP_PX]);
  const whole = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger);
  const lastLabel = textWidth(lastTick(rounds, view.lastRound), TICK_SIZE) + TICK_GAP_PX;
  const isClear = (round: number): boolean => x(round) > LEFT_PX + 58 && right - x(round) > lastLabel;
  return {
    height,
    right,
    x,
    y,
    rounds,
    roundTicks: whole(x.ticks(5)).filter(isClear),
    countTicks: whole(y.ticks(5)),
  };
}

function grid({ x, y, right, height, rounds, roundTicks, countTicks }: Frame, view: View, palette: Palette): Markup {
  const tick = { size: TICK_SIZE, fill: palette.mute } as const;
  return group(
    countTicks.map((count) => [
      h('line', { x1: LEFT_PX, x2: right, y1: y(count), y2: y(count), stroke: palette.line }),
      textAt(LEFT_PX - 6, y(count) + 4, { ...tick, anchor: 'end' }, String(count)),
    ]),
    textAt(x(0), height - 7, tick, 'round 0'),
    roundTicks.map((round) => textAt(x(round), height - 7, { ...tick, anchor: 'middle' }, String(round))),
    textAt(right + 4, height - 7, { ...tick, anchor: 'end' }, lastTick(rounds, view.lastRound)),
  );
}

/** Over the end of the curve. */
function meanNote({ scenario }: View, { right, y }: Frame, palette: Palette): Markup {
  const { total } = scenario.blastRadius;
  const isCertain = total.ci95[0] === total.ci95[1];
  const mean = isCertain && Number.isInteger(total.mean) ? String(total.mean) : meanText(total);
  return textAt(
    right - 6,
    y(total.mean) - 10,
    { size: 12, anchor: 'end', fill: palette.soft, halo: palette.paper },
    'mean ',
    span({ weight: 600, fill: palette.ink }, mean),
    !isCertain && `, ${rangeText(total.ci95)}`,
  );
}

/** The expected curve as the ground of the scrubber's track; it stretches with the track. */
export function sparkline({ scenario, lastRound }: View, palette: Palette): Markup {
  const [width, height] = [600, 40];
  const x = scaleLinear([0, Math.max(1, lastRound)], [0, width]);
  const y = scaleLinear([0, Math.max(0.01, ...scenario.curve.total) * 1.15], [height, 2]);
  return h(
    'svg',
    { class: 'spark', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('path', {
      d: area<number>((_, t) => x(t), height, y)
        .curve(curveMonotoneX)
        .digits(2)(scenario.curve.total as number[]),
      fill: palette.reach[3],
    }),
  );
}

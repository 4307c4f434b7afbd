import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { Layer } from '../../src/graph/kinds.ts';
import { layerNames } from '../../src/graph/kinds.ts';
import type { KeptWorld } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { fixed, percent, percentNumber } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';

export type CurveOptions = { readonly width: number; readonly palette: Palette };

/** Components reached over rounds: bands of worlds, single worlds, the mean, and where the worlds end up. */
export function curveView(view: View, { width, palette }: CurveOptions): Markup {
  const frame = frameFor(view, width);
  const { total } = view.scenario.curve;
  return drawing(
    { width, height: frame.height, label: curveLabel(view), className: 'curve' },
    grid(frame, palette),
    bands(view, frame, palette),
    worlds(view, frame, palette),
    h('path', { d: meanPath(total, frame), fill: 'none', stroke: palette.ink, 'stroke-width': 2.4 }),
    meanNote(total, frame, palette),
    finalBars(view, frame, palette),
  );
}

export function curveLabel({ scenario, lastRound }: View): string {
  const { total } = scenario.blastRadius;
  return `Components reached over rounds: mean ${fixed(scenario.curve.total.at(-1) ?? 0, 1)} of ${total.size} after round ${lastRound}.`;
}

type Frame = {
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly x: (round: number) => number;
  readonly y: (count: number) => number;
  readonly rounds: number;
  readonly most: number;
  readonly roundTicks: readonly number[];
  readonly countTicks: readonly number[];
};

const LEFT_PX = 34;
const BARS_PX = 108;

function frameFor({ scenario, lastRound, kept }: View, width: number): Frame {
  const height = width < 480 ? 230 : 270;
  const right = width - BARS_PX;
  const rounds = settledRound(scenario.curve.total, kept?.bands ?? [], lastRound);
  const most = Math.max(1, scenario.blastRadius.total.max);
  const x = scaleLinear([0, rounds], [LEFT_PX, right]);
  const y = scaleLinear([0, most], [height - 26, 12]);
  const whole = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger);
  return {
    width,
    height,
    right,
    x,
    y,
    rounds,
    most,
    roundTicks: whole(x.ticks(5)).filter((round) => round === 0 || x(round) > LEFT_PX + 58),
    countTicks: whole(y.ticks(5)),
  };
}

/** The last round in which anything still moves, so that a long quiet end does not squeeze the rise. */
function settledRound(total: readonly number[], quantiles: readonly (readonly number[])[], lastRound: number): number {
  const end = total.at(-1) ?? 0;
  const last = quantiles.at(-1);
  let round = lastRound;
  const isStill = (t: number): boolean =>
    end - (total[t] ?? 0) <= end * 0.005 && (quantiles[t] ?? []).every((value, i) => value === last?.[i]);
  while (round > 4 && isStill(round - 1)) round--;
  return Math.max(1, round);
}

function grid({ x, y, right, height, roundTicks, countTicks }: Frame, palette: Palette): Markup {
  const tick = { size: 12, fill: palette.mute } as const;
  return group(
    countTicks.map((count) => [
      h('line', { x1: LEFT_PX, x2: right, y1: y(count), y2: y(count), stroke: palette.line }),
      textAt(LEFT_PX - 6, y(count) + 4, { ...tick, anchor: 'end' }, String(count)),
    ]),
    roundTicks.map((round) =>
      textAt(
        x(round),
        height - 7,
        { ...tick, anchor: round === 0 ? 'start' : 'middle' },
        round === 0 ? 'round 0' : String(round),
      ),
    ),
  );
}

/** Quantiles 2.5, 10, 25, 75, 90, 97.5 %: 95, 80 and 50 % of the worlds. */
function bands({ kept }: View, { x, y, rounds }: Frame, palette: Palette): Markup[] {
  const rows = (kept?.bands ?? []).slice(0, rounds + 1);
  if (rows.length < 2) return [];
  return (
    [
      [0, 5, 2],
      [1, 4, 3],
      [2, 3, 4],
    ] as const
  ).map(([low, high, step]) =>
    h('path', {
      d: area<readonly number[]>(
        (_, t) => x(t),
        (row) => y(row[low] ?? 0),
        (row) => y(row[high] ?? 0),
      )
        .curve(curveMonotoneX)
        .digits(2)(rows as (readonly number[])[]),
      fill: palette.reach[step],
      opacity: 0.6,
    }),
  );
}

const MOST_WORLDS = 24;
const NUDGE = 0.56;

/** Single worlds as steps, nudged so that equal ones show. */
function worlds(view: View, { x, y, rounds }: Frame, palette: Palette): Markup[] {
  const samples = (view.kept?.worlds ?? []).filter(({ label }) => label === 'sample').slice(0, MOST_WORLDS);
  return samples.map((world, k) => {
    const nudge = (((k * 7) % MOST_WORLDS) / MOST_WORLDS) * NUDGE - NUDGE / 2;
    const counts = reachedByRound(view, world, rounds).map((count) => Math.max(0, count + nudge));
    return h('path', {
      d: steps(counts, x, y),
      fill: 'none',
      stroke: palette.reach[8],
      'stroke-width': 0.8,
      opacity: 0.4,
    });
  });
}

/** Only the rounds in which something happens: a tenth of the text that a point per round would take. */
function steps(counts: readonly number[], x: (round: number) => number, y: (count: number) => number): string {
  let d = path`M${x(0)} ${y(counts[0] ?? 0)}`;
  for (const [round, count] of counts.entries()) {
    if (round > 0 && count !== counts[round - 1]) d += path`H${x(round)}V${y(count)}`;
  }
  return d + path`H${x(counts.length - 1)}`;
}

function reachedByRound({ isEntry }: View, { reached }: KeptWorld, rounds: number): number[] {
  const fresh = Array<number>(rounds + 1).fill(0);
  for (const [component, round] of reached) {
    if (!isEntry[component]) fresh[Math.min(round, rounds)] = (fresh[Math.min(round, rounds)] ?? 0) + 1;
  }
  let sum = 0;
  return fresh.map((count) => {
    sum += count;
    return sum;
  });
}

const meanPath = (total: readonly number[], { x, y, rounds }: Frame): string | null =>
  line<number>((_, t) => x(t), y)
    .curve(curveMonotoneX)
    .digits(2)(total.slice(0, rounds + 1) as number[]);

function meanNote(total: readonly number[], { x, y, rounds }: Frame, palette: Palette): Markup {
  const mean = total.at(-1) ?? 0;
  return textAt(
    x(rounds) - 6,
    y(mean) - 9,
    { size: 12, anchor: 'end', fill: palette.soft, halo: palette.paper },
    'mean ',
    span({ weight: 600, fill: palette.ink }, fixed(mean, 1)),
  );
}

const LABELLED_FROM = 0.03;

/** The final distribution at the right edge, on the same scale as the curve. */
function finalBars({ scenario }: View, { y, right, width, height, most }: Frame, palette: Palette): Markup {
  const { histogram, size } = scenario.blastRadius.total;
  const total = histogram.reduce((sum, [, worlds]) => sum + worlds, 0);
  const unit = Math.abs(y(1) - y(0));
  const thick = Math.max(0.8, Math.min(18, unit * 0.72));
  const largest = Math.max(...histogram.map(([, worlds]) => worlds / Math.max(1, total)), 0.01);
  const isLabelled = unit >= 11 || most <= 20;
  const left = right + 8;
  return group(
    histogram.map(([value, worlds]) => {
      const share = worlds / Math.max(1, total);
      const length = Math.max(0.8, (share / largest) * (width - left - 36));
      const step = Math.max(3, reachStep(0.2 + (0.8 * value) / Math.max(1, size)));
      const paint =
        value === 0
          ? { fill: 'none', stroke: palette.rule }
          : { fill: palette.reach[step], stroke: step < 6 ? palette.rule : 'none' };
      return [
        h('rect', {
          x: left,
          y: y(value) - thick / 2,
          width: length,
          height: thick,
          rx: Math.min(1.5, thick / 2),
          'stroke-width': 0.9,
          ...paint,
        }),
        share >= LABELLED_FROM &&
          isLabelled &&
          textAt(left + length + 5, y(value) + 4, { size: 12, fill: palette.soft }, percent(share)),
      ];
    }),
    textAt(left, height - 7, { size: 12, fill: palette.mute }, 'share of worlds'),
  );
}

/** One layer, small: mean share of its components reached over rounds, y always 0 to 100 %. */
export function layerCurve(view: View, layer: Layer, { width, palette }: CurveOptions): Markup | null {
  const curve = view.scenario.curve.layers[`${layer}`];
  const radius = view.scenario.blastRadius.layers[`${layer}`];
  if (curve === undefined || radius === undefined || radius.size === 0) return null;
  const height = 76;
  const rounds = settledRound(view.scenario.curve.total, [], view.lastRound);
  const x = scaleLinear([0, rounds], [0, width]);
  const y = scaleLinear([0, 1], [height - 2, 4]);
  const shares = curve.slice(0, rounds + 1).map((mean) => mean / radius.size);
  const step = Math.max(5, reachStep(shares.at(-1) ?? 0));
  return drawing(
    {
      width,
      height,
      label: `${layerNames[layer]}: ${percentNumber(radius.fraction ?? 0)} % of the layer reached at the end`,
    },
    h('line', { x1: 0, x2: width, y1: y(0.5), y2: y(0.5), stroke: palette.line }),
    h('path', {
      d: area<number>((_, t) => x(t), height - 2, y)
        .curve(curveMonotoneX)
        .digits(2)(shares),
      fill: palette.reach[Math.max(2, reachStep(shares.at(-1) ?? 0))],
      opacity: 0.35,
    }),
    h('path', {
      d: line<number>((_, t) => x(t), y)
        .curve(curveMonotoneX)
        .digits(2)(shares),
      fill: 'none',
      stroke: palette.reach[Math.max(6, step)],
      'stroke-width': 2,
    }),
    h('line', { x1: 0, x2: width, y1: height - 1.5, y2: height - 1.5, stroke: palette.rule }),
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

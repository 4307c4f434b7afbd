import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX } from 'd3-shape';
import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import { group, h, type Markup } from '../markup.ts';
import { percentNumber } from '../numbers.ts';
import { drawing } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { type CurveScales, meanLines, worldBands } from './curve-bands.ts';
import { settledRound } from './curve-rounds.ts';
import type { CurveOptions } from './curve-view.ts';

export const LAYER_CURVE_PX = 76;

/** One layer, small: share of its components reached over rounds, y always 0 to 100 %. Null if it has no component to reach. */
export function layerCurve(view: View, layer: Layer, { width, palette }: CurveOptions): Markup | null {
  const plot = layerPlot(view, layer, { width, palette });
  const fraction = view.scenario.blastRadius.layers[`${layer}`]?.fraction ?? 0;
  const label = `${layerNames[layer]}: ${percentNumber(fraction)} % of the layer reached at the end`;
  return plot && drawing({ width, height: LAYER_CURVE_PX, label }, plot);
}

/** The same without a drawing around it. */
export function layerPlot(view: View, layer: Layer, { width, palette }: CurveOptions): Markup | null {
  const means = view.scenario.curve.layers[`${layer}`];
  const size = view.scenario.blastRadius.layers[`${layer}`]?.size ?? 0;
  if (means === undefined || size === 0) return null;
  const bottom = LAYER_CURVE_PX - 2;
  const rounds = settledRound(view);
  const x = scaleLinear([0, rounds], [0, width]);
  const y = scaleLinear([0, size], [bottom, 4]);
  const { layerBands, curveCi95 } = view.kept?.witnessed ?? {};
  const upTo = <T>(list: readonly T[] | undefined): readonly T[] => (list ?? []).slice(0, rounds + 1);
  return group(
    size === 1
      ? alone(upTo(means), { x, y, bottom }, palette)
      : worldBands(upTo(layerBands?.[`${layer}`]), { x, y }, palette),
    h('line', { x1: 0, x2: width, y1: y(size / 2), y2: y(size / 2), stroke: palette.line }),
    meanLines(upTo(means), upTo(curveCi95?.layers[`${layer}`]), { x, y }, { palette, width: 1.8 }),
    h('line', { x1: 0, x2: width, y1: bottom + 0.5, y2: bottom + 0.5, stroke: palette.rule }),
  );
}

/** A layer of one component: of each 100 worlds so many have reached it. */
const alone = (
  means: readonly number[],
  { x, y, bottom }: CurveScales & { readonly bottom: number },
  palette: Palette,
): Markup =>
  h('path', {
    d: area<number>((_, t) => x(t), bottom, y)
      .curve(curveMonotoneX)
      .digits(2)(means as number[]),
    fill: palette.reach[Math.max(2, reachStep(means.at(-1) ?? 0))],
    opacity: 0.6,
  });

import type { BlastRadius, Interval } from '../src/measure/results.ts';
import { group, h, type Markup } from './markup.ts';
import type { Palette } from './theme.ts';

/** Where a value lies on an axis, and at which height the mark stands; px. */
export type MarkPlace = { readonly at: (value: number) => number; readonly y: number };

/**
 * A mean as every picture shows it: a hollow dot, in ink its 95 % interval of the simulation, and where it is given the
 * outline of what not knowing the inputs leaves open (VISUAL: fill against ink line, never a lone number).
 */
export const meanMark = (
  { mean, ci95, belief95 }: Pick<BlastRadius, 'mean' | 'ci95'> & Partial<Pick<BlastRadius, 'belief95'>>,
  place: MarkPlace,
  palette: Palette,
): Markup =>
  group(
    belief95 && [
      intervalLine(belief95, place, { width: 6, stroke: palette.rule }),
      intervalLine(belief95, place, { width: 4.4, stroke: palette.paper }),
    ],
    intervalLine(ci95, place, { width: 2.6, stroke: palette.ink }),
    h('circle', {
      cx: place.at(mean),
      cy: place.y,
      r: 3.4,
      fill: palette.paper,
      stroke: palette.ink,
      'stroke-width': 1.8,
    }),
  );

/** At least a px long, so that a sharp value is seen. */
export function intervalLine(
  [low, high]: Interval,
  { at, y }: MarkPlace,
  { width, stroke }: { readonly width: number; readonly stroke: string },
): Markup {
  return h('line', {
    x1: at(low),
    x2: Math.max(at(high), at(low) + 1),
    y1: y,
    y2: y,
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
  });
}

import type { LiveRadius, TrailPoint } from '../../src/run/live-state.ts';
import { h, type Markup } from '../markup.ts';
import { intervalLine, meanMark } from '../mean-mark.ts';
import { meanText, rangeText } from '../numbers.ts';
import { drawing } from '../svg.ts';
import { pagePalette } from '../theme.ts';

const HEIGHT_PX = 22;

export type Axis = {
  /** px */
  readonly width: number;
  /** Components at its right end. */
  readonly most: number;
};

/**
 * A mean on an axis that all rows share: hollow dot with its 95 % interval. The thin line behind is the interval of the
 * first look: what is between the two is what the worlds since then have told.
 */
export function intervalBar(
  { mean, ci95, size }: Pick<LiveRadius, 'mean' | 'ci95' | 'size'>,
  first: TrailPoint | undefined,
  { width, most }: Axis,
  what: string,
): Markup {
  const inner = width - 2 * PAD_PX;
  const xOf = (value: number): number => PAD_PX + (most > 0 ? (value / most) * inner : 0);
  const y = HEIGHT_PX / 2;
  const place = { at: xOf, y };
  const label = `${what}: mean ${meanText({ mean, ci95 })} of ${size}, 95 % interval ${rangeText(ci95)}`;
  return drawing(
    { width, height: HEIGHT_PX, label },
    h('line', { x1: xOf(0), x2: xOf(Math.min(size, most)), y1: y, y2: y, stroke: pagePalette.line }),
    size <= most && h('line', { x1: xOf(size), x2: xOf(size), y1: y - 4, y2: y + 4, stroke: pagePalette.rule }),
    first !== undefined && intervalLine([first[2], first[3]], place, { width: 1, stroke: pagePalette.rule }),
    meanMark({ mean, ci95 }, place, pagePalette),
  );
}

const PAD_PX = 6;

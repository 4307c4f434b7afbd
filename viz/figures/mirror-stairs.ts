import type { BlastRadius } from '../../src/measure/results.ts';
import { group, h, type Markup, path } from '../markup.ts';
import { percentNumber } from '../numbers.ts';
import { textAt } from '../svg.ts';
import { type Palette, reachStep } from '../theme.ts';
import { chancesOfAtLeast } from './layers-view.ts';

type MirrorOptions = {
  readonly width: number;
  /** Components of the largest scope that is drawn so: slots are equal in all of them. */
  readonly most: number;
  readonly palette: Palette;
};

/** Each half; the axis lies between them. */
const HALF_PX = 30;
export const MIRROR_PX = 2 * HALF_PX + 1;
const MOST_SLOTS = 20;
const MOST_SLOT_PX = 90;

/**
 * Two staircases mirrored at an axis: before rises, after hangs. Column j is as high as the chance that at least j components
 * are reached; what one side has more than the other is what the change did.
 */
export function mirrorStairs(before: BlastRadius, after: BlastRadius, options: MirrorOptions): Markup {
  const { width, most, palette } = options;
  const size = Math.max(before.size, after.size);
  const isFine = most > MOST_SLOTS;
  const slot = isFine ? width / Math.max(1, size) : Math.min(MOST_SLOT_PX, width / most);
  const half = (radius: BlastRadius, isUp: boolean): Markup => {
    const chances = chancesOfAtLeast(radius);
    return isFine ? hill(chances, slot, isUp, palette) : group(chances.map((p, j) => step(p, j, slot, isUp, palette)));
  };
  return group(
    half(before, true),
    half(after, false),
    h('line', { x1: 0, x2: size * slot, y1: HALF_PX + 0.5, y2: HALF_PX + 0.5, stroke: palette.rule }),
  );
}

function step(chance: number, j: number, slot: number, isUp: boolean, palette: Palette): Markup {
  const [left, width] = [j * slot, slot - (slot > 8 ? 3 : 0)];
  const height = chance > 0 ? Math.max(1, chance * HALF_PX) : 0;
  const top = isUp ? HALF_PX - height : HALF_PX + 1;
  const tone = Math.max(2, reachStep(chance));
  const isInside = chance > 0.5;
  const textTop = isInside ? top + (isUp ? 0 : height - 16) : isUp ? top - 17 : top + height + 1;
  return group(
    h('rect', { x: left, y: isUp ? 0 : HALF_PX + 1, width, height: HALF_PX, fill: palette.sunk }),
    height > 0 &&
      h('rect', {
        x: left,
        y: top,
        width,
        height,
        fill: palette.reach[tone],
        stroke: tone < 6 ? palette.rule : 'none',
        'stroke-width': 0.8,
      }),
    width > 24 &&
      textAt(
        left + width / 2,
        textTop + 12.5,
        { size: 11, weight: 600, anchor: 'middle', fill: isInside ? palette.onReach[tone] : palette.soft } as const,
        percentNumber(chance),
      ),
  );
}

/** Too many for columns: the same shape as one outline over the whole well. */
function hill(chances: readonly number[], slot: number, isUp: boolean, palette: Palette): Markup {
  const base = isUp ? HALF_PX : HALF_PX + 1;
  const away = isUp ? -HALF_PX : HALF_PX;
  let d = path`M0 ${base}`;
  for (const [j, chance] of chances.entries()) d += path`V${base + chance * away}H${(j + 1) * slot}`;
  return group(
    h('rect', { x: 0, y: isUp ? 0 : base, width: chances.length * slot, height: HALF_PX, fill: palette.sunk }),
    h('path', { d: `${d}${path`V${base}`}z`, fill: palette.reach[6], stroke: palette.rule, 'stroke-width': 0.8 }),
  );
}

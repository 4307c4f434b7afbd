import { h, type Markup, path } from '../markup.ts';
import type { Palette } from '../theme.ts';

/** How high a column stood before the reader's changes: a line across it. */
export const columnGhost = (
  chance: number,
  { left, width, height, palette }: { left: number; width: number; height: number; palette: Palette },
): Markup => {
  const y = height - chance * height;
  return h('line', {
    class: 'ghost',
    x1: left,
    x2: left + width,
    y1: y,
    y2: y,
    stroke: palette.ink,
    'stroke-width': 1.5,
  });
};

/** The same of too many columns to tell apart. */
export function hillGhost(chances: readonly number[], slot: number, height: number, palette: Palette): Markup {
  const steps = chances.map((chance, j) => path`L${j * slot} ${height - chance * height}H${(j + 1) * slot}`);
  const d = `${path`M0 ${height}`}${steps.join('')}${path`V${height}`}`;
  return h('path', { class: 'ghost', d, fill: 'none', stroke: palette.ink, 'stroke-width': 1.2 });
}

/** Where the mean was, under the axis. */
export const meanGhost = (mean: number, slot: number, height: number, palette: Palette): Markup =>
  h('line', {
    class: 'ghost',
    x1: mean * slot,
    x2: mean * slot,
    y1: height + 2,
    y2: height + 12,
    stroke: palette.soft,
    'stroke-width': 1.5,
  });

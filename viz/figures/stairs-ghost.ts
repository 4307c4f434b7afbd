import { group, h, type Markup, path } from '../markup.ts';
import type { Palette } from '../theme.ts';

/** Where the steps of a staircase stood before the reader's changes, and its mean: a line around what is gone or still there. */
export function stairsGhost(
  { chances, mean }: { readonly chances: readonly number[]; readonly mean: number },
  { slot, height, palette }: { readonly slot: number; readonly height: number; readonly palette: Palette },
): Markup {
  const steps = chances.map((chance, j) => path`L${j * slot} ${height - chance * height}H${(j + 1) * slot}`);
  const x = mean * slot;
  return group(
    h('path', {
      class: 'ghost',
      d: `${path`M0 ${height}`}${steps.join('')}V${height}`,
      fill: 'none',
      stroke: palette.soft,
      'stroke-width': 1.2,
    }),
    h('line', { x1: x, x2: x, y1: height + 2, y2: height + 12, stroke: palette.soft, 'stroke-width': 1.2 }),
  );
}

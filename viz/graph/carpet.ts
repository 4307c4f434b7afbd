import { h, type Markup, path } from '../markup.ts';
import { type Palette, reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import type { GridLayout } from './layout-grid.ts';
import type { Look } from './moment.ts';

/**
 * The components of a large graph as bare squares, one path per step of the ramp: a thousand squares stay light. The
 * page draws the same on a canvas and keeps this for print.
 */
export function carpetSquares(
  view: View,
  { places, tile }: GridLayout,
  looks: readonly Look[],
  palette: Palette,
): Markup[] {
  const half = tile / 2;
  const squares = new Map<number, string>();
  for (const [i, { share }] of looks.entries()) {
    const { x, y } = places[i] as { x: number; y: number };
    const step = reachStep(share);
    squares.set(step, (squares.get(step) ?? '') + path`M${x - half} ${y - half}h${tile}v${tile}h${-tile}z`);
  }
  const rings = view.components.flatMap((_, i) => {
    const { x, y } = places[i] as { x: number; y: number };
    const ring = { x: x - half - 3, y: y - half - 3, width: tile + 6, height: tile + 6, rx: 3 };
    return view.isEntry[i] ? [h('rect', { ...ring, fill: 'none', stroke: palette.ink, 'stroke-width': 2.2 })] : [];
  });
  return [
    ...[...squares.entries()]
      .sort(([a], [b]) => a - b)
      .map(([step, d]) => h('path', { d, fill: palette.reach[step], stroke: palette.line, 'stroke-width': 0.6 })),
    ...rings,
  ];
}

import { type Layer, layerNames } from '../../src/graph/kinds.ts';
import { group, h, type Markup } from '../markup.ts';
import { textAt } from '../svg.ts';
import type { Palette } from '../theme.ts';

/** Layer 7 first, as in the bands of the graph. */
export const layersDown: readonly Layer[] = [7, 6, 5, 4, 3, 2, 1];

/** Heads of the columns of a matrix: `L7` over its key, a bar as wide as the column. */
export const layerHeads = (
  layers: readonly Layer[],
  { x, width, bottom, palette }: { x: number; width: number; bottom: number; palette: Palette },
): Markup =>
  group(
    layers.map((layer, i) =>
      h(
        'g',
        {},
        h('title', {}, layerNames[layer]),
        textAt(
          x + (i + 0.5) * width,
          bottom - 9,
          { size: 12, weight: 600, fill: palette.soft, anchor: 'middle' },
          `L${layer}`,
        ),
        h('rect', { x: x + i * width + 1, y: bottom - 4, width: width - 2, height: 3, fill: palette.layer[layer] }),
      ),
    ),
  );

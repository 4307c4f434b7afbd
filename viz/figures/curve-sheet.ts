import { group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import { drawing, textAt, translate } from '../svg.ts';
import type { Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { LAYER_CURVE_PX, layerPlot } from './curve-layers.ts';
import { type CurveOptions, curveHeight, curveLabel, curvePlot } from './curve-view.ts';
import { samplesOf } from './curve-worlds.ts';
import { foot } from './foot.ts';
import { type LayerRow, layerRows } from './layers-view.ts';

const SIDE_BY_SIDE_PX = 760;
const TOTAL_SHARE = 0.52;
const BETWEEN_PX = 40;
const COLUMN_GAP_PX = 22;
const HEAD_PX = 20;
const ROW_GAP_PX = 16;

/** The whole spread over time in one picture: the total, and all layers small beside or under it. */
export function curveSheet(view: View, { width, palette }: CurveOptions): Markup {
  const rows = layerRows(view).filter(({ radius }) => radius.size > 0);
  const isWide = width >= SIDE_BY_SIDE_PX && rows.length > 0;
  const totalWidth = isWide ? Math.floor(width * TOTAL_SHARE) : width;
  const below = curveHeight(totalWidth) + 14;
  const place = isWide
    ? { left: totalWidth + BETWEEN_PX, top: 0, width: width - totalWidth - BETWEEN_PX }
    : { left: 0, top: below, width };
  const small = smallCurves(view, rows, place, palette);
  const text = foot(readingOf(view, rows), width, palette);
  const height = Math.max(below, place.top + small.height);
  return drawing(
    { width, height: height + text.height, label: curveLabel(view), className: 'curve' },
    curvePlot(view, { width: totalWidth, palette }),
    small.drawn,
    text.draw(height),
  );
}

type Place = { readonly left: number; readonly top: number; readonly width: number };

function smallCurves(view: View, rows: readonly LayerRow[], { left, top, width }: Place, palette: Palette) {
  const columns = Math.max(2, Math.min(4, Math.floor(width / 105)));
  const own = (width - (columns - 1) * COLUMN_GAP_PX) / columns;
  const pitch = HEAD_PX + LAYER_CURVE_PX + ROW_GAP_PX;
  const drawn = rows.map(({ layer, radius }, i) =>
    h(
      'g',
      { transform: translate(left + (i % columns) * (own + COLUMN_GAP_PX), top + Math.floor(i / columns) * pitch) },
      h('rect', { y: 1, width: 4, height: 13, fill: palette.layer[layer] }),
      textAt(10, 12, { size: 12.5, fill: palette.soft }, `L${layer}`),
      textAt(own, 12, { size: 12.5, weight: 600, fill: palette.ink, anchor: 'end' }, percent(radius.fraction ?? 0)),
      h('g', { transform: translate(0, HEAD_PX) }, layerPlot(view, layer, { width: own, palette })),
    ),
  );
  return { drawn: group(drawn), height: Math.ceil(rows.length / columns) * pitch - ROW_GAP_PX };
}

/** Only of what is drawn. */
function readingOf(view: View, rows: readonly LayerRow[]): string {
  const worlds = samplesOf(view).length;
  const isBanded = (view.kept?.bands.length ?? 0) > 0 && view.scenario.family !== 'exact';
  return [
    isBanded && 'Fills: where 50, 80 and 95 % of worlds lie.',
    worlds > 0 && `Thin lines: ${worlds} single worlds.`,
    'Bold: the mean between the ends of its 95 % interval; ring: where it ends, outlined what uncertain inputs leave open.',
    'Bars: where the worlds end, hollow those in which nothing is reached.',
    rows.length > 0 && 'Small: share of each layer, 0 to 100 %; the rule is one half.',
  ]
    .filter((part) => part !== false)
    .join(' ');
}

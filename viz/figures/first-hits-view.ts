import { scaleLinear } from 'd3-scale';
import { glyph } from '../graph/marks.ts';
import { group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import { drawing, span, textAt } from '../svg.ts';
import { fitMiddle, textWidth } from '../text.ts';
import { lineStep, type Palette } from '../theme.ts';
import type { View } from '../view.ts';
import { type ComponentHit, componentHits, type LayerHit, layerHits } from './first-hits-rows.ts';
import { type Foot, foot } from './foot.ts';

export type FirstHitsOptions = {
  readonly width: number;
  readonly palette: Palette;
  readonly label: string;
  /** Says under the rows how to read them: in a file no text stands around the picture. */
  readonly reading: string | null;
};

const SIDE_BY_SIDE_PX = 720;
const BETWEEN_PX = 56;
const MOST_COMPONENTS = 10;

/** Layers, and the components that are hit first, on one axis of rounds: where a quarter, half and three quarters lie. */
export function firstHitsView(view: View, { width, palette, label, reading }: FirstHitsOptions): Markup {
  const components = componentHits(view).slice(0, MOST_COMPONENTS);
  const layers = layerHits(view);
  const last = Math.max(1, ...layers.map(({ median }) => median ?? 0), ...components.map((hit) => hit.quartiles[1]));
  const isWide = width >= SIDE_BY_SIDE_PX;
  const own = isWide ? (width - BETWEEN_PX) / 2 : width;
  const widest = (hits: readonly Hit[]): number => Math.max(0, ...hits.map(({ name }) => textWidth(name, NAME_SIZE)));
  // One above the other they share one axis.
  const namesOf = (hits: readonly Hit[]): number => widest(isWide ? hits : [...layers, ...components]);
  const layerPanel = panel(layers, 'layers', { last, width: own, names: namesOf(layers), palette });
  const componentPanel = panel(components, 'components hit first', {
    last,
    width: own,
    names: namesOf(components),
    palette,
  });
  const below = isWide ? { x: own + BETWEEN_PX, y: 0 } : { x: 0, y: layerPanel.height + 22 };
  const text: Foot | null = reading === null ? null : foot(reading, width, palette);
  const height = Math.max(layerPanel.height, below.y + componentPanel.height);
  return drawing(
    { width, height: height + (text?.height ?? 0), label, className: 'first-hits' },
    layerPanel.drawn,
    h('g', { transform: `translate(${below.x} ${below.y})` }, componentPanel.drawn),
    text?.draw(height),
  );
}

type Hit = LayerHit | ComponentHit;
type Panel = {
  readonly last: number;
  readonly width: number;
  /** px that the longest name takes. */
  readonly names: number;
  readonly palette: Palette;
};

const ROW_PX = 27;
const HEAD_PX = 42;
const TICK_PITCH_PX = 34;
const SHARE_PX = 44;
const NAME_SIZE = 13;
const ICON_PX = 24;

function panel(
  hits: readonly Hit[],
  title: string,
  { last, width, names, palette }: Panel,
): { drawn: Markup; height: number } {
  const left = Math.ceil(Math.min(names, width * 0.42)) + ICON_PX + 18;
  const x = scaleLinear([0, last], [left, width - SHARE_PX - 14]);
  const bottom = HEAD_PX + hits.length * ROW_PX;
  const ticks = x
    .ticks(Math.max(1, Math.min(last, Math.floor((width - SHARE_PX - 14 - left) / TICK_PITCH_PX))))
    .filter(Number.isInteger);
  const soft = { size: 12, fill: palette.mute } as const;
  const drawn = group(
    textAt(0, 13, soft, title),
    textAt(left - 12, HEAD_PX - 10, { ...soft, anchor: 'end' }, 'round'),
    textAt(width, HEAD_PX - 10, { ...soft, anchor: 'end' }, 'hit in'),
    ticks.map((round) => [
      h('line', { x1: x(round), x2: x(round), y1: HEAD_PX - 4, y2: bottom, stroke: palette.line }),
      textAt(x(round), HEAD_PX - 10, { ...soft, anchor: 'middle' }, String(round)),
    ]),
    hits.map((hit, i) => row(hit, HEAD_PX + (i + 0.5) * ROW_PX, { x, left, width, palette })),
  );
  return { drawn, height: bottom };
}

type RowFrame = {
  readonly x: (round: number) => number;
  readonly left: number;
  readonly width: number;
  readonly palette: Palette;
};

function row(hit: Hit, y: number, { x, left, width, palette }: RowFrame): Markup {
  const isComponent = 'component' in hit;
  return h(
    'g',
    { 'data-component': isComponent ? hit.component : null },
    isComponent ? glyphAt(hit, y, palette) : layerKey(hit, y, palette),
    h(
      'text',
      {
        x: isComponent ? ICON_PX : ICON_PX + 6,
        y: y + 4.5,
        'font-size': NAME_SIZE,
        fill: palette.ink,
        'unicode-bidi': 'isolate',
      },
      fitMiddle(hit.name, left - ICON_PX - 18, NAME_SIZE),
    ),
    isComponent && quartiles(hit, y, x, palette),
    hit.median !== null &&
      h('circle', { cx: x(hit.median), cy: y, r: 4.4, fill: palette.paper, stroke: palette.ink, 'stroke-width': 2 }),
    hit.share === 0 && textAt(left + 4, y + 4.5, { size: 12, fill: palette.mute }, 'never hit'),
    textAt(width, y + 4.5, { size: NAME_SIZE, weight: 600, fill: palette.ink, anchor: 'end' }, percent(hit.share)),
  );
}

const glyphAt = ({ kind }: ComponentHit, y: number, palette: Palette): Markup =>
  glyph(kind, palette.soft, `translate(9 ${y}) scale(.8)`);

const layerKey = ({ layer }: LayerHit, y: number, palette: Palette): Markup =>
  group(
    h('rect', { x: 0, y: y - 7, width: 4, height: 14, fill: palette.layer[layer] }),
    textAt(9, y + 4.5, { size: NAME_SIZE }, span({ weight: 600, fill: palette.ink }, `L${layer}`)),
  );

const quartiles = (
  { quartiles: [low, high], share }: ComponentHit,
  y: number,
  x: RowFrame['x'],
  palette: Palette,
): Markup =>
  h('path', {
    d: `M${Math.round(x(low) * 100) / 100} ${y}H${Math.round(x(high) * 100) / 100}`,
    stroke: palette.reach[lineStep(share)],
    'stroke-width': 5,
    'stroke-linecap': 'round',
  });

import { layerNames } from '../src/graph/kinds.ts';
import type { ComponentDetail, RelationDetail } from '../src/measure/results.ts';
import { graphLabel, nodeTitle } from './graph-label.ts';
import type { GraphOptions } from './graph-options.ts';
import { type End, type Point, type Route, routeRelations } from './graph-routes.ts';
import { type Band, type BandsLayout, layOutBands } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import { arrowHead, carriesSpread, dashes, endMark, glyph, headLength, lineWidth } from './marks.ts';
import { group, h, type Markup } from './markup.ts';
import { type Look, looksAt } from './moment.ts';
import { percent } from './numbers.ts';
import { drawing, span, type TextStyle, textAt, translate } from './svg.ts';
import { fitMiddle, textWidth } from './text.ts';
import { lineStep, type Palette, reachStep } from './theme.ts';
import { type Carried, type View, widest } from './view.ts';

/** Up to some thirty components: every card and every relation, with its verb. */
export function cardGraph(view: View, options: GraphOptions): Markup {
  const { width, palette, moment, isInteractive } = options;
  const isNarrow = width < NARROW_PX;
  const { sizes, left } = isNarrow ? narrowSizes(width) : wideSizes(width);
  const layout = shiftRight(
    layOutBands({ components: view.components, relations: view.details.relations }, sizes),
    left,
  );
  const lines = relationLines(view, layout, sizes);
  const looks = looksAt(view, moment);
  const taken = obstacles(layout, sizes, left, isNarrow);
  taken.push(...lines.flatMap(({ route }) => levelBox(route)));
  const discs = lines.flatMap((line) => controlDisc(line, view, palette, taken, isNarrow));
  const verbs = isNarrow ? [] : lines.toReversed().map((line) => verb(line, palette, taken, width, lines.length));
  const first = view.isEntry.indexOf(true);
  return drawing(
    {
      width,
      height: layout.height,
      label: graphLabel(view),
      role: isInteractive ? 'group' : 'img',
      className: isNarrow ? 'graph narrow' : 'graph',
    },
    h(
      'g',
      { class: 'bands' },
      layout.bands.map((band) => bandGround(band, palette, width)),
    ),
    h(
      'g',
      { class: 'lines', 'stroke-linecap': 'round' },
      lines.map((line) => drawLine(line, palette)),
    ),
    h(
      'g',
      { class: 'ends' },
      lines.map((line) => drawEnds(line, palette, isNarrow)),
    ),
    h(
      'g',
      { class: 'names' },
      layout.bands.map((band) => bandName(band, palette, isNarrow)),
    ),
    h('g', { class: 'verbs' }, verbs, discs),
    view.components.map((component, i) =>
      card(component, looks[i] as Look, {
        i,
        x: (layout.cards[i]?.x ?? 0) - sizes.card.width / 2,
        y: (layout.cards[i]?.y ?? 0) - sizes.card.height / 2,
        sizes,
        palette,
        isNarrow,
        isEntry: view.isEntry[i] as boolean,
        button: isInteractive ? (i === Math.max(0, first) ? 0 : -1) : null,
      }),
    ),
  );
}

const NARROW_PX = 600;
const GUTTER_PX = 118;

const wideSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: GUTTER_PX,
  sizes: {
    width: width - GUTTER_PX - 10,
    card: { width: width < 840 ? 136 : 144, height: 46 },
    relatedGap: 84,
    gap: 24,
    laneGap: 13,
    bandPad: 20,
    bandGap: 16,
    rowGap: 52,
    archRoom: 16,
  },
});

const narrowSizes = (width: number): { sizes: LayoutSizes; left: number } => ({
  left: 8,
  sizes: {
    width: width - 12,
    card: { width: 80, height: 40 },
    relatedGap: 14,
    gap: 7,
    laneGap: 5,
    bandPad: 22,
    bandGap: 6,
    rowGap: 24,
    archRoom: 8,
  },
});

function shiftRight(layout: BandsLayout, px: number): BandsLayout {
  for (const place of layout.rows.flat()) place.x += px;
  return layout;
}

/* Bands */

const bandGround = ({ layer, top, bottom }: Band, palette: Palette, width: number): Markup[] => [
  h('rect', { x: 0, y: top, width, height: bottom - top, fill: palette.sunk }),
  h('rect', { x: 0, y: top, width: 4, height: bottom - top, fill: palette.layer[layer] }),
];

function bandName({ layer, top, bottom }: Band, palette: Palette, isNarrow: boolean): Markup {
  const key = span({ weight: 600, fill: palette.ink }, `L${layer}`);
  if (isNarrow) {
    return textAt(11, top + 14, { size: 11.5, fill: palette.soft, halo: palette.sunk }, key, ` ${layerNames[layer]}`);
  }
  const [first, ...others] = layerNames[layer].split(' ');
  const y = (top + bottom) / 2 - 10;
  return group(
    textAt(15, y, { size: 13, weight: 600, fill: palette.ink }, `L${layer}`),
    textAt(15, y + 15, { size: 11.5, fill: palette.soft }, first),
    textAt(15, y + 29, { size: 11.5, fill: palette.soft }, others.join(' ')),
  );
}

/* Relations */

type Line = {
  readonly index: number;
  readonly relation: RelationDetail;
  readonly carried: Carried;
  readonly share: number;
  readonly isHot: boolean;
  readonly route: Route;
  /** Positions of its ends, which hovering asks for. */
  readonly ends: { readonly 'data-from': number; readonly 'data-to': number; readonly 'data-relation': number };
  readonly heads: { readonly from: boolean; readonly to: boolean };
};

/** The least carrying first, so that the widest lines lie on top. */
function relationLines({ details, carried, positionOf, kept }: View, layout: BandsLayout, sizes: LayoutSizes): Line[] {
  const canGo = (relation: number, direction: 'along' | 'against'): boolean =>
    kept?.arcs.some((arc) => arc.relation === relation && arc.direction === direction && arc.probability > 0) ?? false;
  const sketches = details.relations.map((relation, index) => {
    const share = carried[index] as Carried;
    const isHot = carriesSpread(widest(share));
    const heads = isHot
      ? { to: carriesSpread(share.along), from: carriesSpread(share.against) }
      : { to: canGo(index, 'along'), from: !canGo(index, 'along') && canGo(index, 'against') };
    return { index, relation, carried: share, share: widest(share), isHot, heads };
  });
  const inset = (has: boolean, share: number): number => (has ? headLength(lineWidth(share)) * 0.8 : 0);
  const routes = routeRelations(layout, {
    card: sizes.card,
    archRoom: sizes.archRoom,
    insets: sketches.map(({ heads, share }) => ({ from: inset(heads.from, share), to: inset(heads.to, share) })),
  });
  return sketches
    .flatMap((sketch) => {
      const route = routes[sketch.index];
      const { from, to } = sketch.relation;
      const ends = {
        'data-from': positionOf.get(from) ?? -1,
        'data-to': positionOf.get(to) ?? -1,
        'data-relation': sketch.index,
      };
      return route ? [{ ...sketch, route, ends }] : [];
    })
    .sort((a, b) => a.share - b.share || a.index - b.index);
}

const colourOf = ({ isHot, share }: Line, palette: Palette): string =>
  isHot ? (palette.reach[lineStep(share)] as string) : palette.rule;

function drawLine(line: Line, palette: Palette): Markup {
  const width = lineWidth(line.share);
  return h('path', {
    class: line.isHot ? 'line hot' : 'line',
    ...line.ends,
    d: line.route.d,
    fill: 'none',
    stroke: colourOf(line, palette),
    'stroke-width': width,
    'stroke-dasharray': dashes(line.relation.certainty, width),
    opacity: line.isHot ? 0.92 : 0.75,
  });
}

function drawEnds(line: Line, palette: Palette, isNarrow: boolean): (Markup | null)[] {
  const { relation, route, heads, ends } = line;
  const length = headLength(lineWidth(line.share));
  const head = (end: End): Markup =>
    h('path', {
      class: 'end',
      ...ends,
      d: arrowHead(end.x, end.y, [-end.away[0], -end.away[1]], length),
      fill: colourOf(line, palette),
    });
  const mark =
    isNarrow || heads.to
      ? null
      : endMark(relation.kind, route.to.x, route.to.y, route.to.away, palette.sunk, palette.rule);
  return [
    mark && h('g', { class: 'end', ...ends }, mark),
    heads.to ? head(route.to) : null,
    heads.from ? head(route.from) : null,
  ];
}

/* Words and discs on the lines, where nothing else stands */

type Box = readonly [left: number, top: number, right: number, bottom: number];

function obstacles({ cards, bands }: BandsLayout, { card }: LayoutSizes, left: number, isNarrow: boolean): Box[] {
  const aroundCards = cards.map(
    ({ x, y }): Box => [
      x - card.width / 2 - 3,
      y - card.height / 2 - 3,
      x + card.width / 2 + 3,
      y + card.height / 2 + 3,
    ],
  );
  const names = bands.map(({ top, bottom }): Box => (isNarrow ? [0, top, 190, top + 18] : [0, top, left - 8, bottom]));
  return [...aroundCards, ...names];
}

/** Words stand above or below a level line, not on it: it is too short for a gap. */
const levelBox = ({ from, to }: Route): Box[] =>
  from.away[1] === 0 ? [[Math.min(from.x, to.x), from.y - 0.9, Math.max(from.x, to.x), from.y + 0.9]] : [];

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** The free sample nearest to the middle of the line; takes the place. */
function freeSpot(samples: readonly Point[], boxAround: (at: Point) => Box, taken: Box[], width: number): Point | null {
  const middle = (samples.length - 1) / 2;
  const nearest = samples.map((at, i) => ({ at, far: Math.abs(i - middle) })).sort((a, b) => a.far - b.far);
  for (const { at } of nearest) {
    const box = boxAround(at);
    if (box[0] < 0 || box[2] > width || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    return at;
  }
  return null;
}

const VERB_SIZE = 11.8;
const NUMBERED_FROM = 0.1;
/** In a crowd only relations that carried anything say their verb. */
const CROWD = 45;

function verb(line: Line, palette: Palette, taken: Box[], width: number, crowd: number): Markup | null {
  const { relation, share, isHot, route, ends } = line;
  if (!isHot && crowd > CROWD) return null;
  const number = isHot && share >= NUMBERED_FROM ? percent(share) : '';
  const style = {
    size: VERB_SIZE,
    fill: isHot ? palette.ink : palette.mute,
    anchor: 'middle',
    halo: palette.sunk,
  } as const;
  const words = { verb: relation.kind, number };
  for (const lines of number === '' ? [[relation.kind]] : [[`${relation.kind} ${number}`], [relation.kind, number]]) {
    const half = Math.max(...lines.map((text) => textWidth(text, VERB_SIZE, 600))) / 2 + 3;
    const isStacked = lines.length > 1;
    const boxAround = ([x, y]: Point): Box => [x - half, y - 8, x + half, y + (isStacked ? 21 : 7)];
    const spot = freeSpot(route.samples, boxAround, taken, width);
    if (spot !== null) return h('g', { class: 'verb', ...ends }, verbText(spot, words, isStacked, style));
  }
  return null;
}

function verbText(
  [x, y]: Point,
  words: { verb: string; number: string },
  isStacked: boolean,
  style: TextStyle,
): Markup {
  const number = words.number !== '' && span({ weight: 600 }, words.number);
  if (!isStacked) return textAt(x, y + 4, style, words.verb, number && ' ', number);
  return group(textAt(x, y + 4, style, words.verb), textAt(x, y + 18, style, number));
}

/** A shield on the relation that controls guard. */
function controlDisc(
  { relation, route, ends }: Line,
  view: View,
  palette: Palette,
  taken: Box[],
  isNarrow: boolean,
): Markup[] {
  if (relation.controls.length === 0) return [];
  const spot = discSpot(route, taken, isNarrow);
  if (spot === null) return [];
  const isOff = relation.controls.every((id) => isSwitchedOff(view, id));
  return [
    h(
      'g',
      { class: 'disc', ...ends, transform: translate(...spot) },
      h('title', {}, `${relation.controls.join(', ')} ${isOff ? 'is off here' : 'guards this relation'}`),
      h('circle', {
        r: 12,
        fill: palette.card,
        stroke: palette.ink,
        'stroke-width': 1.5,
        'stroke-dasharray': isOff ? '3 3' : null,
      }),
      isOff ? null : glyph('control', palette.ink, 'scale(.82)'),
    ),
  ];
}

function discSpot({ from, to, samples }: Route, taken: Box[], isNarrow: boolean): Point | null {
  const boxAround = ([x, y]: Point): Box => [x - 12, y - 12, x + 12, y + 12];
  if (from.away[1] !== 0) return freeSpot(samples, boxAround, taken, Infinity);
  if (isNarrow) return null;
  const middle: Point = [(from.x + to.x) / 2, from.y];
  taken.push(boxAround(middle));
  return middle;
}

const isSwitchedOff = ({ scenario }: View, control: string): boolean =>
  scenario.id.split('/').some((part) => part === `control-off:${control}`);

/* Cards */

type CardPlace = {
  readonly i: number;
  readonly x: number;
  readonly y: number;
  readonly sizes: LayoutSizes;
  readonly palette: Palette;
  readonly isNarrow: boolean;
  readonly isEntry: boolean;
  /** Its tab index, or null in a file. */
  readonly button: 0 | -1 | null;
};

function card(component: ComponentDetail, look: Look, place: CardPlace): Markup {
  const { i, x, y, sizes, palette, isNarrow, isEntry, button } = place;
  const { width, height } = sizes.card;
  const step = reachStep(look.share);
  const ink = palette.onReach[step] as string;
  const role = button === null ? {} : { role: 'button', tabindex: button, 'aria-pressed': 'false' };
  const outline = { width, height, rx: 9, fill: 'none', stroke: palette.rule };
  return h(
    'g',
    {
      class: isEntry ? 'node entry' : 'node',
      'data-i': i,
      transform: translate(x, y),
      ...role,
    },
    h('title', {}, nodeTitle(component, look)),
    isEntry &&
      h('rect', {
        x: -4,
        y: -4,
        width: width + 8,
        height: height + 8,
        rx: 13,
        fill: 'none',
        stroke: palette.ink,
        'stroke-width': 2.2,
      }),
    component.count > 1 && [h('rect', { ...outline, x: 6, y: -6 }), h('rect', { ...outline, x: 3, y: -3 })],
    h('rect', { class: 'fill', width, height, rx: 9, fill: palette.reach[step], stroke: palette.rule }),
    h(
      'g',
      { class: 'face', fill: ink },
      isNarrow ? narrowFace(component, look, width) : wideFace(component, look, isEntry, sizes, ink),
    ),
  );
}

function wideFace(
  { name, kind, exposed, count }: ComponentDetail,
  { note }: Look,
  isEntry: boolean,
  sizes: LayoutSizes,
  ink: string,
): Markup {
  const { width, height } = sizes.card;
  const word = count > 1 ? `× ${count}` : exposed && !isEntry ? 'exposed' : '';
  return group(
    glyph(kind, ink, `translate(20 ${height / 2})`),
    h(
      'text',
      { x: 36, y: 20, 'font-size': 13, 'font-weight': 600, 'unicode-bidi': 'isolate' },
      fitMiddle(name, width - 42, 13, 600),
    ),
    h('text', { class: 'note', x: 36, y: 36, 'font-size': 12.5 }, note),
    word !== '' && h('text', { x: width - 9, y: 36, 'font-size': 11.6, 'text-anchor': 'end' }, word),
  );
}

const narrowFace = ({ name }: ComponentDetail, { note }: Look, width: number): Markup =>
  group(
    h(
      'text',
      {
        x: width / 2,
        y: 17,
        'font-size': 11.5,
        'font-weight': 600,
        'text-anchor': 'middle',
        'unicode-bidi': 'isolate',
      },
      fitMiddle(name, width - 6, 11.5, 600),
    ),
    h(
      'text',
      { class: 'note', x: width / 2, y: 32, 'font-size': 11.5, 'text-anchor': 'middle' },
      note === 'entry point' ? 'entry' : note,
    ),
  );

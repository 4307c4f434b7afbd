import type { RelationDetail } from '../../src/measure/results.ts';
import { h, type Markup } from '../markup.ts';
import { lineStep, type Palette } from '../theme.ts';
import { type Carried, type View, widest } from '../view.ts';
import type { BandsLayout } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import { arrowHead, carriesSpread, dashes, endMark, headLength, lineWidth } from './marks.ts';
import { type End, type Route, routeRelations } from './routes.ts';

/** A relation as it is drawn between two cards. */
export type Line = {
  readonly index: number;
  readonly relation: RelationDetail;
  readonly carried: Carried;
  readonly share: number;
  readonly isHot: boolean;
  readonly route: Route;
  /** What is written on it, if not the kind of the relation. */
  readonly verb?: string;
  /** Positions of its ends, which hovering asks for. */
  readonly ends: { readonly 'data-from': number; readonly 'data-to': number; readonly 'data-relation': number };
  readonly heads: { readonly from: boolean; readonly to: boolean };
};

/** The least carrying first, so that the widest lines lie on top. */
export function relationLines(
  { details, carried, positionOf, kept }: View,
  layout: BandsLayout,
  sizes: LayoutSizes,
): Line[] {
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
  const routes = routeRelations(
    layout,
    sizes,
    sketches.map(({ heads, share }) => ({ from: inset(heads.from, share), to: inset(heads.to, share) })),
  );
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

export function drawLine(line: Line, palette: Palette): Markup {
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

export function drawEnds(line: Line, palette: Palette, isNarrow: boolean): (Markup | null)[] {
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

import { h, type Markup } from '../markup.ts';
import { fixed, percent, plural } from '../numbers.ts';
import { lineStep, type Palette } from '../theme.ts';
import { widest } from '../view.ts';
import type { BandsLayout } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import { arrowHead, carriesSpread, dashes, endMark, headLength, lineWidth } from './marks.ts';
import { type End, type Route, routeRelations } from './routes.ts';
import type { Scene } from './scene.ts';
import type { SceneCard } from './scene-cards.ts';
import type { SceneLine } from './scene-lines.ts';

/** A relation, or several between the same cards, as it is drawn. */
export type Line = {
  readonly shown: SceneLine;
  /** Share of worlds in which it carried the spread; where relations are gathered, of the line that carried most. */
  readonly share: number;
  readonly isHot: boolean;
  readonly route: Route;
  readonly verb: string;
  /** Beside the verb; '' where it would say little. */
  readonly number: string;
  /** Positions of its ends, which hovering asks for; -1 at a cell. */
  readonly ends: Readonly<Record<string, number>>;
  readonly heads: { readonly from: boolean; readonly to: boolean };
};

/**
 * The least carrying first, so that the widest lines lie on top.
 * @param least - what carried less is left out; nothing moves for it
 */
export function relationLines(
  { cards, lines, fullWidth }: Scene,
  layout: BandsLayout,
  sizes: LayoutSizes,
  least: number,
): Line[] {
  const sketches = lines.map((shown) => {
    const carried = widest(shown.carried);
    return { shown, share: carried / fullWidth, isHot: carriesSpread(carried), heads: headsOf(shown) };
  });
  const inset = (has: boolean, share: number): number => (has ? headLength(lineWidth(share)) * 0.8 : 0);
  const routes = routeRelations(
    layout,
    sizes,
    sketches.map(({ heads, share }) => ({ from: inset(heads.from, share), to: inset(heads.to, share) })),
  );
  return sketches
    .flatMap((sketch, i): Line[] => {
      const route = routes[i];
      const { shown } = sketch;
      return route && widest(shown.carried) >= least
        ? [{ ...sketch, route, verb: verbOf(shown), number: numberOf(shown), ends: endsOf(shown, cards) }]
        : [];
    })
    .sort((a, b) => a.share - b.share || firstOf(a) - firstOf(b));
}

const firstOf = ({ shown }: Line): number => shown.relations[0] as number;

/** Heads show the way compromise took, or could take where it hardly did. */
function headsOf({ carried, canGo }: SceneLine): { from: boolean; to: boolean } {
  return carriesSpread(widest(carried))
    ? { to: carriesSpread(carried.along), from: carriesSpread(carried.against) }
    : { to: canGo.along, from: !canGo.along && canGo.against };
}

const NUMBERED_FROM = 0.1;

export const verbOf = ({ kind, relations }: SceneLine): string => kind ?? plural(relations.length, 'relation');

/** Percent of worlds; of several relations infections per world. */
function numberOf({ carried, relations }: SceneLine): string {
  const share = widest(carried);
  if (share < NUMBERED_FROM) return '';
  return relations.length > 1 ? fixed(share, 1) : percent(share);
}

export function endsOf({ from, to, relations }: SceneLine, cards: readonly SceneCard[]): Record<string, number> {
  const positionOf = (card: SceneCard | undefined): number => (card?.opens === null ? (card.members[0] ?? -1) : -1);
  const ends = { 'data-from': positionOf(cards[from]), 'data-to': positionOf(cards[to]) };
  return relations.length > 1 ? ends : { ...ends, 'data-relation': relations[0] as number };
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
    'stroke-dasharray': dashes(line.shown.certainty, width),
    opacity: line.isHot ? 0.92 : 0.75,
  });
}

export function drawEnds(line: Line, palette: Palette, isNarrow: boolean): (Markup | null)[] {
  const { shown, route, heads, ends } = line;
  const length = headLength(lineWidth(line.share));
  const head = (end: End): Markup =>
    h('path', {
      class: 'end',
      ...ends,
      d: arrowHead(end.x, end.y, [-end.away[0], -end.away[1]], length),
      fill: colourOf(line, palette),
    });
  const mark =
    isNarrow || heads.to || shown.kind === null
      ? null
      : endMark(shown.kind, route.to.x, route.to.y, route.to.away, palette.sunk, palette.rule);
  return [
    mark && h('g', { class: 'end', ...ends }, mark),
    heads.to ? head(route.to) : null,
    heads.from ? head(route.from) : null,
  ];
}

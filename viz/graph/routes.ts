import { path } from '../markup.ts';
import type { BandsLayout } from './layout.ts';
import { isArch } from './layout.ts';
import type { Place } from './layout-places.ts';

export type Point = readonly [x: number, y: number];

/** The end of a line at a card: where it touches, and the unit vector from there into the line. */
export type End = { readonly x: number; readonly y: number; readonly away: Point };

export type Route = {
  readonly d: string;
  readonly from: End;
  readonly to: End;
  /** Along the line, from `from` to `to`: candidates for labels and discs. */
  readonly samples: readonly Point[];
};

export type RouteSizes = {
  readonly card: { readonly width: number; readonly height: number };
  readonly archRoom: number;
  /** Keeps the line out of the arrowhead: px taken off at each end, by position in `relations`. */
  readonly insets: readonly { readonly from: number; readonly to: number }[];
};

/** Lines leave and arrive upright, pass cards straight and are smooth elsewhere. Null: nothing to draw. */
export function routeRelations(layout: BandsLayout, sizes: RouteSizes): (Route | null)[] {
  const ports = assignPorts(layout, sizes);
  const levels = levelOffsets(layout);
  return layout.chains.map((places, i) => {
    const [first, last] = [places[0], places.at(-1)];
    if (first === undefined || last === undefined || first === last) return null;
    const inset = sizes.insets[i] ?? { from: 0, to: 0 };
    const offset = levels.get(i);
    if (offset !== undefined) return level(first, last, offset, sizes, inset);
    const [from, to] = [ports.get(portKey(i, 'from')) as End, ports.get(portKey(i, 'to')) as End];
    return isArch(places) ? arch(from, to, sizes, inset) : long(from, to, places.slice(1, -1), layout, sizes, inset);
  });
}

type Inset = { readonly from: number; readonly to: number };
type Side = 'from' | 'to';
const portKey = (relation: number, side: Side): string => `${relation} ${side}`;

/** Neighbours in a row are joined level; several relations of the same two cards are stacked. */
function levelOffsets({ chains }: BandsLayout): Map<number, number> {
  const stacks = new Map<string, number[]>();
  for (const [i, places] of chains.entries()) {
    const [first, last] = [places[0], places.at(-1)];
    if (!first || !last || first === last || first.row !== last.row || isArch(places)) continue;
    const key = `${first.row} ${Math.min(first.order, last.order)}`;
    stacks.set(key, [...(stacks.get(key) ?? []), i]);
  }
  const offsets = new Map<number, number>();
  for (const stack of stacks.values()) {
    for (const [k, i] of stack.entries())
      offsets.set(i, (k - (stack.length - 1) / 2) * Math.min(14, 34 / stack.length));
  }
  return offsets;
}

/** Spreads the lines of a card over its top and bottom, in the order of where they go. */
function assignPorts({ chains }: BandsLayout, { card }: RouteSizes): Map<string, End> {
  const sides = new Map<Place, { readonly key: string; readonly isTop: boolean; readonly goesTo: number }[]>();
  const add = (place: Place, key: string, isTop: boolean, goesTo: number): void => {
    sides.set(place, [...(sides.get(place) ?? []), { key, isTop, goesTo }]);
  };
  for (const [i, places] of chains.entries()) {
    const [first, second, beforeLast, last] = [places[0], places[1], places.at(-2), places.at(-1)];
    if (!first || !second || !beforeLast || !last || first === last) continue;
    add(first, portKey(i, 'from'), second.row <= first.row, second.x);
    add(last, portKey(i, 'to'), beforeLast.row <= last.row, beforeLast.x);
  }
  const ports = new Map<string, End>();
  for (const [place, wanted] of sides) {
    for (const isTop of [true, false]) {
      const list = wanted.filter((port) => port.isTop === isTop).sort((a, b) => a.goesTo - b.goesTo);
      for (const [k, { key, goesTo }] of list.entries()) {
        ports.set(key, {
          x: place.x + portOffset(k, list.length, goesTo - place.x, card.width - (card.width > 100 ? 34 : 20)),
          y: place.y + (isTop ? -card.height / 2 : card.height / 2),
          away: [0, isTop ? -1 : 1],
        });
      }
    }
  }
  return ports;
}

const portOffset = (k: number, count: number, pull: number, spanPx: number): number =>
  count === 1
    ? Math.max(-spanPx / 2, Math.min(spanPx / 2, pull * 0.3))
    : (k / (count - 1) - 0.5) * Math.min(spanPx, 26 * (count - 1));

function level(first: Place, last: Place, offset: number, { card }: RouteSizes, inset: Inset): Route {
  const way = first.x < last.x ? 1 : -1;
  const y = first.y + offset;
  const from: End = { x: first.x + (way * card.width) / 2, y, away: [way, 0] };
  const to: End = { x: last.x - (way * card.width) / 2, y, away: [-way, 0] };
  const middle = (from.x + to.x) / 2;
  return {
    d: path`M${from.x + way * inset.from} ${y}L${to.x - way * inset.to} ${y}`,
    from,
    to,
    samples: [-34, -22, -10, 14, 26].map((above) => [middle, y + above]),
  };
}

function arch(from: End, to: End, { archRoom }: RouteSizes, inset: Inset): Route {
  const top = from.y - archRoom - 6;
  const bend = (to.x - from.x) * 0.16;
  return {
    d:
      path`M${from.x} ${from.y - inset.from}Q${from.x} ${top} ${from.x + bend} ${top}` +
      path`L${to.x - bend} ${top}Q${to.x} ${top} ${to.x} ${to.y - inset.to}`,
    from,
    to,
    samples: [0.3, 0.4, 0.5, 0.6, 0.7].map((t) => [from.x + (to.x - from.x) * t, top]),
  };
}

/** Room beside a lane in which a card counts as near: past near cards the line runs straight. */
const NEAR_PX = 44;

function long(
  from: End,
  to: End,
  lanes: readonly Place[],
  layout: BandsLayout,
  { card }: RouteSizes,
  inset: Inset,
): Route {
  const half = card.height / 2 + 2;
  const down = to.away[1] < 0;
  const knots: Knot[] = [{ at: [from.x, from.y + from.away[1] * inset.from], isUpright: true }];
  for (const [k, lane] of lanes.entries()) {
    const near = layout.rows[lane.row]?.some(
      ({ component, x }) => component !== null && Math.abs(x - lane.x) < card.width / 2 + NEAR_PX,
    );
    if (near || k === 0 || k === lanes.length - 1) {
      const ends: Knot[] = [lane.y - half, lane.y + half].map((y) => ({ at: [lane.x, y], isUpright: true }));
      knots.push(...(down ? ends : ends.reverse()));
    } else {
      knots.push({ at: [lane.x, lane.y], isUpright: false });
    }
  }
  knots.push({ at: [to.x, to.y + to.away[1] * inset.to], isUpright: true });
  return { ...smooth(knots), from, to };
}

type Knot = { readonly at: Point; readonly isUpright: boolean };

/** Monotone cubic in y (Fritsch and Carlson 1980, harmonic mean of slopes) with upright tangents where asked. */
function smooth(knots: readonly Knot[]): { d: string; samples: Point[] } {
  const slopes = knots.map((_, i) => slopeAt(knots, i));
  const samples: Point[] = [];
  let d = '';
  for (const [i, { at }] of knots.entries()) {
    const previous = knots[i - 1];
    if (previous === undefined) {
      d = path`M${at[0]} ${at[1]}`;
      continue;
    }
    const [x0, y0] = previous.at;
    const [x1, y1] = at;
    const reach = (y1 - y0) * (Math.abs(x1 - x0) > Math.abs(y1 - y0) ? 0.5 : 0.4);
    const a: Point = [x0 + (slopes[i - 1] as number) * reach, y0 + reach];
    const b: Point = [x1 - (slopes[i] as number) * reach, y1 - reach];
    d += path`C${a[0]} ${a[1]} ${b[0]} ${b[1]} ${x1} ${y1}`;
    for (const t of SAMPLED_AT) samples.push(bezier(previous.at, a, b, at, t));
  }
  return { d, samples };
}

const SAMPLED_AT = [0.1, 0.3, 0.5, 0.7, 0.9];

/** dx/dy */
function slopeAt(knots: readonly Knot[], i: number): number {
  const [before, here, after] = [knots[i - 1], knots[i], knots[i + 1]];
  if (here?.isUpright || !before || !here || !after) return 0;
  const s0 = secant(before, here);
  const s1 = secant(here, after);
  return s0 * s1 <= 0 ? 0 : (2 * s0 * s1) / (s0 + s1);
}

const secant = (a: Knot, b: Knot): number => (b.at[0] - a.at[0]) / (b.at[1] - a.at[1]);

function bezier(p0: Point, a: Point, b: Point, p1: Point, t: number): Point {
  const u = 1 - t;
  const mix = (i: 0 | 1): number => u * u * u * p0[i] + 3 * u * u * t * a[i] + 3 * u * t * t * b[i] + t * t * t * p1[i];
  return [mix(0), mix(1)];
}

import { path } from '../markup.ts';
import type { BandsLayout } from './layout.ts';
import type { Channel } from './layout-channels.ts';
import type { LayoutSizes, Place } from './layout-places.ts';
import type { Level, Port } from './layout-ports.ts';

export type Point = readonly [x: number, y: number];

/** The end of a line at a card: where it touches, and the unit vector from there into the line. */
export type End = { readonly x: number; readonly y: number; readonly away: Point };

/** A straight part of a line, upright or level but for a slight lean. */
export type Stretch = readonly [from: Point, to: Point];

export type Route = {
  readonly d: string;
  readonly from: End;
  readonly to: End;
  /** From `from` to `to`. */
  readonly stretches: readonly Stretch[];
  readonly isLevel: boolean;
};

/** Keeps the line out of the arrowhead: px taken off at each end. */
export type Inset = { readonly from: number; readonly to: number };

/**
 * Lines leave and arrive upright, pass cards straight, and run level at their own height between two rows. Null: nothing
 * to draw.
 * @param insets - by position in `relations`
 */
export function routeRelations(layout: BandsLayout, sizes: LayoutSizes, insets: readonly Inset[]): (Route | null)[] {
  return layout.chains.map((chain, i) => {
    const [first, last] = [chain[0], chain.at(-1)];
    const inset = insets[i] ?? { from: 0, to: 0 };
    const [level, ports] = [layout.levels[i], layout.ports[i]];
    if (first === undefined || last === undefined) return null;
    if (level) return levelRoute(first, last, level, inset);
    return ports ? steppedRoute(layout, i, ports, sizes, inset) : null;
  });
}

function levelRoute(first: Place, last: Place, { offset }: Level, inset: Inset): Route {
  const way = first.x < last.x ? 1 : -1;
  const y = first.y + offset;
  const from: End = { x: first.x + (way * first.width) / 2, y, away: [way, 0] };
  const to: End = { x: last.x - (way * last.width) / 2, y, away: [-way, 0] };
  const ends: Stretch = [
    [from.x + way * inset.from, y],
    [to.x - way * inset.to, y],
  ];
  return { d: roundedPath(ends), from, to, stretches: [ends], isLevel: true };
}

function steppedRoute(
  { pieces, channels }: BandsLayout,
  relation: number,
  ports: readonly [Port, Port],
  { card, trackPitch }: LayoutSizes,
  inset: Inset,
): Route {
  const [from, to] = ports.map(({ card: place, isTop, x }) => ({
    x,
    y: place.y + (isTop ? -card.height / 2 : card.height / 2),
    away: [0, isTop ? -1 : 1] as const,
  })) as [End, End];
  const points: Point[] = [[from.x, from.y + from.away[1] * inset.from]];
  const isDown = ports[0].card.row < ports[1].card.row;
  for (const piece of pieces[relation] ?? []) {
    const channel = channels[piece.channel] as Channel;
    if (piece.track === null) {
      // Leans over the whole height of the channel.
      const [enter, leave] = isDown ? [channel.top, channel.bottom] : [channel.bottom, channel.top];
      if (piece.from !== piece.to) points.push([piece.from, enter], [piece.to, leave]);
    } else {
      const y = trackY(channel, piece.track, trackPitch);
      points.push([piece.from, y], [piece.to, y]);
    }
  }
  points.push([to.x, to.y + to.away[1] * inset.to]);
  const line = withoutRepeats(points, isDown ? 1 : -1, from.away[1] === to.away[1]);
  const stretches = line.slice(1).map((point, i): Stretch => [line[i] as Point, point]);
  return { d: roundedPath(line), from, to, stretches, isLevel: false };
}

function trackY({ top, bottom, tracks, isFirst }: Channel, track: number, pitch: number): number {
  return isFirst
    ? bottom - pitch * 1.3 - (tracks - 1 - track) * pitch
    : (top + bottom) / 2 + (track - (tracks - 1) / 2) * pitch;
}

/** Leaves out points on the way between their neighbours, and what an inset has passed. */
function withoutRepeats(points: readonly Point[], way: number, isArch: boolean): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last && !isArch && (point[1] - last[1]) * way < 0) continue;
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (last && before && last[0] === point[0] && before[0] === point[0]) kept.pop();
    kept.push(point);
  }
  return kept;
}

const RADIUS_PX = 14;

/** Straight stretches with round corners. */
function roundedPath(points: readonly Point[]): string {
  let d = '';
  for (const [i, point] of points.entries()) {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined) d += path`M${point[0]} ${point[1]}`;
    else if (after === undefined) d += path`L${point[0]} ${point[1]}`;
    else {
      const radius = Math.min(RADIUS_PX, lengthOf(before, point) / 2, lengthOf(point, after) / 2);
      const [a, b] = [toward(point, before, radius), toward(point, after, radius)];
      d += path`L${a[0]} ${a[1]}Q${point[0]} ${point[1]} ${b[0]} ${b[1]}`;
    }
  }
  return d;
}

const lengthOf = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1]);

function toward(from: Point, to: Point, distance: number): Point {
  const length = lengthOf(from, to) || 1;
  return [from[0] + ((to[0] - from[0]) * distance) / length, from[1] + ((to[1] - from[1]) * distance) / length];
}

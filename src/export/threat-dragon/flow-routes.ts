import type { Relation } from '../../graph/ecosystem.ts';
import { type Point, SLOT } from './layout.ts';

/** How far flows between the same two lie apart, and how far one bows around what stands between its ends. */
const APART = 70;
const BOW = 90;

/** Points that each flow is drawn over, by relation id: straight, unless something is in the way. */
export function flowRoutes(
  relations: readonly Relation[],
  middles: ReadonlyMap<string, Point>,
): ReadonlyMap<string, readonly Point[]> {
  const together = new Map<string, Relation[]>();
  for (const relation of relations) {
    const ends = JSON.stringify([relation.from, relation.to].sort());
    together.set(ends, [...(together.get(ends) ?? []), relation]);
  }
  const routes = new Map<string, readonly Point[]>();
  for (const group of together.values()) {
    for (const [at, { id, from, to }] of group.entries()) {
      const [a, b] = (from < to ? [from, to] : [to, from]).map((end) => middles.get(end));
      if (a === undefined || b === undefined) continue;
      const shift = (at - (group.length - 1) / 2) * APART;
      routes.set(id, from === to ? loop(a, at) : bowed(a, b, shift + (isCrowded(a, b) ? BOW : 0)));
    }
  }
  return routes;
}

/** In the same row or column and not neighbours: others stand between. */
const isCrowded = (a: Point, b: Point): boolean =>
  (a.y === b.y && Math.abs(a.x - b.x) > SLOT.width) || (a.x === b.x && Math.abs(a.y - b.y) > 2 * SLOT.height);

function bowed(a: Point, b: Point, shift: number): readonly Point[] {
  if (shift === 0) return [];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  const point = { x: (a.x + b.x) / 2 - (dy / length) * shift, y: (a.y + b.y) / 2 + (dx / length) * shift };
  return [{ x: Math.round(point.x), y: Math.round(point.y) }];
}

const loop = ({ x, y }: Point, at: number): readonly Point[] => [
  { x: x - 40, y: y - 70 - 12 * at },
  { x: x + 40, y: y - 70 - 12 * at },
];

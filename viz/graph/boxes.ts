import type { BandsLayout } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import type { Point, Route } from './routes.ts';

/** What is taken already, in px of the drawing. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export function obstacles(
  { cards, bands }: BandsLayout,
  { card }: LayoutSizes,
  left: number,
  isNarrow: boolean,
): Box[] {
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
export const levelBox = ({ from, to }: Route): Box[] =>
  from.away[1] === 0 ? [[Math.min(from.x, to.x), from.y - 0.9, Math.max(from.x, to.x), from.y + 0.9]] : [];

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** A box is so much higher than the capitals in it. */
const ABOVE_WORDS = 3;

/** The free sample nearest to the middle of the line, where nothing is cut off; takes the place. */
export function freeSpot(
  samples: readonly Point[],
  boxAround: (at: Point) => Box,
  taken: Box[],
  width: number,
): Point | null {
  const middle = (samples.length - 1) / 2;
  const nearest = samples.map((at, i) => ({ at, far: Math.abs(i - middle) })).sort((a, b) => a.far - b.far);
  for (const { at } of nearest) {
    const box = boxAround(at);
    if (box[0] < 0 || box[2] > width || box[1] < -ABOVE_WORDS || taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    return at;
  }
  return null;
}

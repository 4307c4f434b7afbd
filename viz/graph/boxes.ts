import type { BandsLayout } from './layout.ts';
import type { LayoutSizes } from './layout-places.ts';
import type { Point, Route, Stretch } from './routes.ts';

/** What is taken, in px of the drawing. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Where nothing may be written: cards, and the names of the layers. */
export function cardBoxes(
  { cards, bands }: BandsLayout,
  { card }: LayoutSizes,
  left: number,
  isNarrow: boolean,
): Box[] {
  const aroundCards = cards.map(
    ({ x, y, width }): Box => [x - width / 2 - 4, y - card.height / 2 - 4, x + width / 2 + 4, y + card.height / 2 + 4],
  );
  const names = bands.map(({ top, bottom }): Box => (isNarrow ? [0, top, 190, top + 18] : [0, top, left - 8, bottom]));
  return [...aroundCards, ...names];
}

/** A place for words or a disc, and how far it is from the best one. */
export type Spot = { readonly at: Point; readonly box: Box; readonly cost: number };

/**
 * The cheapest spot that covers nothing of `taken`; covering lines of others costs. Takes the place.
 * @param lines - stretches of other lines, with half their widths
 */
export function cheapestSpot(
  spots: readonly Spot[],
  lines: readonly { readonly stretch: Stretch; readonly half: number }[],
  taken: Box[],
  width: number,
  most = Infinity,
): Point | null {
  let best: Spot | null = null;
  for (const spot of spots) {
    const { box } = spot;
    if (spot.cost >= (best?.cost ?? most) || box[0] < 0 || box[2] > width || box[1] < 0) continue;
    if (taken.some((other) => overlaps(box, other))) continue;
    const cost = spot.cost + COVERED * lines.filter(({ stretch, half }) => crosses(stretch, half, box)).length;
    if (cost < (best?.cost ?? most)) best = { ...spot, cost };
  }
  if (best !== null) taken.push(best.box);
  return best?.at ?? null;
}

/** A covered line is as bad as so many px away from the middle. */
export const COVERED = 130;

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Stretches are upright or level, or lean so little that the box around them does. */
function crosses([a, b]: Stretch, half: number, box: Box): boolean {
  return overlaps(box, [
    Math.min(a[0], b[0]) - half,
    Math.min(a[1], b[1]) - half,
    Math.max(a[0], b[0]) + half,
    Math.max(a[1], b[1]) + half,
  ]);
}

const STEP_PX = 7;

/** Points along the line, with their distance from its middle. */
export function pointsAlong({ stretches }: Route, margin: number): { at: Point; far: number; stretch: Stretch }[] {
  const lengths = stretches.map(([a, b]) => Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]));
  const middle = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let passed = 0;
  return stretches.flatMap((stretch, k) => {
    const [a, b] = stretch;
    const length = lengths[k] as number;
    const start = passed;
    passed += length;
    const count = Math.floor((length - 2 * margin) / STEP_PX);
    return Array.from({ length: Math.max(0, count + 1) }, (_, n) => {
      const along = length / 2 + (n - count / 2) * STEP_PX;
      const t = length === 0 ? 0 : along / length;
      const at: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      return { at, far: Math.abs(start + along - middle), stretch };
    });
  });
}

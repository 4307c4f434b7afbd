import { fitMiddle, textWidth } from '../text.ts';
import type { CarpetLayout } from './carpet-layout.ts';
import { type Lens, throughLens } from './carpet-lens.ts';

/** The name of a square, in px of the screen: where its text begins, on its base line. */
export type CarpetLabel = {
  readonly component: number;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly isStrong: boolean;
};

export const LABEL_SIZE = 12;
const CELL = { width: 120, height: 40 };
const BESIDE_PX = 5;

/** Enlarged so far, squares leave room for names. */
const LABELS_FROM = 2;

/**
 * Of each cell of the screen the best name: the highest rank that stands there.
 * @param names - by position
 * @param rankOf - higher is shown first
 */
export function carpetLabels(
  { places, plot, tile, width, height }: CarpetLayout,
  lens: Lens,
  names: readonly string[],
  rankOf: (i: number) => number,
): CarpetLabel[] {
  if (lens.scale < LABELS_FROM) return [];
  const best = new Map<number, { i: number; x: number; y: number }>();
  for (const [i, place] of places.entries()) {
    const { x, y } = throughLens(lens, plot, place);
    if (x < plot.left || x > width || y < plot.top || y > height) continue;
    const cell = Math.floor(y / CELL.height) * 1000 + Math.floor(x / CELL.width);
    const other = best.get(cell);
    if (other === undefined || rankOf(i) > rankOf(other.i)) best.set(cell, { i, x, y });
  }
  const half = (tile * lens.scale) / 2;
  const taken: CarpetLabel[] = [];
  for (const { i, x, y } of [...best.values()].sort((a, b) => rankOf(b.i) - rankOf(a.i) || a.i - b.i)) {
    const label = { ...besides(names[i] ?? '', x, y, half, width, CELL.width - 8), component: i, isStrong: false };
    if (!taken.some((other) => overlap(label, other))) taken.push(label);
  }
  return taken;
}

/** A name may reach into the next cell, where another may stand. */
const overlap = (a: CarpetLabel, b: CarpetLabel): boolean =>
  Math.abs(a.y - b.y) < LABEL_SIZE + 2 &&
  a.x < b.x + textWidth(b.text, LABEL_SIZE, 600) + BESIDE_PX &&
  b.x < a.x + textWidth(a.text, LABEL_SIZE, 600) + BESIDE_PX;

/** The name of one square at any zoom, whole if the picture is wide enough. */
export function labelOf(
  { places, plot, tile, width }: CarpetLayout,
  lens: Lens,
  i: number,
  name: string,
): CarpetLabel | null {
  const place = places[i];
  if (place === undefined) return null;
  const { x, y } = throughLens(lens, plot, place);
  if (x < plot.left || x > width || y < plot.top) return null;
  return { ...besides(name, x, y, (tile * lens.scale) / 2 + 3, width, 260), component: i, isStrong: true };
}

/** Right of its square, or left of it where the edge is near. */
function besides(
  name: string,
  x: number,
  y: number,
  half: number,
  width: number,
  room: number,
): { text: string; x: number; y: number } {
  const text = fitMiddle(name, room, LABEL_SIZE, 600);
  const length = textWidth(text, LABEL_SIZE, 600);
  const right = x + half + BESIDE_PX;
  const isCut = right + length > width;
  return { text, x: isCut ? x - half - BESIDE_PX - length : right, y: y + 4 };
}

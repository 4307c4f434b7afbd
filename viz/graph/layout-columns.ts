import type { LayoutSizes, Place } from './layout-places.ts';
import { projected } from './projected.ts';

const PULLS = 140;
/** At last lanes keep to the middle of all lanes of their relation, so that it runs straight. */
const STRAIGHT_FROM = 90;

/**
 * Gives every place of the ordered rows its x: each is pulled to the weighted mean of its neighbours, and the row is
 * then moved as little as possible so that gaps are kept. Rows never leave [0, width].
 * @param lanes - of each relation; they are to stand above each other
 */
export function placeColumns(rows: readonly Place[][], sizes: LayoutSizes, lanes: readonly (readonly Place[])[]): void {
  const spacing = rows.map((row) => offsets(row, sizes));
  for (const [r, row] of rows.entries()) {
    const at = spacing[r] as number[];
    const spare = (sizes.width - extent(row, at)) / 2;
    for (const [i, place] of row.entries()) place.x = spare + (row[0] as Place).width / 2 + (at[i] as number);
  }
  for (let pull = 0; pull < PULLS; pull++) {
    const order = pull % 2 === 0 ? [...rows.keys()] : [...rows.keys()].reverse();
    const straight = pull < STRAIGHT_FROM ? null : middles(lanes);
    for (const r of order) project(rows[r] as Place[], spacing[r] as number[], sizes.width, straight);
  }
  centre(rows.flat(), sizes.width);
}

/** Pulls say where places are to each other, not where all of them are. */
function centre(places: readonly Place[], width: number): void {
  const left = Math.min(...places.map((place) => place.x - place.width / 2));
  const right = Math.max(...places.map((place) => place.x + place.width / 2));
  const by = (width - left - right) / 2;
  for (const place of places) place.x += by;
}

/** What share of the wanted gaps fits into the row. */
export function squeezeOf(row: readonly Place[], sizes: LayoutSizes): number {
  const wanted = row.slice(1).reduce((sum, place, i) => sum + gapBetween(row[i] as Place, place, sizes), 0);
  const widths = row.reduce((sum, { width }) => sum + width, 0);
  return wanted > 0 ? Math.min(1, Math.max(0, sizes.width - widths) / wanted) : 1;
}

const extent = (row: readonly Place[], at: readonly number[]): number =>
  ((row[0]?.width ?? 0) + (row.at(-1)?.width ?? 0)) / 2 + (at.at(-1) ?? 0);

/** Least distance of each place from the first of its row. Gaps shrink where a row would be too wide. */
function offsets(row: readonly Place[], sizes: LayoutSizes): number[] {
  const squeeze = squeezeOf(row, sizes);
  const at = [0];
  for (const [i, right] of row.slice(1).entries()) {
    const left = row[i] as Place;
    at.push((at[i] as number) + (left.width + right.width) / 2 + gapBetween(left, right, sizes) * squeeze);
  }
  return at;
}

function gapBetween(left: Place, right: Place, { gap, laneGap }: LayoutSizes): number {
  if (left.component === null && right.component === null) return laneGap;
  if (left.component === null || right.component === null) return laneGap + 3;
  const related = left.neighbours.filter(({ place }) => place === right);
  return Math.max(gap, ...related.map((neighbour) => neighbour.gap));
}

function middles(lanes: readonly (readonly Place[])[]): Map<Place, number> {
  return new Map(
    lanes.flatMap((chain) => {
      const middle = chain.reduce((sum, { x }) => sum + x, 0) / chain.length;
      return chain.map((place) => [place, middle] as const);
    }),
  );
}

function project(
  row: readonly Place[],
  at: readonly number[],
  width: number,
  straight: ReadonlyMap<Place, number> | null,
): void {
  const xs = projected(
    row.map((place) => straight?.get(place) ?? wantedX(place)),
    at,
    (row[0]?.width ?? 0) / 2,
    width - (row.at(-1)?.width ?? 0) / 2,
    row.map(({ component }) => (component === null ? (straight === null ? 3 : 9) : 1)),
  );
  for (const [i, place] of row.entries()) place.x = xs[i] as number;
}

function wantedX({ neighbours, x }: Place): number {
  let [sum, weights] = [0, 0];
  for (const { place, weight } of neighbours) {
    sum += place.x * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : x;
}

import type { Place } from './layout-places.ts';

const SWEEPS = 24;
const SWAP_PASSES = 6;

/**
 * Orders the places of each row so that few relations cross: barycentre sweeps up and down, the best of them, then
 * swaps of neighbours while that helps (Sugiyama, Tagawa and Toda 1981). Ties keep the given order.
 */
export function orderRows(rows: Place[][]): void {
  let best = rows.map((row) => [...row]);
  let fewest = countCrossings(rows);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const order = sweep % 2 === 0 ? rows : rows.toReversed();
    for (const row of order) sortByBarycentre(row, rows);
    const crossings = countCrossings(rows);
    if (crossings < fewest) {
      fewest = crossings;
      best = rows.map((row) => [...row]);
    }
  }
  for (const [r, row] of best.entries()) (rows[r] as Place[]).splice(0, row.length, ...row);
  rows.forEach(renumber);
  for (let pass = 0; pass < SWAP_PASSES && swapNeighbours(rows); pass++);
}

const renumber = (row: readonly Place[]): void =>
  row.forEach((place, i) => {
    place.order = i;
  });

function sortByBarycentre(row: Place[], rows: readonly Place[][]): void {
  const share = (place: Place): number => (place.order + 0.5) / (rows[place.row]?.length ?? 1);
  const centre = new Map(row.map((place) => [place, barycentre(place, share)]));
  row.sort((a, b) => (centre.get(a) as number) - (centre.get(b) as number) || a.order - b.order);
  renumber(row);
}

function barycentre(place: Place, share: (place: Place) => number): number {
  let [sum, weights] = [0, 0];
  for (const { place: other } of place.neighbours) {
    const weight = other.row === place.row ? 0.5 : 1;
    sum += share(other) * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : share(place);
}

const countCrossings = (rows: readonly Place[][]): number =>
  rows.reduce((sum, row, r) => sum + crossingsBelow(row, r) + overpasses(row), 0);

/** Crossings between relations from this row to the next one. */
function crossingsBelow(row: readonly Place[], r: number): number {
  const links = row.flatMap((place) =>
    place.neighbours.flatMap(({ place: other }) => (other.row === r + 1 ? [[place.order, other.order] as const] : [])),
  );
  let crossings = 0;
  for (let i = 0; i < links.length; i++) {
    const [a, b] = links[i] as readonly [number, number];
    for (let j = i + 1; j < links.length; j++) {
      const [c, d] = links[j] as readonly [number, number];
      if ((a - c) * (b - d) < 0) crossings++;
    }
  }
  return crossings;
}

/** What relations inside the row have to arch over. */
function overpasses(row: readonly Place[]): number {
  let over = 0;
  for (const place of row) {
    for (const { place: other } of place.neighbours) {
      if (other.row === place.row && other.order > place.order) over += other.order - place.order - 1;
    }
  }
  return over;
}

/** One pass; true if any swap lessened the crossings. */
function swapNeighbours(rows: readonly Place[][]): boolean {
  let better = false;
  for (const [r, row] of rows.entries()) {
    const around = (): number =>
      crossingsBelow(row, r) + overpasses(row) + (r > 0 ? crossingsBelow(rows[r - 1] as Place[], r - 1) : 0);
    for (let i = 0; i + 1 < row.length; i++) {
      const before = around();
      swap(row, i);
      if (before > 0 && around() < before) better = true;
      else swap(row, i);
    }
  }
  return better;
}

function swap(row: Place[], i: number): void {
  const [a, b] = [row[i] as Place, row[i + 1] as Place];
  row[i] = b;
  row[i + 1] = a;
  [a.order, b.order] = [b.order, a.order];
}

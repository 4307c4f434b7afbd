import type { LayoutSizes, Place } from './layout-places.ts';

const PULLS = 140;

/**
 * Gives every place of the ordered rows its x: each is pulled to the weighted mean of its neighbours, and the row is
 * then moved as little as possible so that gaps are kept (pool adjacent violators). Rows never leave [0, width].
 */
export function placeColumns(rows: readonly Place[][], sizes: LayoutSizes): void {
  const spacing = rows.map((row) => offsets(row, sizes));
  for (const [r, row] of rows.entries()) {
    const at = spacing[r] as number[];
    const spare = (sizes.width - extent(row, at)) / 2;
    for (const [i, place] of row.entries()) place.x = spare + (row[0] as Place).width / 2 + (at[i] as number);
  }
  for (let pull = 0; pull < PULLS; pull++) {
    const order = pull % 2 === 0 ? [...rows.keys()] : [...rows.keys()].reverse();
    for (const r of order) project(rows[r] as Place[], spacing[r] as number[], sizes.width);
  }
}

const extent = (row: readonly Place[], at: readonly number[]): number =>
  ((row[0]?.width ?? 0) + (row.at(-1)?.width ?? 0)) / 2 + (at.at(-1) ?? 0);

/** Least distance of each place from the first of its row. Gaps shrink where a row would be too wide. */
function offsets(row: readonly Place[], sizes: LayoutSizes): number[] {
  const gaps = row.slice(1).map((place, i) => gapBetween(row[i] as Place, place, sizes));
  const widths = row.reduce((sum, { width }) => sum + width, 0);
  const wanted = gaps.reduce((sum, gap) => sum + gap, 0);
  const squeeze = wanted > 0 ? Math.min(1, Math.max(0, sizes.width - widths) / wanted) : 1;
  const at = [0];
  for (const [i, gap] of gaps.entries()) {
    const [left, right] = [row[i] as Place, row[i + 1] as Place];
    at.push((at[i] as number) + (left.width + right.width) / 2 + gap * squeeze);
  }
  return at;
}

function gapBetween(left: Place, right: Place, { relatedGap, gap, laneGap }: LayoutSizes): number {
  if (left.component === null || right.component === null) return laneGap;
  return left.neighbours.some(({ place }) => place === right) ? relatedGap : gap;
}

type Block = { sum: number; weight: number; count: number };

function project(row: readonly Place[], at: readonly number[], width: number): void {
  const blocks: Block[] = [];
  for (const [i, place] of row.entries()) {
    const weight = place.component === null ? 3 : 1;
    let block: Block = { sum: (wantedX(place) - (at[i] as number)) * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const least = (row[0]?.width ?? 0) / 2;
  const most = Math.max(least, width - (row.at(-1)?.width ?? 0) / 2 - (at.at(-1) ?? 0));
  let i = 0;
  for (const { sum, weight, count } of blocks) {
    const x = Math.max(least, Math.min(most, sum / weight));
    for (const end = i + count; i < end; i++) (row[i] as Place).x = x + (at[i] as number);
  }
}

function wantedX({ neighbours, x }: Place): number {
  let [sum, weights] = [0, 0];
  for (const { place, weight } of neighbours) {
    sum += place.x * weight;
    weights += weight;
  }
  return weights > 0 ? sum / weights : x;
}

import type { Layer } from '../../src/graph/kinds.ts';
import type { LayoutInput, LayoutSizes } from './layout-places.ts';

/** One row of cards: positions in `components`. A wide layer has several. */
export type Row = { readonly layer: Layer; readonly members: readonly number[] };

/**
 * Deals the components of each layer to as few rows as hold them, layer 7 first. Where a layer has several, components
 * change rows as long as relations then pass fewer rows.
 */
export function assignRows(
  { components, relations }: LayoutInput,
  sizes: LayoutSizes,
  /** Rows to give a layer beyond what its cards need. */
  extra: ReadonlyMap<Layer, number> = new Map(),
): Row[] {
  const widthOf = (i: number): number => (components[i]?.width ?? sizes.card.width) + sizes.gap;
  const room = sizes.width + sizes.gap;
  const rows: DealtRow[] = ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const members = components.flatMap((component, i) => (component.layer === layer ? [i] : []));
    return dealt(members, widthOf, room, extra.get(layer) ?? 0).map((row) => ({ layer, members: row }));
  });
  const indexOf = new Map(components.map(({ id }, i) => [id, i]));
  const ends = relations.flatMap(({ from, to }) => {
    const [a, b] = [indexOf.get(from), indexOf.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
  });
  shortenRelations(rows, ends, widthOf, room);
  return rows.map(({ layer, members }) => ({ layer, members: members.toSorted((a, b) => a - b) }));
}

type DealtRow = { readonly layer: Layer; members: readonly number[] };
type Widths = (component: number) => number;

const widthOfRow = (row: readonly number[], widthOf: Widths): number => row.reduce((sum, i) => sum + widthOf(i), 0);

/** Rows of about as many cards each, in the given order. */
function dealt(members: readonly number[], widthOf: Widths, room: number, extra: number): number[][] {
  if (members.length === 0) return [];
  const least = Math.max(1, Math.ceil(widthOfRow(members, widthOf) / room)) + extra;
  for (let count = least; count < members.length; count++) {
    const rows = Array.from({ length: count }, (_, r) =>
      members.slice(Math.ceil((r * members.length) / count), Math.ceil(((r + 1) * members.length) / count)),
    );
    if (rows.every((row) => widthOfRow(row, widthOf) <= room)) return rows;
  }
  return members.map((i) => [i]);
}

const SWAP_PASSES = 8;

/** Exchanges cards between the rows of a layer while that shortens relations; one inside a row counts as one row and a bit. */
function shortenRelations(
  rows: readonly DealtRow[],
  ends: readonly (readonly [number, number])[],
  widthOf: Widths,
  room: number,
): void {
  const rowOf = new Map(rows.flatMap(({ members }, r) => members.map((i) => [i, r] as const)));
  const around = new Map<number, number[]>();
  for (const [a, b] of ends) {
    around.set(a, [...(around.get(a) ?? []), b]);
    around.set(b, [...(around.get(b) ?? []), a]);
  }
  const costOf = (i: number): number =>
    (around.get(i) ?? []).reduce(
      (sum, other) => sum + (Math.abs((rowOf.get(i) as number) - (rowOf.get(other) as number)) || SAME_ROW),
      0,
    );
  const exchange = (i: number, j: number): void => {
    const [a, b] = [rowOf.get(i) as number, rowOf.get(j) as number];
    rowOf.set(i, b).set(j, a);
  };
  const width = rows.map(({ members }) => widthOfRow(members, widthOf));
  const fits = (i: number, j: number): boolean => {
    const more = widthOf(j) - widthOf(i);
    const [a, b] = [rowOf.get(i) as number, rowOf.get(j) as number];
    return (width[a] as number) + more <= room && (width[b] as number) - more <= room;
  };
  const tryExchange = (i: number, j: number): boolean => {
    if (rowOf.get(i) === rowOf.get(j) || !fits(i, j)) return false;
    const before = costOf(i) + costOf(j);
    exchange(i, j);
    if (costOf(i) + costOf(j) > before - 1e-9) {
      exchange(i, j);
      return false;
    }
    const more = widthOf(i) - widthOf(j);
    width[rowOf.get(i) as number] = (width[rowOf.get(i) as number] as number) + more;
    width[rowOf.get(j) as number] = (width[rowOf.get(j) as number] as number) - more;
    return true;
  };
  const mates = pairsOfLayers(rows);
  for (let pass = 0; pass < SWAP_PASSES; pass++) {
    const exchanged = mates.filter(([i, j]) => tryExchange(i, j));
    if (exchanged.length === 0) break;
  }
  const everybody = [...rowOf.keys()];
  for (const [r, row] of rows.entries()) row.members = everybody.filter((i) => rowOf.get(i) === r);
}

/** Every two cards of the layers that have several rows. */
function pairsOfLayers(rows: readonly DealtRow[]): [number, number][] {
  const layers = [...new Set(rows.map(({ layer }) => layer))].map((layer) => rows.filter((row) => row.layer === layer));
  return layers.flatMap((same) => {
    const mates = same.length > 1 ? same.flatMap(({ members }) => members) : [];
    return mates.flatMap((i, k) => mates.slice(k + 1).map((j): [number, number] => [i, j]));
  });
}

/** Cards side by side are joined level, but few are side by side: the others arch. */
const SAME_ROW = 1.2;

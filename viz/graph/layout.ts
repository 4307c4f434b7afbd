import type { Layer } from '../../src/graph/kinds.ts';
import { placeColumns } from './layout-columns.ts';
import { orderRows } from './layout-order.ts';
import type { LayoutSizes, Place } from './layout-places.ts';

export type LayoutInput = {
  readonly components: readonly { readonly id: string; readonly layer: Layer }[];
  readonly relations: readonly { readonly from: string; readonly to: string }[];
};

export type Band = { readonly layer: Layer; readonly top: number; readonly bottom: number };

export type BandsLayout = {
  /** By position in `components`. */
  readonly cards: readonly Place[];
  /** By position in `relations`: from card over lanes to card. */
  readonly chains: readonly (readonly Place[])[];
  readonly rows: readonly (readonly Place[])[];
  readonly bands: readonly Band[];
  readonly height: number;
};

/**
 * Cards in one band per layer, 7 on top. A wide layer wraps into several rows; a relation that skips rows gets a lane
 * in each of them. Reads the ecosystem only, never a result: no card moves when the entry or the round changes.
 */
export function layOutBands({ components, relations }: LayoutInput, sizes: LayoutSizes): BandsLayout {
  const assigned = assignRows(components, sizes);
  const rows: Place[][] = assigned.map(() => []);
  const add = (component: number | null, row: number): Place => {
    const place: Place = {
      component,
      row,
      width: component === null ? 0 : sizes.card.width,
      neighbours: [],
      order: rows[row]?.length ?? 0,
      x: 0,
      y: 0,
    };
    rows[row]?.push(place);
    return place;
  };
  const cards: Place[] = [];
  for (const [row, { members }] of assigned.entries()) for (const i of members) cards[i] = add(i, row);
  const cardOf = new Map(components.map(({ id }, i) => [id, cards[i] as Place]));
  const chains = relations.map(({ from, to }) => chain(cardOf.get(from), cardOf.get(to), (row) => add(null, row)));
  orderRows(rows);
  placeColumns(rows, sizes);
  const arched = new Set(chains.filter(isArch).map(([first]) => first?.row));
  return { cards, chains, rows, ...placeRows(rows, assigned, sizes, (row) => (arched.has(row) ? sizes.archRoom : 0)) };
}

/** Same row, but with something between its ends: drawn as an arch over the cards. */
export function isArch(places: readonly Place[]): boolean {
  const [first, last] = [places[0], places.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    first !== last &&
    first.row === last.row &&
    Math.abs(first.order - last.order) > 1
  );
}

type Row = { readonly layer: Layer; readonly members: readonly number[] };

function assignRows(components: LayoutInput['components'], { width, card, gap }: LayoutSizes): Row[] {
  const capacity = Math.max(1, Math.floor((width + gap) / (card.width + gap)));
  return ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const members = components.flatMap((component, i) => (component.layer === layer ? [i] : []));
    const rowCount = Math.ceil(members.length / capacity);
    return Array.from({ length: rowCount }, (_, r) => ({
      layer,
      members: members.slice(
        Math.ceil((r * members.length) / rowCount),
        Math.ceil(((r + 1) * members.length) / rowCount),
      ),
    }));
  });
}

/** Links the places of one relation; lanes pull hard on each other, so that a long relation runs straight. */
function chain(from: Place | undefined, to: Place | undefined, addLane: (row: number) => Place): Place[] {
  if (from === undefined || to === undefined) return [];
  const down = Math.sign(to.row - from.row);
  const lanes: Place[] = [];
  for (let row = from.row + down; down !== 0 && row !== to.row; row += down) lanes.push(addLane(row));
  const places = [from, ...lanes, to];
  for (const [i, a] of places.entries()) {
    const b = places[i + 1];
    if (b === undefined || a === b) continue;
    const weight =
      a.component !== null && b.component !== null ? 1 : a.component === null && b.component === null ? 10 : 1.5;
    a.neighbours.push({ place: b, weight });
    b.neighbours.push({ place: a, weight });
  }
  return places;
}

function placeRows(
  rows: readonly Place[][],
  assigned: readonly Row[],
  { card, bandPad, bandGap, rowGap }: LayoutSizes,
  roomAbove: (row: number) => number,
): { bands: Band[]; height: number } {
  const bands: Band[] = [];
  let y = 0;
  for (const [r, { layer }] of assigned.entries()) {
    const previous = bands.at(-1);
    const continues = previous?.layer === layer;
    const top = continues ? previous.top : y + (r === 0 ? 0 : bandGap);
    y = (continues ? y - bandPad + rowGap : top + bandPad) + roomAbove(r);
    for (const place of rows[r] ?? []) place.y = y + card.height / 2;
    y += card.height + bandPad;
    bands.splice(continues ? -1 : bands.length, continues ? 1 : 0, { layer, top, bottom: y });
  }
  return { bands, height: y };
}

import type { Layer } from '../../src/graph/kinds.ts';
import { type Channel, layChannels, type Piece } from './layout-channels.ts';
import { placeColumns, squeezeOf } from './layout-columns.ts';
import { orderRows } from './layout-order.ts';
import type { LayoutInput, LayoutSizes, Neighbour, Place } from './layout-places.ts';
import { type Level, levelsOf, type Port, portsOf } from './layout-ports.ts';
import { assignRows, type Row } from './layout-rows.ts';

export type Band = { readonly layer: Layer; readonly top: number; readonly bottom: number };

export type BandsLayout = {
  /** By position in `components`. */
  readonly cards: readonly Place[];
  /** By position in `relations`: from card over lanes to card. */
  readonly chains: readonly (readonly Place[])[];
  /** By position in `relations`: where it leaves and arrives; null where it runs level between neighbours, or nowhere. */
  readonly ports: readonly (readonly [from: Port, to: Port] | null)[];
  readonly levels: readonly (Level | null)[];
  /** By position in `relations`: what it does in each space between rows that it passes, in order. */
  readonly pieces: readonly (readonly Piece[])[];
  readonly channels: readonly Channel[];
  readonly rows: readonly (readonly Place[])[];
  readonly bands: readonly Band[];
  readonly height: number;
};

/**
 * Cards in one band per layer, 7 on top. A wide layer wraps into several rows; a relation that skips rows gets a lane
 * in each of them. Reads the ecosystem only, never a result: no card moves when the entry or the round changes.
 */
export function layOutBands(input: LayoutInput, sizes: LayoutSizes): BandsLayout {
  const extra = new Map<Layer, number>();
  for (let attempt = 0; ; attempt++) {
    const assigned = assignRows(input, sizes, extra);
    const placed = placeCards(input, assigned, sizes);
    const crowded = assigned.filter(
      ({ members }, r) => members.length > 1 && squeezeOf(placed.rows[r] as Place[], sizes) < LEAST_SQUEEZE,
    );
    if (crowded.length === 0 || attempt === MOST_ATTEMPTS) return layLines(placed, assigned, sizes);
    for (const layer of new Set(crowded.map(({ layer }) => layer))) extra.set(layer, (extra.get(layer) ?? 0) + 1);
  }
}

/** Gaps that would shrink below such a share of themselves ask for another row. */
const LEAST_SQUEEZE = 0.6;
const MOST_ATTEMPTS = 3;

type Placed = Pick<BandsLayout, 'cards' | 'chains' | 'rows'>;

function placeCards({ components, relations }: LayoutInput, assigned: readonly Row[], sizes: LayoutSizes): Placed {
  const rows: Place[][] = assigned.map(() => []);
  const add = (component: number | null, row: number): Place => {
    const width = component === null ? 0 : (components[component]?.width ?? sizes.card.width);
    const place: Place = { component, row, width, neighbours: [], order: rows[row]?.length ?? 0, x: 0, y: 0 };
    rows[row]?.push(place);
    return place;
  };
  const cards: Place[] = [];
  for (const [row, { members }] of assigned.entries()) for (const i of members) cards[i] = add(i, row);
  const cardOf = new Map(components.map(({ id }, i) => [id, cards[i] as Place]));
  const chains = relations.map(({ from, to, gap }) =>
    chain(cardOf.get(from), cardOf.get(to), (row) => add(null, row), gap ?? sizes.relatedGap),
  );
  orderRows(rows);
  placeColumns(
    rows,
    sizes,
    chains.map((places) => places.filter(({ component }) => component === null)),
  );
  return { cards, chains, rows };
}

/** Links the places of one relation; lanes pull hard on each other, so that a long relation runs straight. */
function chain(
  from: Place | undefined,
  to: Place | undefined,
  addLane: (row: number) => Place,
  gap: number,
): readonly Place[] {
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
    const link = (place: Place): Neighbour => ({ place, weight, gap });
    a.neighbours.push(link(b));
    b.neighbours.push(link(a));
  }
  return places;
}

function layLines(placed: Placed, assigned: readonly Row[], sizes: LayoutSizes): BandsLayout {
  const levels = levelsOf(placed.chains);
  const ports = portsOf(placed.chains, levels, sizes);
  const { pieces, trackCounts } = layChannels(placed.chains, ports, placed.rows.length);
  return { ...placed, levels, ports, pieces, ...placeRows(placed.rows, assigned, trackCounts, sizes) };
}

/** Each row below its channel, which is as high as its tracks ask. */
function placeRows(
  rows: readonly (readonly Place[])[],
  assigned: readonly Row[],
  trackCounts: readonly number[],
  { card, bandPad, bandGap, rowGap, trackPitch }: LayoutSizes,
): Pick<BandsLayout, 'bands' | 'channels' | 'height'> {
  const bands: Band[] = [];
  const channels: Channel[] = [];
  let y = 0;
  for (const [r, { layer }] of assigned.entries()) {
    const above = bands.at(-1);
    const continues = above?.layer === layer;
    const tracks = trackCounts[r] ?? 0;
    const usual = r === 0 ? bandPad : continues ? rowGap : 2 * bandPad + bandGap;
    const height = Math.max(usual, tracks === 0 ? 0 : (tracks - 1 + (r === 0 ? 2 : 3)) * trackPitch);
    channels.push({ top: y, bottom: y + height, tracks, isFirst: r === 0 });
    const top = r === 0 ? 0 : continues ? above.top : y + (height + bandGap) / 2;
    if (above !== undefined && !continues) bands.splice(-1, 1, { ...above, bottom: y + (height - bandGap) / 2 });
    y += height;
    for (const place of rows[r] ?? []) place.y = y + card.height / 2;
    y += card.height;
    bands.splice(continues ? -1 : bands.length, continues ? 1 : 0, { layer, top, bottom: y + bandPad });
  }
  return { bands, channels, height: bands.at(-1)?.bottom ?? 0 };
}

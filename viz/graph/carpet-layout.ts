import type { Layer } from '../../src/graph/kinds.ts';
import type { ComponentDetail } from '../../src/measure/results.ts';
import type { View } from '../view.ts';
import { type Group, groupsOf } from './groups.ts';

/** Squares of a large graph: rows are layers, columns groups. All in px of the picture. */
export type CarpetLayout = {
  readonly width: number;
  readonly height: number;
  /** Middle of each component's square, by position. */
  readonly places: readonly { readonly x: number; readonly y: number; readonly column: number }[];
  readonly columns: readonly { readonly name: string; readonly left: number; readonly width: number }[];
  readonly bands: readonly { readonly layer: Layer; readonly top: number; readonly bottom: number }[];
  /** Side of a square. */
  readonly tile: number;
  /** Where squares may stand, between the names of the layers and the right edge, under the heads; what a lens enlarges. */
  readonly plot: Plot;
  /** From one square to the next. */
  readonly pitch: number;
};

type CarpetInput = Pick<View, 'components'> & { readonly details: Pick<View['details'], 'relations'> };

export type Plot = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Below this width the names of the layers stand inside their bands. */
export const NARROW_PX = 600;

/**
 * Reads the ecosystem only, never a result: no square moves when the entry or the round changes. Squares are as large as
 * lets all columns stand side by side; a column is as wide as its fullest cell asks, so that none towers over the others.
 */
export function layOutCarpet({ components, details }: CarpetInput, width: number): CarpetLayout {
  const isNarrow = width < NARROW_PX;
  const left = isNarrow ? 8 : 150;
  const groups = countGroups(components, groupsOf(components, details.relations));
  const { tile, gap, columnGap, columns } = fitColumns(groups, width - left - 6);
  const pitch = tile + gap;
  const spare = (width - left - 6 - widthOf(columns, { pitch, gap, columnGap })) / columns.length;
  const places: { x: number; y: number; column: number }[] = [];
  const bands: { layer: Layer; top: number; bottom: number }[] = [];
  const heads: { name: string; left: number; width: number }[] = [];
  let x = left + spare / 2;
  for (const { group, across } of columns) {
    const own = across * pitch - gap;
    heads.push({ name: group.name === '' ? 'no group' : group.name, left: x - columnGap / 2, width: own + columnGap });
    x += own + columnGap + spare;
  }
  const pad = { above: isNarrow ? 22 : 9, below: 9 };
  let y = HEAD_PX;
  for (const layer of [7, 6, 5, 4, 3, 2, 1] as const) {
    const rows = Math.max(0, ...columns.map(({ group, across }) => rowsOf(group, layer, across)));
    if (rows === 0) continue;
    const height = Math.max(MIN_BAND_PX, pad.above + rows * pitch - gap + pad.below);
    const top = y + pad.above + (height - pad.above - pad.below - (rows * pitch - gap)) / 2;
    for (const [column, { group, across }] of columns.entries()) {
      const start = (heads[column] as { left: number }).left + columnGap / 2 + tile / 2;
      for (const [k, i] of (group.byLayer.get(layer) ?? []).entries())
        places[i] = { x: start + (k % across) * pitch, y: top + tile / 2 + Math.floor(k / across) * pitch, column };
    }
    bands.push({ layer, top: y, bottom: y + height });
    y += height + BAND_GAP_PX;
  }
  const height = y - BAND_GAP_PX;
  const plot = { left, top: HEAD_PX, width: width - left, height: height - HEAD_PX };
  return { places, columns: heads, bands, height, tile, width, plot, pitch };
}

/** Which square lies there, by position; null between them. Coordinates in px of the picture. */
export function squareAt({ places, pitch }: CarpetLayout, x: number, y: number): number | null {
  const half = pitch / 2;
  const found = places.findIndex((place) => Math.abs(place.x - x) <= half && Math.abs(place.y - y) <= half);
  return found < 0 ? null : found;
}

const HEAD_PX = 34;
const MIN_BAND_PX = 42;
const BAND_GAP_PX = 5;
/** In wide pages 5 to 8 px; on a phone the zoom makes up for smaller ones. */
const TILES_PX = [8, 7, 6, 5, 4, 3];
/** A cell is at most so many squares high before its column gets wider, if there is room. */
const MOST_ROWS = 400;

type CountedGroup = Group & { readonly byLayer: ReadonlyMap<Layer, readonly number[]> };
type Column = { readonly group: CountedGroup; readonly across: number };
type Fit = {
  readonly tile: number;
  readonly gap: number;
  readonly columnGap: number;
  readonly columns: readonly Column[];
};

const countGroups = (components: readonly ComponentDetail[], groups: readonly Group[]): CountedGroup[] =>
  groups.map((group) => {
    const byLayer = new Map<Layer, number[]>();
    for (const i of group.members) {
      const { layer } = components[i] as ComponentDetail;
      byLayer.set(layer, [...(byLayer.get(layer) ?? []), i]);
    }
    return { ...group, byLayer };
  });

const rowsOf = ({ byLayer }: CountedGroup, layer: Layer, across: number): number =>
  Math.ceil((byLayer.get(layer)?.length ?? 0) / across);

type Gaps = { readonly pitch: number; readonly gap: number; readonly columnGap: number };

const widthOf = (columns: readonly Column[], { pitch, gap, columnGap }: Gaps): number =>
  columns.reduce((sum, { across }) => sum + across * pitch - gap + columnGap, 0);

/** The largest squares with which all columns find room, and the lowest picture with these. */
function fitColumns(groups: readonly CountedGroup[], room: number): Fit {
  for (const tile of TILES_PX) {
    const gap = tile >= 6 ? 1.5 : 1;
    const columnGap = tile >= 5 ? 3 : 1;
    const gaps = { pitch: tile + gap, gap, columnGap };
    const columns = lowest(groups, room, gaps);
    const isLast = tile === TILES_PX.at(-1);
    if (columns !== null && (isLast || highest(columns) * (tile + gap) <= room * 0.5))
      return { tile, gap, columnGap, columns };
    if (isLast) {
      const most = Math.max(1, Math.floor(room / (tile + gap + columnGap) / 2));
      return { tile, gap, columnGap, columns: lowest(gathered(groups, most), room, gaps) ?? [] };
    }
  }
  throw new RangeError('no size of squares');
}

const highest = (columns: readonly Column[]): number =>
  Math.max(
    ...columns.map(({ group, across }) => Math.max(...[...group.byLayer.keys()].map((l) => rowsOf(group, l, across)))),
  );

/** Columns whose cells are as low as the room allows; null if not even the narrowest columns fit. */
function lowest(groups: readonly CountedGroup[], room: number, gaps: Gaps): Column[] | null {
  const capped = (rows: number): Column[] =>
    groups.map((group) => ({
      group,
      across: Math.max(1, ...[...group.byLayer.values()].map(({ length }) => Math.ceil(length / rows))),
    }));
  let [low, high] = [1, MOST_ROWS];
  if (widthOf(capped(high), gaps) > room) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (widthOf(capped(middle), gaps) <= room) high = middle;
    else low = middle + 1;
  }
  return capped(high);
}

/** The first groups, and what does not fit as "others". */
function gathered(groups: readonly CountedGroup[], most: number): CountedGroup[] {
  if (groups.length <= most) return [...groups];
  const rest = groups.slice(most - 1);
  const byLayer = new Map<Layer, number[]>();
  for (const group of rest)
    for (const [layer, members] of group.byLayer) byLayer.set(layer, [...(byLayer.get(layer) ?? []), ...members]);
  return [...groups.slice(0, most - 1), { name: 'others', members: rest.flatMap(({ members }) => members), byLayer }];
}

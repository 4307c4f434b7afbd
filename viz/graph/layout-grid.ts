import { componentKinds, type Layer } from '../../src/graph/kinds.ts';
import type { Band } from './layout.ts';
import type { SceneColumn } from './scene.ts';
import type { SceneCard } from './scene-cards.ts';

/** All in px. */
export type GridSizes = {
  readonly width: number;
  /** Where the columns begin, right of the names of the layers. */
  readonly left: number;
  readonly tile: number;
  readonly gap: number;
  /** Room above for the heads of the columns. */
  readonly head: number;
  readonly bandPad: number;
  readonly cellHeight: number;
  readonly leastColumn: number;
};

/** Middle and size of a tile, or of a cell that stands for several components. */
export type GridPlace = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type GridLayout = {
  /** By position in `cards`. */
  readonly places: readonly GridPlace[];
  readonly columns: readonly { readonly left: number; readonly width: number }[];
  readonly bands: readonly Band[];
  readonly height: number;
};

export type GridInput = {
  readonly by: 'component' | 'group' | 'layer';
  readonly columns: readonly Pick<SceneColumn, 'isOpen'>[];
  readonly cards: readonly Pick<SceneCard, 'layer' | 'column' | 'kind' | 'opens'>[];
};

/** Rows are layers, columns groups. Components of a kind stand together. Reads the ecosystem only, never a result. */
export function layOutGrid(input: GridInput, sizes: GridSizes): GridLayout {
  const { cards } = input;
  const columns = input.by === 'layer' ? input.columns.map(() => wholeWidth(sizes)) : placeColumns(input, sizes);
  const places: GridPlace[] = [];
  const bands: Band[] = [];
  let y = sizes.head;
  for (const layer of [7, 6, 5, 4, 3, 2, 1] as const) {
    const cells = columns.map((column, k) => ({ ...column, members: membersOf(cards, layer, k) }));
    const inside = Math.max(0, ...cells.map((cell) => heightOf(cell, cards, sizes)));
    if (inside === 0) continue;
    const height = Math.max(MIN_BAND_PX, inside + 2 * sizes.bandPad);
    for (const cell of cells) placeCell(cell, cards, y + height / 2, sizes, places);
    bands.push({ layer, top: y, bottom: y + height });
    y += height + BAND_GAP_PX;
  }
  return { places, columns, bands, height: y - BAND_GAP_PX };
}

const MIN_BAND_PX = 42;
const BAND_GAP_PX = 5;
const MOST_CELL_PX = 150;

type Column = GridLayout['columns'][number];
type Cell = Column & { readonly members: readonly number[] };

const wholeWidth = ({ left, width }: GridSizes): Column => ({ left, width: width - left - 4 });

function membersOf(cards: GridInput['cards'], layer: Layer, column: number): number[] {
  const rank = ({ kind }: GridInput['cards'][number]): number => (kind === null ? -1 : componentKinds.indexOf(kind));
  return cards
    .flatMap((card, i) => (card.layer === layer && card.column === column ? [i] : []))
    .sort(
      (a, b) => rank(cards[a] as GridInput['cards'][number]) - rank(cards[b] as GridInput['cards'][number]) || a - b,
    );
}

const isClosed = ({ members }: Cell, cards: GridInput['cards']): boolean =>
  members.some((i) => cards[i]?.opens !== null);

const perRow = ({ width }: Column, { tile, gap, leastColumn }: GridSizes): number =>
  Math.max(1, Math.floor((width - leastColumn * COLUMN_PAD + gap) / (tile + gap)));

/** Of the least width of a column, on both sides together. */
const COLUMN_PAD = 0.12;

function heightOf(cell: Cell, cards: GridInput['cards'], sizes: GridSizes): number {
  if (cell.members.length === 0) return 0;
  if (isClosed(cell, cards)) return sizes.cellHeight;
  return Math.ceil(cell.members.length / perRow(cell, sizes)) * (sizes.tile + sizes.gap) - sizes.gap;
}

function placeCell(cell: Cell, cards: GridInput['cards'], middle: number, sizes: GridSizes, places: GridPlace[]): void {
  const { left, width, members } = cell;
  const { tile, gap } = sizes;
  if (isClosed(cell, cards)) {
    for (const i of members)
      places[i] = {
        x: left + width / 2,
        y: middle,
        width: Math.min(MOST_CELL_PX, width - 6),
        height: sizes.cellHeight,
      };
    return;
  }
  const across = perRow(cell, sizes);
  const top = middle - heightOf(cell, cards, sizes) / 2 + tile / 2;
  for (const [k, i] of members.entries()) {
    const row = Math.floor(k / across);
    const inRow = Math.min(across, members.length - row * across);
    const start = left + (width - inRow * (tile + gap) + gap) / 2 + tile / 2;
    places[i] = { x: start + (k % across) * (tile + gap), y: top + row * (tile + gap), width: tile, height: tile };
  }
}

/** Open columns are as wide as their largest cell asks, so that none towers over the others; closed ones share the rest. */
function placeColumns({ columns, cards }: GridInput, sizes: GridSizes): Column[] {
  const demand = columns.map(({ isOpen }, k) =>
    isOpen ? Math.max(1, ...[1, 2, 3, 4, 5, 6, 7].map((layer) => membersOf(cards, layer as Layer, k).length)) : 0,
  );
  const { left, width } = sizes;
  const room = width - left - 4;
  const least = Math.min(sizes.leastColumn, room / columns.length);
  const isAnyOpen = demand.some((d) => d > 0);
  const total = isAnyOpen ? demand.reduce((sum, d) => sum + d, 0) : columns.length;
  let x = left;
  return demand.map((d) => {
    const columnWidth = least + ((room - least * columns.length) * (isAnyOpen ? d : 1)) / total;
    const column = { left: x, width: columnWidth };
    x += columnWidth;
    return column;
  });
}

import type { ComponentDetail } from '../../src/measure/results.ts';
import { type Group, groupsOf } from './groups.ts';
import type { Band } from './layout.ts';

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
};

export type GridLayout = {
  /** Middle of each component's tile, by position. */
  readonly places: readonly { readonly x: number; readonly y: number; readonly column: number }[];
  readonly columns: readonly { readonly name: string; readonly left: number; readonly width: number }[];
  readonly bands: readonly Band[];
  readonly height: number;
  readonly tile: number;
};

/** Rows are layers, columns groups: zones, else first tags, else what stands before the last dash, dot or slash of ids. */
export function layOutGrid(components: readonly ComponentDetail[], sizes: GridSizes): GridLayout {
  const groups = fittingGroups(components, Math.max(1, Math.floor((sizes.width - sizes.left) / minColumn(sizes))));
  const columns = placeColumns(groups, components, sizes);
  const places: { x: number; y: number; column: number }[] = [];
  const bands: Band[] = [];
  const pitch = sizes.tile + sizes.gap;
  let y = sizes.head;
  for (const layer of [7, 6, 5, 4, 3, 2, 1] as const) {
    const cells = groups.map(({ members }) => members.filter((i) => components[i]?.layer === layer));
    const perRow = columns.map(({ width }) => Math.max(1, Math.floor((width - columnPad(sizes) + sizes.gap) / pitch)));
    const rowsOf = (column: number): number => Math.ceil((cells[column]?.length ?? 0) / (perRow[column] as number));
    const rows = Math.max(0, ...cells.map((_, column) => rowsOf(column)));
    if (rows === 0) continue;
    const height = Math.max(MIN_BAND_PX, rows * pitch - sizes.gap + 2 * sizes.bandPad);
    for (const [column, members] of cells.entries()) {
      const { left, width } = columns[column] as { left: number; width: number };
      const across = perRow[column] as number;
      const top = y + sizes.bandPad + ((rows - rowsOf(column)) * pitch) / 2 + sizes.tile / 2;
      for (const [k, i] of members.entries()) {
        const row = Math.floor(k / across);
        const inRow = Math.min(across, members.length - row * across);
        const start = left + (width - inRow * pitch + sizes.gap) / 2 + sizes.tile / 2;
        places[i] = { x: start + (k % across) * pitch, y: top + row * pitch, column };
      }
    }
    bands.push({ layer, top: y, bottom: y + height });
    y += height + BAND_GAP_PX;
  }
  return { places, columns, bands, height: y - BAND_GAP_PX, tile: sizes.tile };
}

/** A column has room for its head and two tiles; in a carpet for one square. */
const minColumn = ({ tile, gap }: GridSizes): number => (tile > 10 ? 60 : tile + gap + 1);
const columnPad = ({ tile }: GridSizes): number => (tile > 10 ? 10 : 1);
const MIN_BAND_PX = 42;
const BAND_GAP_PX = 5;

/** Largest groups first, "shared" and what belongs nowhere last; what does not fit is gathered as "others". */
function fittingGroups(components: readonly ComponentDetail[], mostColumns: number): readonly Group[] {
  const ordered = groupsOf(components);
  if (ordered.length <= mostColumns) return ordered;
  const others = ordered.slice(mostColumns - 1).flatMap(({ members }) => members);
  return [...ordered.slice(0, mostColumns - 1), { name: 'others', members: others }];
}

/** Columns are as wide as their largest cell asks, so that no cell towers over the others. */
function placeColumns(
  groups: readonly Group[],
  components: readonly ComponentDetail[],
  sizes: GridSizes,
): { name: string; left: number; width: number }[] {
  const demand = groups.map(({ members }) => {
    const perLayer = new Map<number, number>();
    for (const i of members) {
      const layer = components[i]?.layer ?? 7;
      perLayer.set(layer, (perLayer.get(layer) ?? 0) + 1);
    }
    return Math.max(1, ...perLayer.values());
  });
  const { width, left } = sizes;
  const room = width - left - 4;
  const least = Math.min(minColumn(sizes), room / groups.length);
  const total = demand.reduce((sum, d) => sum + d, 0);
  let x = left;
  return groups.map(({ name }, k) => {
    const columnWidth = least + ((room - least * groups.length) * (demand[k] as number)) / total;
    const column = { name: name === '' ? 'no group' : name, left: x, width: columnWidth };
    x += columnWidth;
    return column;
  });
}

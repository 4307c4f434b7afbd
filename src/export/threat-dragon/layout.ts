import type { Component } from '../../graph/ecosystem.ts';
import { type Layer, layers } from '../../graph/kinds.ts';
import type { Box } from '../../import/diagram/innermost-zone.ts';

/** Where everything is drawn; y grows downwards. Zones are columns, layers rows, the seventh on top. */
export type Layout = {
  /** Middles, by component id. */
  readonly middles: ReadonlyMap<string, Point>;
  readonly zones: readonly { readonly name: string; readonly box: Box }[];
  readonly bands: readonly { readonly layer: Layer; readonly box: Box }[];
};
export type Point = { readonly x: number; readonly y: number };

/** Room for one component with what leads to it. */
export const SLOT = { width: 220, height: 150 } as const;
const MARGIN = 40;
/** Room within a box for its name, and around. */
const PADDING = 40;
const GAP = 60;

type Column = {
  readonly zone: string | null;
  readonly byLayer: ReadonlyMap<Layer, readonly Component[]>;
  readonly perRow: number;
};

/** @param left - room at the left for the names of layers */
export function layoutOf(components: readonly Component[], left: number): Layout {
  const columns = columnsOf(components);
  const rows = rowsOf(columns);
  const middles = new Map<string, Point>();
  const zones: Layout['zones'][number][] = [];
  let x = MARGIN + left;
  for (const column of columns) {
    const width = column.perRow * SLOT.width + 2 * PADDING;
    place(column, x, rows, middles);
    if (column.zone !== null) zones.push({ name: column.zone, box: around(column, { left: x, width }, rows) });
    x += width + GAP;
  }
  const width = x - GAP - MARGIN;
  const bands = [...rows].map(([layer, { top, height }]) => ({ layer, box: { left: MARGIN, top, width, height } }));
  return { middles, zones, bands };
}

/** What is in no zone first. */
function columnsOf(components: readonly Component[]): readonly Column[] {
  const names = [...new Set(components.map(({ zone }) => zone))].sort((a, b) =>
    a === null ? -1 : b === null ? 1 : a < b ? -1 : 1,
  );
  return names.map((zone) => {
    const own = components.filter((one) => one.zone === zone);
    const byLayer = new Map(layers.map((layer) => [layer, own.filter((one) => one.layer === layer)] as const));
    const widest = Math.max(...[...byLayer.values()].map(({ length }) => length));
    return { zone, byLayer, perRow: Math.min(widest, Math.max(4, Math.ceil(Math.sqrt(own.length)))) };
  });
}

type Row = { readonly top: number; readonly height: number };
type Rows = ReadonlyMap<Layer, Row>;

function rowsOf(columns: readonly Column[]): Rows {
  const rows = new Map<Layer, Row>();
  let top = MARGIN;
  for (const layer of layers.toReversed()) {
    const lines = Math.max(
      0,
      ...columns.map(({ byLayer, perRow }) => Math.ceil((byLayer.get(layer)?.length ?? 0) / perRow)),
    );
    if (lines === 0) continue;
    const height = lines * SLOT.height + 2 * PADDING;
    rows.set(layer, { top, height });
    top += height + GAP;
  }
  return rows;
}

/** Lines that are not full stand in the middle, so that flows between layers do not all lie over one another. */
function place({ byLayer, perRow }: Column, left: number, rows: Rows, middles: Map<string, Point>): void {
  for (const [layer, { top }] of rows) {
    const own = byLayer.get(layer) ?? [];
    for (const [n, { id }] of own.entries()) {
      const line = Math.floor(n / perRow);
      const inLine = Math.min(perRow, own.length - line * perRow);
      const across = (perRow - inLine) / 2 + (n % perRow) + 0.5;
      middles.set(id, { x: left + PADDING + across * SLOT.width, y: top + PADDING + (line + 0.5) * SLOT.height });
    }
  }
}

/** The box around a column, as far as it holds something. */
function around({ byLayer }: Column, across: Pick<Box, 'left' | 'width'>, rows: Rows): Box {
  const used = [...rows].filter(([layer]) => (byLayer.get(layer)?.length ?? 0) > 0).map(([, row]) => row);
  const top = Math.min(...used.map((row) => row.top));
  const bottom = Math.max(...used.map((row) => row.top + row.height));
  return { ...across, top, height: bottom - top };
}

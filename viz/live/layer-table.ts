import { BROAD_PX, layersTable } from '../figures/layers-table.ts';
import { type LayerRow, mostColumns, staircase } from '../figures/layers-view.ts';
import { h, type Markup } from '../markup.ts';
import { pagePalette } from '../theme.ts';
import type { Glance } from './glance.ts';

const NARROW_PX = 150;

/** The layers of the worst entry point, as the report draws them; null for what has none. */
export function layerTable({ leading }: Pick<Glance, 'leading'>): Markup | null {
  const rows = layerRowsOf(leading);
  if (rows.length === 0) return null;
  const most = mostColumns(rows);
  return layersTable(rows, ['mean', '95 % interval', 'touched'], (row) => {
    const stairs = (width: number): Markup => staircase(row, { width, most, palette: pagePalette });
    return [h('div', { class: 'broad' }, stairs(BROAD_PX)), h('div', { class: 'narrow' }, stairs(NARROW_PX))];
  });
}

export const layerRowsOf = (leading: Glance['leading']): LayerRow[] =>
  ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const radius = leading?.layers[`${layer}`];
    return radius === undefined ? [] : [{ layer, radius }];
  });

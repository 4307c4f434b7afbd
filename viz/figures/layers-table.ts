import { layerNames } from '../../src/graph/kinds.ts';
import type { BlastRadius } from '../../src/measure/results.ts';
import { type Child, h, type Markup } from '../markup.ts';
import { meanText, percent, rangeText } from '../numbers.ts';
import { type LayerRow, mostColumns, stairsTitle } from './layers-view.ts';

/** The layers below each other: a staircase, and beside it the columns that are asked for. */
export function layersTable(
  rows: readonly LayerRow[],
  shown: readonly LayerColumn[],
  stairs: (row: LayerRow) => Child,
): Markup {
  return h(
    'table',
    { class: 'layers' },
    h('caption', { class: 'unseen' }, 'Blast radius by layer'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'layer'),
        h('th', { scope: 'col', class: 'stairs' }, stairsTitle(mostColumns(rows), BROAD_PX)),
        shown.map((title) => h('th', { scope: 'col', class: columns[title].isWide ? 'number wide' : 'number' }, title)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) => h('tr', {}, head(row), h('td', { class: 'stairs' }, stairs(row)), cells(row, shown))),
    ),
  );
}

/** Of a staircase in a wide window. */
export const BROAD_PX = 300;

export type LayerColumn = 'mean' | '95 % interval' | 'touched' | 'median' | 'p95';

/** A wide one is left out of narrow windows. */
type Column = { readonly isWide: boolean; readonly cell: (radius: BlastRadius) => Markup };

const columns: Readonly<Record<LayerColumn, Column>> = {
  mean: {
    isWide: false,
    cell: (radius) =>
      h('td', { class: 'number mean' }, h('b', {}, meanText(radius)), h('small', {}, ` of ${radius.size}`)),
  },
  '95 % interval': { isWide: true, cell: ({ ci95 }) => h('td', { class: 'number wide' }, rangeText(ci95)) },
  touched: { isWide: false, cell: ({ touched }) => h('td', { class: 'number' }, percent(touched)) },
  median: { isWide: true, cell: ({ p50 }) => h('td', { class: 'number wide' }, String(p50)) },
  p95: { isWide: true, cell: ({ p95 }) => h('td', { class: 'number wide' }, String(p95)) },
};

const head = ({ layer }: LayerRow): Markup =>
  h(
    'th',
    { scope: 'row' },
    h('span', { class: `key layer-${layer}` }),
    h('b', {}, `L${layer}`),
    h('span', { class: 'wide' }, ` ${layerNames[layer]}`),
  );

/** A layer without other components than entry points has no numbers. */
const cells = ({ radius }: LayerRow, shown: readonly LayerColumn[]): Markup[] =>
  shown.map((title) =>
    radius.size === 0 ? h('td', { class: columns[title].isWide ? 'wide' : null }) : columns[title].cell(radius),
  );

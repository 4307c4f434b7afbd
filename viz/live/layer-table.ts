import { layerNames } from '../../src/graph/kinds.ts';
import { type LayerRow, mostColumns, staircase, stairsTitle } from '../figures/layers-view.ts';
import { h, type Markup } from '../markup.ts';
import { meanText, percent, rangeText } from '../numbers.ts';
import { pagePalette } from '../theme.ts';
import type { Glance } from './glance.ts';

const BROAD_PX = 300;
const NARROW_PX = 150;

/** The layers of the worst entry point, as the report draws them; null for what has none. */
export function layerTable({ leading }: Pick<Glance, 'leading'>): Markup | null {
  const rows = layerRowsOf(leading);
  if (rows.length === 0) return null;
  const most = mostColumns(rows);
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
        h('th', { scope: 'col', class: 'stairs' }, stairsTitle(most, BROAD_PX)),
        ['mean', '95 % interval', 'touched'].map((title, i) =>
          h('th', { scope: 'col', class: i === 1 ? 'number wide' : 'number' }, title),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) => layerRow(row, most)),
    ),
  );
}

export const layerRowsOf = (leading: Glance['leading']): LayerRow[] =>
  ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const radius = leading?.layers[`${layer}`];
    return radius === undefined ? [] : [{ layer, radius }];
  });

function layerRow(row: LayerRow, most: number): Markup {
  const { layer, radius } = row;
  const stairs = (width: number): Markup => staircase(row, { width, most, palette: pagePalette });
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('span', { class: `key layer-${layer}` }),
      h('b', {}, `L${layer}`),
      h('span', { class: 'wide' }, ` ${layerNames[layer]}`),
    ),
    h(
      'td',
      { class: 'stairs' },
      h('div', { class: 'broad' }, stairs(BROAD_PX)),
      h('div', { class: 'narrow' }, stairs(NARROW_PX)),
    ),
    radius.size === 0
      ? [h('td', { class: 'number' }), h('td', { class: 'number wide' }), h('td', { class: 'number' })]
      : [
          h('td', { class: 'number mean' }, h('b', {}, meanText(radius)), h('small', {}, ` of ${radius.size}`)),
          h('td', { class: 'number wide' }, rangeText(radius.ci95)),
          h('td', { class: 'number' }, percent(radius.touched)),
        ],
  );
}

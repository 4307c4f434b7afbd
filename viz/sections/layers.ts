import { layerNames } from '../../src/graph/kinds.ts';
import { type DataTable, precise, tableBehind } from '../data-table.ts';
import { type LayerRow, layerRows, mostColumns, stairsTitle } from '../figures/layers-view.ts';
import { group, h, type Markup } from '../markup.ts';
import { meanText, percent, rangeText } from '../numbers.ts';
import { pictureBox } from '../pictures.ts';
import type { View } from '../view.ts';
import type { Section } from './section.ts';

export const layersSection: Section = {
  id: 'layers',
  link: 'Layers',
  title: 'Blast radius by layer',
  lede: () =>
    'Each column is one more component of the layer; its height is the chance that at least that many are reached. The coloured area is the mean, and the ring below it the mean with its 95 % interval.',
  body: (view) => {
    const rows = layerRows(view);
    if (rows.length === 0 || view.scenario.blastRadius.total.size === 0) return null;
    return group(
      stairsTable(rows, view),
      tableBehind(view, 'All measures of all layers', () => measuresOf(view, rows)),
    );
  },
};

const stairsTable = (rows: readonly LayerRow[], view: View): Markup =>
  h(
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
        h('th', { scope: 'col', class: 'stairs' }, stairsTitle(mostColumns(rows), 300)),
        ['mean', '95 % interval', 'touched', 'median', 'p95'].map((title, i) =>
          h('th', { scope: 'col', class: i === 0 || i === 2 ? 'number' : 'number wide' }, title),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) => stairsRow(row, view)),
    ),
  );

function stairsRow({ layer, radius }: LayerRow, view: View): Markup {
  const head = h(
    'th',
    { scope: 'row' },
    h('span', { class: `key layer-${layer}` }),
    h('b', {}, `L${layer}`),
    h('span', { class: 'wide' }, ` ${layerNames[layer]}`),
  );
  const stairs = h('td', { class: 'stairs' }, pictureBox(`stairs-${layer}`, view));
  if (radius.size === 0) return h('tr', {}, head, stairs, h('td', { colspan: 5, class: 'wide' }));
  return h(
    'tr',
    {},
    head,
    stairs,
    h('td', { class: 'number mean' }, h('b', {}, meanText(radius)), h('small', {}, ` of ${radius.size}`)),
    h('td', { class: 'number wide' }, rangeText(radius.ci95)),
    h('td', { class: 'number' }, percent(radius.touched)),
    h('td', { class: 'number wide' }, String(radius.p50)),
    h('td', { class: 'number wide' }, String(radius.p95)),
  );
}

function measuresOf({ scenario }: View, rows: readonly LayerRow[]): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  const scopes = [
    { name: 'Total', radius: scenario.blastRadius.total },
    ...rows.map(({ layer, radius }) => ({ name: `L${layer} ${layerNames[layer]}`, radius })),
  ];
  return {
    caption: 'All measures of all layers',
    columns: [
      { title: 'scope' },
      ...[
        'size',
        'mean',
        'low',
        'high',
        'sd',
        'median',
        'p95',
        'CVaR 95',
        'max',
        'touched %',
        'outbreak %',
        'extinct %',
        'impact',
        'disabled',
        'disclosed',
        'contained',
        'dwell',
      ].map(number),
    ],
    rows: scopes.map(({ name, radius }) => [
      name,
      radius.size,
      ...[radius.mean, ...radius.ci95, radius.sd].map(precise),
      radius.p50,
      radius.p95,
      precise(radius.cvar95),
      radius.max,
      ...[radius.touched, radius.outbreak, radius.extinct].map((share) => (share * 100).toFixed(1)),
      ...[radius.impact.mean, radius.disabled, radius.disclosed, radius.contained, radius.dwell ?? 0].map(precise),
    ]),
  };
}

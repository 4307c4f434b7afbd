import { type Layer, layerNames, layers as layerNumbers } from '../../src/graph/kinds.ts';
import { type DataTable, precise } from '../data-table.ts';
import { h, type Markup } from '../markup.ts';
import { meanText, percent, rangeText } from '../numbers.ts';
import type { Picture } from '../picture.ts';
import type { View } from '../view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import {
  type LayerRow,
  layerRows,
  layersLabel,
  layersView,
  mostColumns,
  staircase,
  stairsTitle,
} from './layers-view.ts';

/** The blast radius of each MAESTRO layer as a staircase beside its numbers. */
export const layers: Figure = {
  name: 'layers',
  link: 'Layers',
  title: 'Blast radius by layer',
  isEarly: true,
  usualWidth: 1140,
  draw: (view, { width, palette }) => layersView(view, { width, palette }),
  label: (view) => layersLabel(layerRows(view)),
  isFor: (view) => layerRows(view).length > 0 && view.scenario.blastRadius.total.size > 0,
  needs: 'an ecosystem of at least two components',
  lede: ({ whatIf }) =>
    `Each column is one more component of the layer; its height is the chance that at least that many are reached. The coloured area is the mean, and the ring below it the mean with its 95 % interval.${whatIf === null ? '' : ' Lines stand where columns and means stood before the changes.'}`,
  body: (view, place) => stairsTable(layerRows(view), place),
  table: { summary: 'All measures of all layers', rows: (view) => measuresOf(view, layerRows(view)) },
  parts: Object.fromEntries(layerNumbers.map((layer) => [`stairs-${layer}`, stairsOf(layer)])),
};

function stairsOf(layer: Layer): Picture {
  return {
    usualWidth: 300,
    draw: (view, { width, palette }) => {
      const rows = layerRows(view);
      const row = rows.find((candidate) => candidate.layer === layer);
      return row === undefined ? null : staircase(row, { width, most: mostColumns(rows), palette });
    },
  };
}

const stairsTable = (rows: readonly LayerRow[], place: PlacePicture): Markup =>
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
      rows.map((row) => stairsRow(row, place)),
    ),
  );

function stairsRow({ layer, radius }: LayerRow, place: PlacePicture): Markup {
  const head = h(
    'th',
    { scope: 'row' },
    h('span', { class: `key layer-${layer}` }),
    h('b', {}, `L${layer}`),
    h('span', { class: 'wide' }, ` ${layerNames[layer]}`),
  );
  const stairs = h('td', { class: 'stairs' }, place(`stairs-${layer}`));
  if (radius.size === 0)
    return h(
      'tr',
      {},
      head,
      stairs,
      [null, 'wide', null, 'wide', 'wide'].map((className) => h('td', { class: className })),
    );
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

import { type Layer, layerNames, layers as layerNumbers } from '../../src/graph/kinds.ts';
import { type DataTable, precise } from '../data-table.ts';
import type { Picture } from '../picture.ts';
import type { View } from '../view.ts';
import type { Figure } from './figure.ts';
import { BROAD_PX, layersTable } from './layers-table.ts';
import { type LayerRow, layerRows, layersLabel, layersView, mostColumns, staircase } from './layers-view.ts';

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
  body: (view, place) =>
    layersTable(layerRows(view), ['mean', '95 % interval', 'touched', 'median', 'p95'], ({ layer }) =>
      place(`stairs-${layer}`),
    ),
  table: { summary: 'All measures of all layers', rows: (view) => measuresOf(view, layerRows(view)) },
  parts: Object.fromEntries(layerNumbers.map((layer) => [`stairs-${layer}`, stairsOf(layer)])),
};

function stairsOf(layer: Layer): Picture {
  return {
    usualWidth: BROAD_PX,
    draw: (view, { width, palette }) => {
      const rows = layerRows(view);
      const row = rows.find((candidate) => candidate.layer === layer);
      return row === undefined ? null : staircase(row, { width, most: mostColumns(rows), palette });
    },
  };
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

import { layers } from '../../src/graph/kinds.ts';
import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import type { Picture } from '../picture.ts';
import type { View } from '../view.ts';
import { layerCurve } from './curve-layers.ts';
import { curveSheet } from './curve-sheet.ts';
import { curveLabel, curveView } from './curve-view.ts';
import type { Figure, PlacePicture } from './figure.ts';
import { layerRows } from './layers-view.ts';
import { hasStills, stills, stillsRow } from './stills.ts';

/** How many were reached by the end of each round: bands of worlds, single worlds, the mean; by layer; as stills. */
export const curve: Figure = {
  name: 'curve',
  link: 'Spread',
  title: 'Spread over time',
  lede: (view) =>
    view.kept === null || view.kept.bands.length === 0 || view.scenario.family === 'exact'
      ? 'The mean number reached by the end of each round, and at the right where the worlds end.'
      : 'Half of all worlds lie in the dark band, 80 % in the middle one, 95 % in the light one. Thin lines are single worlds, the bold one is the mean between the ends of its 95 % interval; at the right is where the worlds end.',
  usualWidth: 1140,
  draw: (view, { width, palette }) => (isSpread(view) ? curveSheet(view, { width, palette }) : null),
  label: curveLabel,
  isFor: isSpread,
  needs: 'a spread over rounds',
  body: (view, place) =>
    group(
      h(
        'div',
        { class: 'two' },
        h('figure', { 'aria-label': curveLabel(view) }, place('curve-total')),
        smallCurves(view, place),
      ),
      hasStills(view) && stillsRow(view, place),
    ),
  table: { summary: 'The rounds as numbers', rows: roundsTable },
  parts: {
    'curve-total': {
      usualWidth: 560,
      draw: (view, { width, palette }) => curveView(view, { width, palette }),
    },
    ...Object.fromEntries(layers.map((layer) => [`curve-${layer}`, curveOfLayer(layer)])),
    ...stills.parts,
  },
};

function isSpread({ scenario, lastRound }: View): boolean {
  const { size, max } = scenario.blastRadius.total;
  return size > 0 && max > 0 && lastRound >= 1;
}

function curveOfLayer(layer: (typeof layers)[number]): Picture {
  return { usualWidth: 116, draw: (view, { width, palette }) => layerCurve(view, layer, { width, palette }) };
}

function roundsTable(view: View): DataTable {
  const rows = layerRows(view);
  const { total, layers } = view.scenario.curve;
  const intervals = view.kept?.witnessed?.curveCi95.total;
  const bands = view.kept?.bands ?? [];
  const titles = [
    'round',
    'total',
    ...(intervals ? ['low', 'high'] : []),
    ...(bands.length > 0 ? bandTitles : []),
    ...rows.map(({ layer }) => `L${layer}`),
  ];
  return {
    caption: 'Mean number reached by the end of each round, with its 95 % interval, and quantiles over worlds',
    columns: titles.map((title) => ({ title, isNumber: true })),
    rows: total.map((mean, round) => [
      round,
      precise(mean),
      ...(intervals?.[round] ?? []).map(precise),
      ...(bands[round] ?? []),
      ...rows.map(({ layer }) => precise(layers[`${layer}`]?.[round] ?? 0)),
    ]),
  };
}

const bandTitles = ['2.5 %', '10 %', '25 %', '75 %', '90 %', '97.5 %'];

function smallCurves(view: View, place: PlacePicture): Markup | null {
  const rows = layerRows(view).filter(({ radius }) => radius.size > 0);
  if (rows.length === 0) return null;
  return h(
    'div',
    { class: 'small-curves' },
    rows.map(({ layer, radius }) =>
      h(
        'figure',
        {},
        h(
          'figcaption',
          {},
          h('span', { class: `key layer-${layer}` }),
          `L${layer}`,
          h('b', {}, percent(radius.fraction ?? 0)),
        ),
        place(`curve-${layer}`),
      ),
    ),
    h('p', { class: 'note' }, 'share of the layer’s components, from 0 to 100 %; the rule is one half'),
  );
}

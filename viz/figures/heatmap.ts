import type { Layer } from '../../src/graph/kinds.ts';
import type { ScenarioResult } from '../../src/measure/results.ts';
import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { entryPeers, name } from '../sentences.ts';
import type { View } from '../view.ts';
import type { Figure } from './figure.ts';
import { heatLayers, heatRows, worstRows } from './heatmap-rows.ts';
import { heatmapLabel, heatmapView, MOST_ROWS_IN_PAGE } from './heatmap-view.ts';

/** Each entry point's share of each layer. */
export const heatmap: Figure = {
  name: 'heatmap',
  link: 'Entries',
  title: 'Every entry point, every layer',
  lede: () =>
    'Percent of the layer’s other components reached, on average. Where a 95 % interval is wider than ± 5 points, the cell says so. A ring marks what an attacker can touch; a row shows its entry point in all pictures.',
  usualWidth: 700,
  draw: heatmapView,
  label: heatmapLabel,
  isFor: (view) => entryPeers(view).length > 1 && heatLayers(view).length > 0,
  needs: 'a suite with at least two entry points',
  body: (view, place) =>
    group(
      h('figure', { class: heatRows(view).length <= FEW ? 'few' : null, 'aria-label': heatmapLabel(view) }, place()),
      leftOut(view),
    ),
  table: { summary: 'All entry points as a table', rows: tableOf },
};

/** So few rows that another picture fits below them, beside the one at the right. */
const FEW = 8;

function leftOut(view: View): Markup | false {
  const rows = heatRows(view);
  const shown = worstRows(rows, MOST_ROWS_IN_PAGE);
  if (shown.length === rows.length) return false;
  const exposed = shown.filter(({ isExposed }) => isExposed).length;
  const others = shown.length - exposed;
  const parts = [exposed > 0 && `${exposed} exposed`, others > 0 && `${others} that are not`].filter(Boolean);
  return h('p', { class: 'note' }, `The worst of ${rows.length}: ${parts.join(' and ')}. The table has all.`);
}

function tableOf(view: View): DataTable {
  const layers = heatLayers(view);
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Percent of each layer reached, by entry point',
    columns: [
      { title: 'entry point' },
      { title: 'exposed' },
      ...['likelihood', 'mean', 'low', 'high', 'of', ...layers.map((layer) => `L${layer}, %`)].map(number),
    ],
    rows: heatRows(view).map((row) => {
      const { blastRadius, entryLikelihood } = row.scenario;
      return [
        { text: name(row.name), sort: row.name },
        row.isExposed ? 'exposed' : '–',
        { text: entryLikelihood === null ? '–' : fixed(entryLikelihood, 2), sort: entryLikelihood ?? -1 },
        ...[blastRadius.total.mean, ...blastRadius.total.ci95].map(precise),
        blastRadius.total.size,
        ...layers.map((layer) => shareOf(row.scenario, layer)),
      ];
    }),
  };
}

function shareOf({ blastRadius }: ScenarioResult, layer: Layer) {
  const radius = blastRadius.layers[`${layer}`];
  if (radius === undefined || radius.fraction === null) return { text: '–', sort: -1 };
  const [low, high] = radius.ci95.map((end) => (end / radius.size) * 100) as [number, number];
  return {
    text: `${(radius.fraction * 100).toFixed(1)} (${fixed(low, 1)} – ${fixed(high, 1)})`,
    sort: radius.fraction,
  };
}

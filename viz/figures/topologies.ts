import { type DataTable, precise } from '../data-table.ts';
import { h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import type { Figure } from './figure.ts';
import { MOST_TOPOLOGIES, topologiesLabel, topologiesView } from './topologies-view.ts';
import { topologyRows } from './topology-rows.ts';

/** Several systems, or variants of one, a row each: which shape holds a compromise back. */
export const topologies: Figure = {
  name: 'topologies',
  link: null,
  title: 'Side by side',
  lede: (view) => {
    const rows = topologyRows(view);
    const several = rows.some(({ scenarios }) => scenarios.length > 1);
    return `Fifty worlds each on one axis, hollow where nothing was reached; the ring is the mean with its 95 % interval, worst first.${
      several ? ' All entry points of a row count the same; a tick is one of them by itself.' : ''
    }${rows.length > MOST_TOPOLOGIES ? ` The worst ${MOST_TOPOLOGIES} of ${rows.length}; the table below has all.` : ''}`;
  },
  usualWidth: 1140,
  draw: (view, { width, palette }) => {
    const rows = topologyRows(view);
    return rows.length < 2 ? null : topologiesView(rows, { width, palette });
  },
  label: (view) => topologiesLabel(topologyRows(view)),
  isFor: (view) => topologyRows(view).length > 1,
  needs: 'a second run, or a suite that switches controls off or varies a setting',
  body: (view, place): Markup => h('figure', { 'aria-label': topologiesLabel(topologyRows(view)) }, place()),
  table: { summary: 'The rows as numbers', rows: rowsTable },
};

function rowsTable(view: View): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Components reached, side by side',
    columns: [{ title: 'what' }, ...['mean', 'low', 'high', 'of', 'untouched %', 'entry points'].map(number)],
    rows: topologyRows(view).map(({ label, mean, ci95, size, scenarios }) => {
      const untouched = scenarios.reduce((sum, { blastRadius }) => sum + blastRadius.total.untouched, 0);
      return [
        label,
        ...[mean, ...ci95].map(precise),
        size,
        ((untouched / scenarios.length) * 100).toFixed(1),
        scenarios.length,
      ];
    }),
  };
}

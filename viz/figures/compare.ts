import { layerNames, layers } from '../../src/graph/kinds.ts';
import type { Estimate } from '../../src/measure/results.ts';
import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { compareLabel, compareView } from './compare-view.ts';
import { type Comparison, chosenComparison, comparisons } from './comparisons.ts';
import type { Figure, PlacePicture } from './figure.ts';

/** Before and after one change: a control off, another value of a setting, another run. `choice`: the key of a comparison. */
export const compare: Figure = {
  name: 'compare',
  link: 'Compare',
  title: 'Before and after',
  lede: (view) =>
    `Staircases as above, mirrored: what is cut off on one side is what the change prevents there. ${
      view.others.length > 0
        ? 'The runs are not paired: the interval of a difference comes from the intervals of both.'
        : 'Both sides are the same worlds, so the difference has an interval of its own, narrower than theirs.'
    }`,
  usualWidth: 1140,
  draw: (view, { width, palette, choice }) => {
    const comparison = chosenComparison(view, choice);
    return comparison === undefined ? null : compareView(comparison, { width, palette });
  },
  label: (view, choice) => {
    const comparison = chosenComparison(view, choice);
    return comparison === undefined ? '' : compareLabel(comparison);
  },
  isFor: (view) => comparisons(view).length > 0,
  needs: 'a suite that switches controls off or varies a setting, or a second run',
  body: compareBody,
  table: { summary: 'The differences as numbers', rows: differencesTable },
};

function compareBody(view: View, place: PlacePicture): Markup {
  const all = comparisons(view);
  const chosen = chosenComparison(view, undefined);
  return group(
    all.length > 1 &&
      h(
        'p',
        { class: 'chooser' },
        h('label', { for: 'compare-with' }, 'Compare with'),
        h(
          'select',
          { id: 'compare-with', 'data-chooses': 'compare' },
          all.map((one) => h('option', { value: one.key, selected: one.key === chosen?.key }, one.change)),
        ),
      ),
    h('figure', { 'aria-label': compare.label(view) }, place()),
  );
}

function differencesTable(view: View): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'Differences in components reached',
    columns: [{ title: 'change' }, { title: 'scope' }, ...['before', 'after', 'difference', 'low', 'high'].map(number)],
    rows: comparisons(view).flatMap((one) => [
      tableRow(one, 'whole system', one.before.blastRadius.total.mean, one.after.blastRadius.total.mean, one.total),
      ...layers.flatMap((layer) => {
        const difference = one.layers[`${layer}`];
        const [before, after] = [one.before, one.after].map(({ blastRadius }) => blastRadius.layers[`${layer}`]);
        return difference === undefined || before === undefined || after === undefined
          ? []
          : [tableRow(one, `L${layer} ${layerNames[layer]}`, before.mean, after.mean, difference)];
      }),
    ]),
  };
}

const tableRow = (
  { change }: Comparison,
  scope: string,
  before: number,
  after: number,
  { mean, ci95 }: Estimate,
): DataTable['rows'][number] => [change, scope, ...[before, after, mean, ...ci95].map(precise)];

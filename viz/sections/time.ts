import { type DataTable, precise, tableBehind } from '../data-table.ts';
import { curveLabel } from '../figures/curve-view.ts';
import { layerRows } from '../figures/layers-view.ts';
import { reachedBy } from '../figures/still-view.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percent } from '../numbers.ts';
import { pictureBox, stillsOf } from '../pictures.ts';
import type { View } from '../view.ts';
import type { Section } from './section.ts';

export const timeSection: Section = {
  id: 'time',
  link: 'Spread',
  title: 'Spread over time',
  lede: () =>
    'Half of all worlds lie in the dark band, 80 % in the middle one, 95 % in the light one; thin lines are single worlds, the bars at the right where the worlds end.',
  body: (view) => {
    const { total } = view.scenario.blastRadius;
    if (total.size === 0 || total.max === 0 || view.lastRound < 1) return null;
    return group(
      h(
        'div',
        { class: 'two' },
        h('figure', { 'aria-label': curveLabel(view) }, pictureBox('curve', view)),
        smallCurves(view),
      ),
      view.components.length <= 300 && stills(view),
      tableBehind(view, 'The rounds as numbers', () => roundsTable(view)),
    );
  },
};

function roundsTable(view: View): DataTable {
  const rows = layerRows(view);
  const { total, layers } = view.scenario.curve;
  return {
    caption: 'Mean number reached by the end of each round',
    columns: ['round', 'total', ...rows.map(({ layer }) => `L${layer}`)].map((title) => ({ title, isNumber: true })),
    rows: total.map((mean, round) => [
      round,
      precise(mean),
      ...rows.map(({ layer }) => precise(layers[`${layer}`]?.[round] ?? 0)),
    ]),
  };
}

function smallCurves(view: View): Markup | null {
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
        pictureBox(`curve-${layer}`, view),
      ),
    ),
    h('p', { class: 'note' }, 'share of the layer’s components, mean; the rule is one half'),
  );
}

function stills(view: View): Markup | null {
  if (view.kept === null) return null;
  return h(
    'div',
    { class: 'stills' },
    stillsOf(view).map(({ picture, round }) =>
      h(
        'figure',
        {},
        pictureBox(picture, view),
        h('figcaption', {}, h('b', {}, `Round ${round}`), h('span', {}, `${fixed(reachedBy(view, round), 1)} reached`)),
      ),
    ),
  );
}

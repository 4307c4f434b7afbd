import type { ScenarioResult } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, percentNumber } from '../numbers.ts';
import { entryPeers, name } from '../sentences.ts';
import { reachStep } from '../theme.ts';
import { entryNames, type View } from '../view.ts';
import type { Figure } from './figure.ts';

/** Each entry point's share of each layer. */
export const heatmap: Figure = {
  name: 'heatmap',
  usualWidth: 700,
  draw: () => null,
  label: () => 'Share of each layer reached, by entry point',
  isFor: (view) => entryPeers(view).length > 1 && layersOf(view).length > 0,
  needs: 'a suite with at least two entry points',
  link: 'Entries',
  title: 'Every entry point, every layer',
  lede: () =>
    'Percent of the layer’s other components reached. Where a 95 % interval is wider than ± 5 points, the cell says so.',
  body: (view) => {
    const peers = entryPeers(view);
    const layers = layersOf(view);
    const worstFirst = peers.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
    const ranked = worstFirst.slice(0, MOST_ROWS);
    const exposed = ranked.filter((scenario) => isExposed(view, scenario));
    const others = ranked.filter((scenario) => !isExposed(view, scenario));
    const row = (scenario: ScenarioResult): Markup => heatRow(view, scenario, layers);
    const heat = h(
      'table',
      { class: 'heat' },
      h('caption', { class: 'unseen' }, 'Share of each layer reached, by entry point'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'entry point'),
          layers.map((layer) => h('th', { scope: 'col' }, h('span', { class: `key layer-${layer}` }), `L${layer}`)),
          h('th', { scope: 'col', class: 'total wide', colspan: 2 }, 'components reached'),
        ),
      ),
      h(
        'tbody',
        {},
        exposed.map(row),
        exposed.length > 0 &&
          others.length > 0 &&
          h(
            'tr',
            { class: 'divider' },
            h(
              'th',
              { scope: 'rowgroup', colspan: layers.length + 3 },
              'not exposed: if it were compromised another way',
            ),
          ),
        others.map(row),
      ),
    );
    const more = worstFirst.length - ranked.length;
    if (more === 0) return heat;
    return group(
      heat,
      h(
        'p',
        { class: 'note' },
        `The worst ${ranked.length}, and ${more} more in `,
        h('a', { href: '#scenarios' }, 'the table of all scenarios'),
        '.',
      ),
    );
  },
};

const layersOf = (view: View) =>
  ([7, 6, 5, 4, 3, 2, 1] as const).filter((layer) =>
    entryPeers(view).some(({ blastRadius }) => (blastRadius.layers[`${layer}`]?.size ?? 0) > 0),
  );

/** More rows are no picture any more. */
const MOST_ROWS = 40;

const isExposed = ({ components, positionOf }: View, { entry }: ScenarioResult): boolean =>
  entry.some((id) => components[positionOf.get(id) ?? -1]?.exposed);

function heatRow(view: View, scenario: ScenarioResult, layers: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]): Markup {
  const { total } = scenario.blastRadius;
  const index = view.results.scenarios.indexOf(scenario);
  const label = entryNames(view, scenario).join(' + ');
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h(
        'button',
        {
          type: 'button',
          class: 'name',
          'data-action': 'scenario',
          'data-scenario': index,
          'aria-current': index === view.index ? 'true' : null,
        },
        name(label),
      ),
    ),
    layers.map((layer) => heatCell(scenario, layer)),
    h('td', { class: 'total wide' }, totalBar(scenario, Math.max(1, total.size))),
    h('td', { class: 'total number wide' }, fixed(total.mean, 2)),
  );
}

function heatCell({ blastRadius }: ScenarioResult, layer: 1 | 2 | 3 | 4 | 5 | 6 | 7): Markup {
  const radius = blastRadius.layers[`${layer}`];
  if (radius === undefined || radius.fraction === null) return h('td', { class: 'none' }, '–');
  const half = (radius.ci95[1] - radius.ci95[0]) / 2 / radius.size;
  return h(
    'td',
    { class: `reach-${reachStep(radius.fraction)}` },
    percentNumber(radius.fraction),
    half >= 0.05 && h('small', {}, ` ±${Math.round(half * 100)}`),
  );
}

const totalBar = ({ blastRadius: { total } }: ScenarioResult, size: number): Markup =>
  h(
    'svg',
    { class: 'total-bar', viewBox: '0 0 110 8', width: 110, height: 8, 'aria-hidden': 'true' },
    h('rect', { width: 110, height: 8, rx: 2, class: 'well' }),
    h('rect', {
      width: (total.mean / size) * 110,
      height: 8,
      rx: 2,
      fill: `var(--reach${Math.max(2, reachStep(total.mean / size))})`,
    }),
    h('line', { x1: (total.ci95[0] / size) * 110, x2: (total.ci95[1] / size) * 110, y1: 4, y2: 4, class: 'ink-line' }),
  );

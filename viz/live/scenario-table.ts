import { scaleLinear } from 'd3-scale';
import { layerNames } from '../../src/graph/kinds.ts';
import type { LayerKey } from '../../src/measure/results.ts';
import type { LiveScenario } from '../../src/run/live-state.ts';
import { h, type Markup } from '../markup.ts';
import { meanText, percent, plural, rangeText, thousands } from '../numbers.ts';
import { reachStep } from '../theme.ts';
import type { Glance } from './glance.ts';
import { intervalBar } from './interval-bar.ts';
import { scenarioName, scenarioWords } from './scenario-names.ts';

const LAYERS = [7, 6, 5, 4, 3, 2, 1] as const;
const BAR_PX = 260;

/** One row per scenario: its mean with the interval that shrinks, how often it touches anything, and each layer's share. */
export function scenarioTable({ scenarios, scenarioCount }: Glance): Markup {
  const most = axisEnd(scenarios);
  const shown = LAYERS.filter((layer) => scenarios.some(({ layers }) => (layers[`${layer}`]?.size ?? 0) > 0));
  const row = (scenario: LiveScenario): Markup => {
    const { total, layers, trail, worlds } = scenario;
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, scenarioName(scenario, scenarios)),
      h(
        'td',
        { class: 'interval' },
        intervalBar(total, trail[0], { width: BAR_PX, most }, scenarioWords(scenario, scenarios)),
      ),
      h(
        'td',
        { class: 'number mean' },
        h('b', {}, meanText(total)),
        h('small', {}, ` of ${thousands(total.size)}`),
        h('small', { class: 'narrow' }, rangeText(total.ci95)),
      ),
      h('td', { class: 'number wide' }, rangeText(total.ci95)),
      h('td', { class: 'number' }, percent(total.touched)),
      shown.map((layer) => layerCell(layers[`${layer}`])),
      h('td', { class: 'number wide' }, thousands(worlds)),
    );
  };
  const more = scenarioCount - scenarios.length;
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Scenarios, table' },
    h(
      'table',
      { class: 'live-scenarios' },
      h('caption', { class: 'unseen' }, 'Blast radius of each scenario, largest mean first'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'entry point'),
          h('th', { scope: 'col', class: 'interval' }, `0 to ${most < 10 ? String(most) : thousands(most)} components`),
          h('th', { scope: 'col', class: 'number' }, 'mean'),
          h('th', { scope: 'col', class: 'number wide' }, '95 % interval'),
          h('th', { scope: 'col', class: 'number' }, 'touched'),
          shown.map((layer) =>
            h(
              'th',
              { scope: 'col', class: 'layer', title: layerNames[layer] },
              h('span', { class: `key layer-${layer}` }),
              `L${layer}`,
            ),
          ),
          h('th', { scope: 'col', class: 'number wide' }, 'worlds'),
        ),
      ),
      h('tbody', {}, scenarios.map(row)),
    ),
    more > 0 &&
      h('p', { class: 'note' }, `${plural(more, 'more scenario')} with smaller means, or without a world yet.`),
  );
}

/** The whole system; where nothing comes near that, less, so that intervals can be seen. */
function axisEnd(scenarios: readonly LiveScenario[]): number {
  const size = Math.max(1, ...scenarios.map(({ total }) => total.size));
  const [, seen = size] = scaleLinear()
    .domain([0, Math.max(...scenarios.flatMap(({ total, trail }) => [total.ci95[1], trail[0]?.[3] ?? 0]))])
    .nice(4)
    .domain();
  return seen > 0 ? Math.min(size, seen) : size;
}

/** Share of the layer that is reached on average, as in the heat map. */
function layerCell(layer: LiveScenario['layers'][LayerKey]): Markup {
  if (layer === undefined || layer.size === 0) return h('td', { class: 'layer none' }, '–');
  const share = layer.mean / layer.size;
  return h('td', { class: `layer reach-${reachStep(share)}` }, percent(share));
}

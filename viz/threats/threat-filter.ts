import { type Layer, layerNames, layers } from '../../src/graph/kinds.ts';
import { isAtLeast, type Maturity, maturities } from '../../src/threats/maturities.ts';
import { h, type Markup } from '../markup.ts';

/** Filters of the style sheet: they work before any script, and without one. Only what would leave something is offered. */
export function threatFilter(onLayers: ReadonlySet<Layer>, mature: ReadonlySet<Maturity>): Markup {
  const least = maturities.filter(
    (maturity) =>
      [...mature].some((one) => isAtLeast(one, maturity)) && [...mature].some((one) => !isAtLeast(one, maturity)),
  );
  const offered = layers.filter((layer) => onLayers.has(layer));
  return h(
    'div',
    { class: 'threat-filter' },
    least.length > 0 &&
      choice('Least maturity', 'threat-maturity', [
        ['feasible', 'any maturity'],
        ...least.map((maturity): Option => [maturity, maturity === 'realized' ? maturity : `${maturity} or realized`]),
      ]),
    offered.length > 1 &&
      choice('Layer of the component', 'threat-layer', [
        ['all', 'all layers'],
        ...offered.map((layer): Option => [String(layer), `L${layer}`, `L${layer} ${layerNames[layer]}`]),
      ]),
  );
}

type Option = readonly [value: string, label: string, spoken?: string];

const choice = (legend: string, name: string, options: readonly Option[]): Markup =>
  h(
    'fieldset',
    { class: 'choice' },
    h('legend', { class: 'unseen' }, legend),
    options.map(([value, label, spoken], i) =>
      h(
        'label',
        { title: spoken },
        h('input', { type: 'radio', name, value, checked: i === 0, 'aria-label': spoken }),
        h('span', {}, label),
      ),
    ),
  );

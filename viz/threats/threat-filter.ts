import { type Layer, layerNames, layers } from '../../src/graph/kinds.ts';
import { h, type Markup } from '../markup.ts';

/** A filter of the style sheet. Only layers that would leave something are offered; null where that is one. */
export function threatFilter(onLayers: ReadonlySet<Layer>): Markup | null {
  const offered = layers.filter((layer) => onLayers.has(layer));
  if (offered.length < 2) return null;
  return choice('Layer of the component', 'threat-layer', [
    ['all', 'all layers'],
    ...offered.map((layer): Option => [String(layer), `L${layer}`, `L${layer} ${layerNames[layer]}`]),
  ]);
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

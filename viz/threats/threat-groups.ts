import { type Layer, layerNames, layers } from '../../src/graph/kinds.ts';
import { isAtLeast, type Maturity, maturities } from '../../src/threats/maturities.ts';
import { h, type Markup } from '../markup.ts';
import { plural } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import { byLeast } from './by-least.ts';
import { maturityChip } from './threat-chips.ts';
import { type ThreatHere, threatsHere } from './threat-here.ts';
import { briefThreat, byCard, wholeThreat } from './threat-item.ts';

/** More components are read one layer at a time. */
const MOST_GROUPS = 60;

/**
 * The threats by component, folded: three hundred rows are read one component at a time. A fold holds their names, so
 * that the page's own search finds them, and the rest once it is opened.
 */
export function threatGroups(view: View): Markup {
  const groups = byComponent(view);
  return h(
    'div',
    { class: 'threat-groups' },
    groups.size <= MOST_GROUPS
      ? [...groups].map(([component, threats]) => threatGroup(view, component, threats))
      : layers.map((layer) => layerGroup(view, layer, groups)),
  );
}

/** What the opened fold of a layer holds. */
export const threatsIn = (view: View, layer: Layer): Markup[] =>
  inLayer(view, layer, byComponent(view)).map(([component, threats]) =>
    h('li', {}, threatGroup(view, component, threats)),
  );

type Groups = ReadonlyMap<number, readonly ThreatHere[]>;

/** By position of the component; components in the order of the places. */
function byComponent({ details: { threats } }: View): Groups {
  const groups = new Map<number, ThreatHere[]>();
  for (const here of threats === undefined ? [] : threatsHere(threats)) {
    const known = groups.get(here.place.component);
    if (known === undefined) groups.set(here.place.component, [here]);
    else known.push(here);
  }
  return groups;
}

const inLayer = ({ components }: View, layer: Layer, groups: Groups): (readonly [number, readonly ThreatHere[]])[] =>
  [...groups].filter(([component]) => components[component]?.layer === layer);

function layerGroup(view: View, layer: Layer, groups: Groups): Markup | null {
  const own = inLayer(view, layer, groups);
  const threats = own.flatMap(([, those]) => those);
  if (own.length === 0) return null;
  return h(
    'details',
    { class: 'threat-group', 'data-layer': layer, 'data-maturity': bestOf(threats), 'data-threats': `layer-${layer}` },
    h(
      'summary',
      {},
      h('span', { class: `key layer-${layer}` }),
      h('b', {}, `L${layer} ${layerNames[layer]}`),
      h('span', { class: 'facts-line' }, plural(own.length, 'component')),
      maturityChip(bestOf(threats)),
    ),
    h('ul', {}),
  );
}

function threatGroup(view: View, at: number, threats: readonly ThreatHere[]): Markup | null {
  const component = view.components[at];
  if (component === undefined) return null;
  const { layer, kind, exposed } = component;
  const best = bestOf(threats);
  const count = (least: Maturity): string =>
    plural(byCard(threats.filter(({ card }) => isAtLeast(card.maturity, least))).length, 'threat');
  return h(
    'details',
    { class: 'threat-group', 'data-layer': layer, 'data-maturity': best, 'data-threats': at },
    h(
      'summary',
      {},
      h('span', { class: `key layer-${layer}` }),
      h('span', { class: 'layer', title: layerNames[layer] }, `L${layer}`),
      h('b', {}, name(component.name)),
      h('span', { class: 'facts-line' }, `${kind}, `, exposed && 'exposed, ', byLeast('span', count)),
      maturityChip(best),
    ),
    h('ul', {}, byCard(threats).map(briefThreat)),
  );
}

/** What an opened fold of a component holds. */
export const threatsAt = (view: View, component: number): Markup[] =>
  byCard(byComponent(view).get(component) ?? []).map((same) => wholeThreat(view, same));

const bestOf = (threats: readonly ThreatHere[]): Maturity =>
  maturities.findLast((one) => threats.some(({ card }) => card.maturity === one)) ?? 'feasible';

import { layerNames } from '../../src/graph/kinds.ts';
import { isAtLeast, type Maturity, maturities } from '../../src/threats/maturities.ts';
import { h, type Markup } from '../markup.ts';
import { plural } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import { byLeast } from './by-least.ts';
import { maturityChip } from './threat-chips.ts';
import { type ThreatHere, threatsHere } from './threat-here.ts';
import { briefThreat, byCard, wholeThreat } from './threat-item.ts';

/**
 * The threats by component, folded: three hundred rows are read one component at a time. A fold holds their names, so
 * that the page's own search finds them, and the rest once it is opened.
 */
export function threatGroups(view: View, all: readonly ThreatHere[]): Markup {
  const groups = new Map<number, ThreatHere[]>();
  for (const here of all) {
    const known = groups.get(here.place.component);
    if (known === undefined) groups.set(here.place.component, [here]);
    else known.push(here);
  }
  return h(
    'div',
    { class: 'threat-groups' },
    [...groups].map(([component, threats]) => threatGroup(view, component, threats)),
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
  byCard(
    view.details.threats === undefined
      ? []
      : threatsHere(view.details.threats).filter(({ place }) => place.component === component),
  ).map((same) => wholeThreat(view, same));

const bestOf = (threats: readonly ThreatHere[]): Maturity =>
  maturities.findLast((one) => threats.some(({ card }) => card.maturity === one)) ?? 'feasible';

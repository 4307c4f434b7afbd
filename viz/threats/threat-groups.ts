import { layerNames } from '../../src/graph/kinds.ts';
import type { ThreatCard, ThreatDetails, ThreatPlace } from '../../src/measure/threat-details.ts';
import { type Maturity, maturities } from '../../src/threats/maturities.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { joined, percentInText, plural } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import { idChips, maturityChip } from './threat-chips.ts';

/** A threat where it applies. */
export type ThreatHere = { readonly card: ThreatCard; readonly place: ThreatPlace };

export const threatsHere = ({ catalogue, places }: ThreatDetails): ThreatHere[] =>
  places.flatMap((place) => {
    const card = catalogue[place.threat];
    return card === undefined ? [] : [{ card, place }];
  });

/** The threats by component, folded: three hundred rows are read one component at a time. */
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
  const count = byCard(threats).length;
  const facts = [kind, exposed && 'exposed', plural(count, 'threat')].filter((fact) => fact !== false);
  return h(
    'details',
    { class: 'threat-group', 'data-layer': layer, 'data-maturity': best },
    h(
      'summary',
      {},
      h('span', { class: `key layer-${layer}` }),
      h('span', { class: 'layer', title: layerNames[layer] }, `L${layer}`),
      h('b', {}, name(component.name)),
      h('span', { class: 'facts-line' }, facts.join(', ')),
      maturityChip(best),
    ),
    h(
      'ul',
      {},
      byCard(threats).map((same) => (view.medium === 'page' ? whole(view, same) : brief(same))),
    ),
  );
}

/** One threat at one component, found by several rules or at several relations. */
type Same = readonly [ThreatHere, ...ThreatHere[]];

function byCard(threats: readonly ThreatHere[]): Same[] {
  const found = new Map<string, [ThreatHere, ...ThreatHere[]]>();
  for (const here of threats) {
    const known = found.get(here.card.id);
    if (known === undefined) found.set(here.card.id, [here]);
    else known.push(here);
  }
  return [...found.values()];
}

const bestOf = (threats: readonly ThreatHere[]): Maturity =>
  maturities.findLast((one) => threats.some(({ card }) => card.maturity === one)) ?? 'feasible';

/** What stands in the file before the page's code writes the rest. */
const brief = ([{ card }]: Same): Markup =>
  h('li', { class: 'threat', 'data-maturity': card.maturity }, h('b', {}, name(card.id)), ' ', name(card.name));

function whole(view: View, same: Same): Markup {
  const [{ card }] = same;
  return h(
    'li',
    { class: 'threat', 'data-maturity': card.maturity },
    h('p', { class: 'threat-name' }, h('b', {}, name(card.id)), ' ', name(card.name)),
    h(
      'p',
      { class: 'chips' },
      maturityChip(card.maturity),
      idChips(card),
      card.classes.length > 0 && h('span', { class: 'classes' }, card.classes.join(', ')),
    ),
    card.description !== '' && h('p', {}, name(card.description)),
    same.map(({ place }) =>
      group(
        h('p', { class: 'because' }, 'Because ', name(place.because), '.'),
        h('p', { class: 'note' }, controlsText(view, place), ' ', name(sourceText(view, place))),
      ),
    ),
    card.mitigations.length > 0 && h('p', { class: 'note' }, 'Mitigated by ', name(joined(card.mitigations)), '.'),
  );
}

function controlsText(view: View, { controls }: ThreatPlace): Child {
  if (controls.length === 0) return 'No control is on it.';
  return [
    'On it: ',
    controls.map(({ id, effectiveness }, i) => [
      i > 0 && ', ',
      name(view.components[view.positionOf.get(id) ?? -1]?.name ?? id),
      ` (stops up to ${percentInText(effectiveness)})`,
    ]),
    '.',
  ];
}

/** Where what the rule is about stands, and the rule. */
export function sourceText({ details, components }: View, { relations, component, rule }: ThreatPlace): string {
  const places = relations.map((at) => details.relations[at]?.source ?? '').filter((source) => source !== '');
  return `${(places.length > 0 ? places : [components[component]?.source ?? '']).join(' → ')} (rule ${rule})`;
}

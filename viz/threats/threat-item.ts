import type { ThreatPlace } from '../../src/measure/threat-details.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { joined, percentInText, plural } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { View } from '../view.ts';
import { idChips, maturityChip } from './threat-chips.ts';
import type { ThreatHere } from './threat-here.ts';

/** One threat at one component, found by several rules or at several relations. */
export type Same = readonly [ThreatHere, ...ThreatHere[]];

export function byCard(threats: readonly ThreatHere[]): Same[] {
  const found = new Map<string, [ThreatHere, ...ThreatHere[]]>();
  for (const here of threats) {
    const known = found.get(here.card.id);
    if (known === undefined) found.set(here.card.id, [here]);
    else known.push(here);
  }
  return [...found.values()];
}

/** Its name alone, as long as its fold is closed. */
export const briefThreat = ([{ card }]: Same): Markup =>
  h('li', { class: 'threat', 'data-maturity': card.maturity }, h('b', {}, name(card.id)), ' ', name(card.name));

/** More of them say the same of other relations; the table has all. */
const MOST_REASONS = 4;

export function wholeThreat(view: View, same: Same): Markup {
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
    same
      .slice(0, MOST_REASONS)
      .map(({ place }) =>
        group(
          h('p', { class: 'because' }, 'Because ', name(place.because), '.'),
          h('p', { class: 'note' }, controlsText(view, place), ' ', name(sourceText(view, place))),
        ),
      ),
    same.length > MOST_REASONS &&
      h('p', { class: 'note' }, `And for ${plural(same.length - MOST_REASONS, 'more reason')} like these.`),
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

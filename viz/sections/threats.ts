import { layerNames } from '../../src/graph/kinds.ts';
import type { ThreatDetails } from '../../src/measure/threat-details.ts';
import type { DataTable } from '../data-table.ts';
import { group, h } from '../markup.ts';
import { plural, thousands } from '../numbers.ts';
import { name } from '../sentences.ts';
import { maturityPills } from '../threats/maturity-pills.ts';
import { threatFilter } from '../threats/threat-filter.ts';
import { threatGroups } from '../threats/threat-groups.ts';
import { type ThreatHere, threatsHere } from '../threats/threat-here.ts';
import { sourceText } from '../threats/threat-item.ts';
import { threatsRanked } from '../threats/threats-ranked.ts';
import { threatsShown } from '../threats/threats-shown.ts';
import { nameOf, type View } from '../view.ts';
import type { Section } from './section.ts';

export const threatsSection: Section = {
  id: 'threats',
  link: 'Threats',
  title: 'Threats',
  lede: ({ details: { threats } }) => (threats === undefined ? '' : ledeOf(threats)),
  body: (view) => {
    const { threats } = view.details;
    if (threats === undefined || threats.places.length === 0) return null;
    const all = threatsHere(threats);
    const left = threats.applied - threats.places.length;
    return h(
      'div',
      { class: 'threats' },
      threatsRanked(view, all),
      threatsShown(view),
      h('h3', {}, 'By component'),
      h(
        'div',
        { class: 'threat-filter' },
        maturityPills((maturity) => all.filter(({ card }) => card.maturity === maturity).length),
        threatFilter(new Set(all.flatMap(({ place }) => view.components[place.component]?.layer ?? []))),
      ),
      threatGroups(view),
      left > 0 &&
        h(
          'p',
          { class: 'note' },
          `${thousands(left)} more are not shown: `,
          h('code', {}, 'blastradius threats'),
          ' lists all.',
        ),
    );
  },
  table: {
    summary: 'All threats as a table',
    rows: (view) => tableOf(view, view.details.threats === undefined ? [] : threatsHere(view.details.threats)),
  },
};

function ledeOf({ applied, places, catalogue, atlasVersion, maturity }: ThreatDetails): string {
  const bare = places.filter(({ controls }) => controls.length === 0).length;
  const least =
    maturity === 'feasible'
      ? ''
      : ` Only those that are ${maturity === 'realized' ? '' : 'at least '}${maturity} are listed.`;
  const of = places.length < applied ? `the ${thousands(places.length)} listed` : 'them';
  return `${plural(catalogue.length, 'catalogued threat')} ${catalogue.length === 1 ? 'applies' : 'apply'} at ${plural(applied, 'place')}, ${bare === places.length ? 'all' : thousands(bare)} of ${of} without a control. Maturity (MITRE ATLAS ${atlasVersion}) says that an attack was seen somewhere, not that it is likely here.${least}`;
}

const tableOf = (view: View, all: readonly ThreatHere[]): DataTable => ({
  caption: 'All threats',
  columns: [
    'threat',
    'name',
    'component',
    'layer',
    'maturity',
    'STRIDE',
    'OWASP',
    'ATLAS',
    'why',
    'controls',
    'source',
  ].map((title) => ({ title })),
  rows: all.map(({ card, place }) => {
    const component = view.components[place.component];
    return [
      { text: name(card.id) },
      { text: name(card.name) },
      { text: name(component?.name ?? '') },
      { text: component === undefined ? '' : `L${component.layer} ${layerNames[component.layer]}` },
      card.maturity,
      card.stride.join(' '),
      { text: name(card.owasp.join(', ')) },
      { text: name(card.atlas.join(', ')) },
      { text: name(place.because) },
      { text: group(place.controls.map(({ id }, i) => [i > 0 && ', ', name(nameOf(view, id))])) },
      { text: name(sourceText(view, place)) },
    ];
  }),
});

import { dataTable } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, rangeText } from '../numbers.ts';
import { name } from '../sentences.ts';
import { nameOf, type View } from '../view.ts';
import type { ThreatHere } from './threat-here.ts';

const MOST_RANKED = 15;

/** What would do most, if every threat was simulated: blast radius, likelihood, and both together. */
export function threatsRanked(view: View, all: readonly ThreatHere[]): Markup | null {
  const simulated = all.filter(({ place }) => place.follows !== undefined).toSorted((a, b) => rankOf(a) - rankOf(b));
  const ranked = [...new Map(simulated.toReversed().map((here) => [placeKey(here), here])).values()].toReversed();
  if (ranked.length === 0) return null;
  return group(
    h('h3', {}, 'Worst first'),
    h(
      'p',
      { class: 'note' },
      'Risk is the mean blast radius times the likelihood that an attacker takes the start, or gets there from an exposed component.',
    ),
    dataTable({
      caption: 'Threats by risk',
      columns: [
        { title: 'rank', isNumber: true },
        { title: 'threat' },
        { title: 'risk', isNumber: true },
        { title: 'likelihood', isNumber: true },
        { title: 'blast radius', isNumber: true },
        { title: 'affected', isNumber: true },
        { title: 'controls' },
      ],
      rows: ranked.slice(0, MOST_RANKED).map((here) => rowOf(view, here)),
    }),
  );
}

/** A threat at one component that starts at another is told once, whatever relations it is about. */
const placeKey = ({ place: { threat, component, follows } }: ThreatHere): string =>
  [threat, component, follows?.start].join(' ');

const rankOf = ({ place }: ThreatHere): number => place.follows?.rank ?? Number.POSITIVE_INFINITY;

function rowOf(view: View, { card, place }: ThreatHere) {
  const { follows } = place;
  const at = (position: number): string => view.components[position]?.name ?? '';
  const { rank = 0, start = 0, risk = null, likelihood = null, mean = 0, ci95 = [0, 0], affected = 0 } = follows ?? {};
  return [
    String(rank),
    {
      text: group(
        name(`${card.id} ${card.name}`),
        ' at ',
        name(at(place.component)),
        start !== place.component && [', from ', name(at(start))],
      ),
    },
    risk === null ? '–' : fixed(risk, 2),
    likelihood === null ? '–' : fixed(likelihood, 2),
    `${fixed(mean, 2)} (${rangeText(ci95)})`,
    fixed(affected, 2),
    { text: group(place.controls.map(({ id }, i) => [i > 0 && ', ', name(nameOf(view, id))])) },
  ];
}

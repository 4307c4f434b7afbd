import { type Cell, dataTable } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { fixed, rangeText } from '../numbers.ts';
import { name } from '../sentences.ts';
import { nameOf, type View } from '../view.ts';
import type { ThreatHere } from './threat-here.ts';

const MOST_RANKED = 15;

/** What would do most, if every threat was simulated: blast radius, likelihood, and both together. */
export function threatsRanked(view: View, all: readonly ThreatHere[]): Markup | null {
  const simulated = all.filter(({ place }) => place.follows !== undefined).toSorted((a, b) => rankOf(a) - rankOf(b));
  const ranked = new Map<string, ThreatHere[]>();
  for (const here of simulated) ranked.set(startKey(here), [...(ranked.get(startKey(here)) ?? []), here]);
  if (ranked.size === 0) return null;
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
      rows: [...ranked.values()].slice(0, MOST_RANKED).map((alike) => rowOf(view, alike)),
    }),
  );
}

/** A threat that starts at one component with one consequence is told once, wherever it then applies. */
const startKey = ({ place: { threat, follows } }: ThreatHere): string =>
  [threat, follows?.start, follows?.rank].join(' ');

const rankOf = ({ place }: ThreatHere): number => place.follows?.rank ?? Number.POSITIVE_INFINITY;

function rowOf(view: View, alike: readonly ThreatHere[]): readonly Cell[] {
  const [{ card, place }] = alike as [ThreatHere];
  const { follows } = place;
  const at = (position: number): string => view.components[position]?.name ?? '';
  const { rank = 0, start = 0, risk = null, likelihood = null, mean = 0, ci95 = [0, 0], affected = 0 } = follows ?? {};
  const components = [...new Set(alike.map((here) => here.place.component))];
  const shown = components.slice(0, MOST_NAMED);
  const more = components.length - shown.length;
  return [
    String(rank),
    {
      text: group(
        name(`${card.id} ${card.name}`),
        ' at ',
        shown.map((component, i) => [i > 0 && ', ', name(at(component))]),
        more > 0 && ` and ${more} more`,
        (components.length > 1 || components[0] !== start) && [', from ', name(at(start))],
      ),
    },
    risk === null ? '–' : fixed(risk, 2),
    likelihood === null ? '–' : fixed(likelihood, 2),
    `${fixed(mean, 2)} (${rangeText(ci95)})`,
    fixed(affected, 2),
    { text: controlsOn(view, alike) },
  ];
}

const MOST_NAMED = 3;

/** Every control on one of them, and whether any has none. */
function controlsOn(view: View, alike: readonly ThreatHere[]): Markup {
  const ids = new Set(alike.flatMap(({ place }) => place.controls.map(({ id }) => id)));
  const isEverywhere = alike.every(({ place }) => place.controls.length > 0);
  return group(
    [...ids].map((id, i) => [i > 0 && ', ', name(nameOf(view, id))]),
    ids.size > 0 && !isEverywhere && ', not everywhere',
  );
}

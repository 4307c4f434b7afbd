import { layerNames } from '../../src/graph/kinds.ts';
import type { BlastRadius } from '../../src/measure/results.ts';
import type { ShownThreat } from '../../src/measure/threat-details.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { fixed, meanText, plural, rangeText, thousands } from '../numbers.ts';
import { name, names } from '../sentences.ts';
import { entryNames, type View } from '../view.ts';
import { type ThreatHere, threatsHere } from './threat-here.ts';

/** Threats that scenarios of this run begin with, and what becomes of them: how far, and into which layers. */
export function threatsShown(view: View): Markup | null {
  const sorted = shownOf(view);
  if (sorted.length === 0) return null;
  const rest = sorted.length - MOST_OPEN;
  return group(
    h('h3', {}, 'What this run shows of them'),
    h(
      'ul',
      { class: 'shown' },
      sorted.slice(0, MOST_OPEN).map((one) => item(view, one)),
    ),
    rest > 0 &&
      h(
        'details',
        { 'data-threats': 'shown' },
        h('summary', {}, plural(rest, 'more entry point')),
        h('ul', { class: 'shown' }),
      ),
  );
}

/** Entry points behind the first ones, once somebody asks for them. */
export const restShown = (view: View): (Markup | null)[] =>
  shownOf(view)
    .slice(MOST_OPEN)
    .map((one) => item(view, one));

function shownOf(view: View): Shown[] {
  const shown = new Map<number, Shown>();
  for (const here of view.details.threats === undefined ? [] : threatsHere(view.details.threats)) {
    const { shown: by } = here.place;
    if (by === null || view.results.scenarios[by.scenario] === undefined) continue;
    const known = shown.get(by.scenario);
    if (known === undefined) shown.set(by.scenario, { by, threats: [here] });
    else known.threats.push(here);
  }
  return [...shown.values()].toSorted((a, b) => affectedOf(view, b) - affectedOf(view, a));
}

type Shown = { readonly by: ShownThreat; readonly threats: ThreatHere[] };
const MOST_OPEN = 4;

const affectedOf = ({ results }: View, { by }: Shown): number =>
  results.scenarios[by.scenario]?.blastRadius.total.affected ?? 0;

function item(view: View, { by, threats }: Shown): Markup | null {
  const scenario = view.results.scenarios[by.scenario];
  if (scenario === undefined) return null;
  const { total } = scenario.blastRadius;
  const likelihood = scenario.entryLikelihood;
  return h(
    'li',
    {},
    h(
      'p',
      { class: 'from' },
      'From ',
      names(entryNames(view, scenario)),
      likelihood === null
        ? ', which is not exposed: '
        : `, which an attacker takes with probability ${fixed(likelihood, 2)}: `,
      h('b', {}, `${affectedText(total)} of ${total.size} affected`),
      ` (${rangeText(total.affectedCi95)}) on average: ${meanText(total)} reached`,
      total.disabled > 0 && `, ${countText(total.disabled)} disabled`,
      total.disclosed > 0 && `, ${countText(total.disclosed)} disclosed`,
      '.',
    ),
    crossing(view, by),
    h(
      'ul',
      { class: 'threat-list' },
      byThreat(entryFirst(view, scenario.entry, threats)).map((one) => threatAt(view, one)),
    ),
  );
}

/** From the layer of the entry point into each other one, with how many it affects there. */
function crossing(view: View, { scenario, crossesInto }: ShownThreat): Markup {
  const result = view.results.scenarios[scenario];
  const own = view.components[view.positionOf.get(result?.entry[0]?.replace(/#1$/u, '') ?? '') ?? -1]?.layer;
  const start = own === undefined ? [] : [h('span', { class: `key layer-${own}` }), `L${own} ${layerNames[own]}`];
  if (crossesInto.length === 0) return h('p', { class: 'crossing' }, start, ': it crosses into no other layer.');
  return h(
    'p',
    { class: 'crossing' },
    'Crosses from ',
    h('span', { class: 'together' }, start),
    ' into ',
    crossesInto.map((layer, i): Child => {
      const radius = result?.blastRadius.layers[`${layer}`];
      return [
        i > 0 && ', ',
        h(
          'span',
          { class: 'together' },
          h('span', { class: `key layer-${layer}` }),
          `L${layer} ${layerNames[layer]}`,
          radius !== undefined && h('small', {}, ` ${affectedText(radius)} of ${radius.size}`),
        ),
      ];
    }),
  );
}

const countText = (mean: number): string => (mean < 0.005 ? '<0.01' : fixed(mean, 2));
const affectedText = ({ affected, affectedCi95 }: BlastRadius): string =>
  affected < 0.005 ? countText(affected) : meanText({ mean: affected, ci95: affectedCi95 });

/** Those at the entry point itself before those that come from it. */
function entryFirst(view: View, entry: readonly string[], threats: readonly ThreatHere[]): readonly ThreatHere[] {
  const isThere = ({ place }: ThreatHere): boolean => view.components[place.component]?.id === entry[0];
  return [...threats.filter(isThere), ...threats.filter((here) => !isThere(here))];
}

type AtComponents = { readonly card: ThreatHere['card']; readonly components: number[] };

function byThreat(threats: readonly ThreatHere[]): AtComponents[] {
  const found = new Map<string, AtComponents>();
  for (const { card, place } of threats) {
    const known = found.get(card.id) ?? { card, components: [] };
    if (!known.components.includes(place.component)) known.components.push(place.component);
    found.set(card.id, known);
  }
  return [...found.values()];
}

/** The list by component has the others. */
const MOST_NAMED = 5;

const threatAt = (view: View, { card, components }: AtComponents): Markup =>
  h(
    'li',
    {},
    h('b', {}, name(card.id)),
    ' ',
    name(card.name),
    h(
      'span',
      { class: 'soft' },
      ' at ',
      components.slice(0, MOST_NAMED).map((at, i) => [i > 0 && ', ', name(view.components[at]?.name ?? '')]),
      components.length > MOST_NAMED && ` and ${thousands(components.length - MOST_NAMED)} more`,
      ` (${[card.classes.join(', '), card.maturity].filter((part) => part !== '').join('; ')})`,
    ),
  );

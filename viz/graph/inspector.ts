import type { ArcDetail } from '../../src/measure/results.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { fixed, percent, percentRange } from '../numbers.ts';
import { name } from '../sentences.ts';
import { reachStep } from '../theme.ts';
import { nameOf, type View } from '../view.ts';
import { endOf, lookAt, type Moment } from './moment.ts';

/**
 * What the page says beside the graph about one component: how often it falls, through whom, and whom it takes along;
 * of a single world, when it fell and over which relation.
 */
export function inspector(view: View, i: number, moment: Moment = endOf(view)): Markup | null {
  const component = view.components[i];
  if (component === undefined) return null;
  const share = view.reach[i] ?? 0;
  const arcs = view.kept?.arcs ?? [];
  return group(
    h('h3', {}, name(component.name)),
    h('p', { class: 'kind' }, kindLine(view, i)),
    view.isEntry[i]
      ? h('p', { class: 'big word' }, 'Entry point', h('small', {}, 'compromised in every world'))
      : h(
          'p',
          { class: 'big' },
          percent(share),
          h('small', {}, view.reachCi95[i] ? `${percentRange(view.reachCi95[i])} of worlds` : 'of worlds'),
        ),
    bar(view.isEntry[i] ? 1 : share),
    h('p', { class: 'then', 'aria-live': 'off' }, thenMarkup(view, i, moment)),
    hops(
      view,
      'Infected by',
      arcs.filter(({ to }) => to === component.id),
      ({ from }) => from,
    ),
    hops(
      view,
      'Goes on to infect',
      arcs.filter(({ from }) => from === component.id),
      ({ to }) => to,
    ),
    provenance(view, i),
    startHere(view, i),
  );
}

function kindLine({ components }: View, i: number): string {
  const { kind, layer, exposed, count, tier, zone, value } = components[i] as View['components'][number];
  const parts = [
    count > 1 ? `${count} × ${kind}` : kind,
    `layer ${layer}`,
    exposed && 'exposed',
    tier !== null && `${tier} tier`,
    zone !== null && `zone ${zone}`,
    value !== 1 && `value ${value}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** What had become of it at the moment that is shown; nothing at the end of the expected wave, which stands above. */
export const thenMarkup = (view: View, i: number, moment: Moment): Markup => group(thenText(view, i, moment));

function thenText(view: View, i: number, { round, world }: Moment): Child {
  if (view.isEntry[i]) return null;
  if (world === null) return round < view.lastRound && `${lookAt(view, i, { round, world }).note} by round ${round}`;
  const infections = world.reached.filter(([component, when]) => component === i && when <= round);
  const [first] = infections.sort(([, a], [, b]) => a - b);
  if (first === undefined) return `In this world not reached${round < view.lastRound ? ` by round ${round}` : ''}`;
  const [, when, position] = first;
  const arc = view.kept?.arcs[position];
  if (arc === undefined) return `In this world reached in round ${when}`;
  const kind = view.details.relations[arc.relation]?.kind ?? 'an arc';
  const way = arc.direction === 'against' ? `${kind}, against it` : kind;
  return [`In this world reached in round ${when} by `, name(nameOf(view, arc.from)), ` over ${way}, ${arc.threat}`];
}

const bar = (share: number): Markup =>
  h(
    'svg',
    { class: 'bar', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { width: 100, height: 6, class: 'well' }),
    h('rect', { width: share * 100, height: 6, fill: `var(--reach${Math.max(2, reachStep(share))})` }),
  );

const MOST_HOPS = 4;
const LEAST_SHARE = 0.005;

function hops(view: View, title: string, arcs: readonly ArcDetail[], other: (arc: ArcDetail) => string): Child {
  const rows = arcs.filter(({ share }) => share >= LEAST_SHARE).toSorted((a, b) => b.share - a.share);
  if (rows.length === 0) return null;
  return group(
    h('h4', {}, title),
    h(
      'ul',
      {},
      rows.slice(0, MOST_HOPS).map((arc) => hop(view, arc, other(arc))),
    ),
    rows.length > MOST_HOPS && h('p', { class: 'note' }, `and ${rows.length - MOST_HOPS} more`),
  );
}

function hop(view: View, { relation, direction, threat, probability, evidence, share }: ArcDetail, id: string): Markup {
  const { kind, certainty } = view.details.relations[relation] ?? { kind: 'arc', certainty: 'declared' };
  const text = [
    direction === 'against' ? `${kind}, against it` : kind,
    certainty !== 'declared' && certainty,
    threat,
    `p\u00a0${fixed(probability, 2)}`,
    evidence !== '' && evidenceText(evidence),
  ];
  const at = view.positionOf.get(id);
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'name', 'data-action': 'pin', 'data-component': at },
      name(view.components[at ?? -1]?.name ?? id),
    ),
    h('b', {}, percent(share)),
    h('span', {}, text.filter((part) => part !== false).join(', ')),
  );
}

/**
 * What a probability rests on, without the channel that it belongs to: the line says its kind and class already. The
 * table of relations names every source.
 */
function evidenceText(evidence: string): string {
  const sources = evidence
    .slice(evidence.indexOf(': ') + 1)
    .trim()
    .split(', ');
  return sources.length <= MOST_SOURCES + 1
    ? sources.join(', ')
    : `${sources.slice(0, MOST_SOURCES).join(', ')} and ${sources.length - MOST_SOURCES} more`;
}

const MOST_SOURCES = 1;

function provenance({ components }: View, i: number): Markup {
  const { certainty, source, rule } = components[i] as View['components'][number];
  return h(
    'p',
    { class: 'note' },
    certainty,
    rule !== null && `: ${rule}`,
    source !== '' && [', ', h('bdi', {}, source)],
  );
}

function startHere({ components, results, index }: View, i: number): Child {
  const id = components[i]?.id;
  const other = results.scenarios.findIndex(({ entry }) => entry.length === 1 && entry[0] === id);
  if (other < 0 || other === index) return null;
  return h(
    'button',
    { type: 'button', class: 'action', 'data-action': 'scenario', 'data-scenario': other },
    'Start here instead',
  );
}

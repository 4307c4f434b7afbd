import { describePlace } from '../../base/errors.ts';
import { type Belief, known, meanOf } from '../../graph/belief.ts';
import type { RelationDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import { type Direction, directions, type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import { channels } from '../../threats/channels.ts';
import { type Drafts, inferred } from '../drafts.ts';
import { addJudgedControl } from '../judged-control.ts';
import type { ListedThreat, Severity } from './diagram.ts';
import type { Planned } from './plan-relations.ts';
import { classesOf } from './threat-classes.ts';

/** What is named by threats: relations by flow, and components by element. */
export type Named = {
  readonly planned: readonly Planned[];
  readonly idOf: (key: string) => string | undefined;
  /** A graph, whose edges say themselves how much gets through. */
  readonly isPlain: boolean;
  /** What people call an element or a flow. */
  readonly nameOf: (key: string) => string | undefined;
};

/**
 * What gets through the relations of a threat model. A drawn flow says that data run, not that they take anything over:
 * between {@link UNLISTED} and all of the channel's probability. An open threat on the flow, or on the element that is
 * reached, says that the weakness is there: more, or all of it. Mitigated ones become a control for each threat class.
 * So an open threat never lowers anything, and one that is closed never raises anything.
 * @returns the relations with their trust
 */
export function weighThreats(threats: readonly ListedThreat[], named: Named, drafts: Drafts): readonly Planned[] {
  for (const threat of threats) noteThreat(threat, named.nameOf(threat.on), drafts);
  const least = leastByName(
    threats.filter(({ status }) => OPEN.includes(status)),
    named,
  );
  addMitigations(
    threats.filter(({ status }) => status === 'mitigated'),
    named,
    drafts,
  );
  return named.planned.map((one) => ({
    ...one,
    draft: one.isExact || named.isPlain ? raised(one, least) : weighed(one, least),
  }));
}

/** The least share of a channel's probability that gets through, by the gravest open threat. */
const LEAST: Readonly<Record<Severity, number>> = { low: 0.5, medium: 0.7, high: 1, critical: 1 };
export const UNLISTED = 0.3;
/** By what a tool listed and nobody has looked at. */
const UNJUDGED = 0.5;
const OPEN: readonly ListedThreat['status'][] = ['open', 'accepted', 'unjudged'];

/** What gets through at least, by flow key and by component id. */
type LeastOn = { readonly flows: ReadonlyMap<string, number>; readonly components: ReadonlyMap<string, number> };

function leastByName(open: readonly ListedThreat[], { idOf }: Named): LeastOn {
  const [flows, components] = [new Map<string, number>(), new Map<string, number>()];
  for (const threat of open) {
    const id = idOf(threat.on);
    const [map, key] = id === undefined ? [flows, threat.on] : [components, id];
    map.set(key, Math.max(map.get(key) ?? 0, leastOf(threat)));
  }
  return { flows, components };
}

const leastOf = ({ status, severity = 'high' }: ListedThreat): number =>
  status === 'unjudged' ? UNJUDGED : LEAST[severity];

/** By direction; 0 where nothing open is listed. */
function leastOn({ draft, flows }: Planned, least: LeastOn): Record<Direction, number> {
  const onFlows = Math.max(0, ...flows.map(({ key }) => least.flows.get(key) ?? 0));
  const into = (direction: Direction): number => least.components.get(targetOf(draft, direction)) ?? 0;
  return { along: Math.max(onFlows, into('along')), against: Math.max(onFlows, into('against')) };
}

function weighed(planned: Planned, least: LeastOn): RelationDraft {
  const { along, against } = leastOn(planned, least);
  const trust = { along: fromTo1(Math.max(UNLISTED, along)), against: fromTo1(Math.max(UNLISTED, against)) };
  return { ...planned.draft, trust };
}

/** What the file itself says in our words is only raised by what was listed since. */
function raised(planned: Planned, least: LeastOn): RelationDraft {
  const { along, against } = leastOn(planned, least);
  const { draft } = planned;
  if (along === 0 && against === 0) return draft;
  const higher = (before: Belief = known(1), low: number): Belief =>
    low === 0 || meanOf(before) >= meanOf(fromTo1(low)) ? before : fromTo1(low);
  return {
    ...draft,
    trust: { along: higher(draft.trust?.along, along), against: higher(draft.trust?.against, against) },
  };
}

const fromTo1 = (low: number): Belief => (low === 1 ? known(1) : { form: 'range', low, high: 1 });

const targetOf = ({ from, to }: RelationDraft, direction: Direction): string => (direction === 'along' ? to : from);

/** How well a mitigation works is not said; it is built in, and so not taken over by itself. */
const JUDGEMENT = {
  effectiveness: { form: 'range', low: 0.5, high: 0.95 },
  why: 'the file lists threats as mitigated, and not how well',
} as const;

function addMitigations(mitigated: readonly ListedThreat[], named: Named, drafts: Drafts): void {
  const index = indexOf(named);
  const used = new Set<ListedThreat>();
  for (const threat of threatClasses) {
    const own = mitigated.filter((one) => classesOf(one).includes(threat));
    const on = own.flatMap((one) => {
      const selectors = index(one.on).flatMap((arc) => selectorOn(arc, threat));
      if (selectors.length > 0) used.add(one);
      return selectors;
    });
    const [first] = own;
    if (first !== undefined && on.length > 0) addMitigation(threat, { own, first, on }, drafts);
  }
  for (const one of mitigated) {
    if (used.has(one)) continue;
    const why = 'of what is simulated its classes run over none of the relations that it names';
    drafts.ignored.push({ what: `mitigation of ${JSON.stringify(one.title)}`, where: describePlace(one.spot.at), why });
  }
}

type Mitigation = {
  readonly own: readonly ListedThreat[];
  readonly first: ListedThreat;
  readonly on: readonly SelectorDraft[];
};

function addMitigation(threat: ThreatClass, { own, first, on }: Mitigation, drafts: Drafts): void {
  const rule = `${own.length} threat${own.length === 1 ? '' : 's'} of this class that the file calls mitigated`;
  const key = `mitigations of ${threat}`;
  const provenance = inferred(first.spot, rule);
  const control = { key, id: key, name: `Mitigations of ${threat}`, on: distinctSelectors(on), provenance };
  addJudgedControl(drafts, { ...control, hardening: known(1) }, JUDGEMENT);
}

type Arc = { readonly draft: RelationDraft; readonly direction: Direction };

/** What a threat on an element or a flow names: the arcs into the one, or those of the other. */
function indexOf({ planned, idOf }: Named): (on: string) => readonly Arc[] {
  const [byFlow, into] = [new Map<string, Arc[]>(), new Map<string, Arc[]>()];
  const add = (map: Map<string, Arc[]>, key: string, arc: Arc): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [arc]);
    else known.push(arc);
  };
  for (const { draft, flows } of planned) {
    for (const direction of directions) {
      add(into, targetOf(draft, direction), { draft, direction });
      for (const { key } of flows) add(byFlow, key, { draft, direction });
    }
  }
  return (on) => [...(byFlow.get(on) ?? []), ...(into.get(idOf(on) ?? '') ?? [])];
}

/** The arc, as far as the class runs there at all. */
const selectorOn = ({ draft, direction }: Arc, threat: ThreatClass): readonly SelectorDraft[] =>
  runs(threat, draft, direction)
    ? [{ kind: draft.kind, from: draft.from, to: draft.to, direction, threats: [threat] }]
    : [];

const runs = (threat: ThreatClass, { kind }: RelationDraft, direction: Direction): boolean =>
  channels.some((row) => row.threat === threat && row.kind === kind && row.direction === direction);

const distinctSelectors = (selectors: readonly SelectorDraft[]): readonly SelectorDraft[] => [
  ...new Map(selectors.map((selector) => [JSON.stringify(selector), selector])).values(),
];

const TITLES = {
  open: 'Open threat',
  accepted: 'Accepted threat',
  unjudged: 'Threat that nobody judged',
  mitigated: 'Mitigated threat',
} as const;

function noteThreat(listed: ListedThreat, on: string | undefined, drafts: Drafts): void {
  const { title, category, status, severity, spot } = listed;
  const where = describePlace(spot.at);
  const what = [severity, category].filter((text) => text !== undefined && text !== '').join(', ');
  if (status === 'not-applicable') {
    drafts.ignored.push({
      what: `threat ${JSON.stringify(title)}`,
      where,
      why: 'the file says that it does not apply',
    });
    return;
  }
  const about = on === undefined || on === '' || title.includes(on) ? '' : `, on ${on}`;
  const unknown = classesOf(listed).length === 0 ? '; of no class that is simulated' : '';
  drafts.findings.push({
    title: TITLES[status],
    detail: `${title.replace(/\.$/u, '')}${about}${what === '' ? '' : ` (${what}${unknown})`}`,
    where,
  });
}

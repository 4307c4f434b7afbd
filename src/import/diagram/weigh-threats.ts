import { describePlace } from '../../base/errors.ts';
import { type Belief, known } from '../../graph/belief.ts';
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
  /** What people call an element or a flow. */
  readonly nameOf: (key: string) => string | undefined;
};

/**
 * Threats that a file lists weigh on the arcs that they name: those of a flow, or those into an element. An open one
 * says that the weakness is there, so that all of the channel's probability gets through (less if it is rated medium or
 * low); where a file lists threats and none for an arc, we know less: between {@link UNLISTED} and all of it. Mitigated
 * ones become a control for each threat class.
 * @returns the relations with their trust
 */
export function weighThreats(threats: readonly ListedThreat[], named: Named, drafts: Drafts): readonly Planned[] {
  for (const threat of threats) noteThreat(threat, named.nameOf(threat.on), drafts);
  const open = threats.filter(({ status }) => OPEN.includes(status));
  addMitigations(
    threats.filter(({ status }) => status === 'mitigated'),
    named,
    drafts,
  );
  if (open.length === 0) return named.planned;
  const leastOn = leastByName(open, named);
  return named.planned.map((one) => (one.isExact ? one : { ...one, draft: weighed(one, leastOn) }));
}

/** The least share of a channel's probability that gets through, by the gravest open threat. */
const LEAST: Readonly<Record<Severity, number>> = { low: 0.5, medium: 0.7, high: 1, critical: 1 };
const UNLISTED = 0.3;
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
    map.set(key, Math.max(map.get(key) ?? UNLISTED, leastOf(threat)));
  }
  return { flows, components };
}

function weighed({ draft, flows }: Planned, least: LeastOn): RelationDraft {
  const onFlows = flows.map(({ key }) => least.flows.get(key) ?? UNLISTED);
  const trustOf = (direction: Direction): Belief => {
    const low = Math.max(...onFlows, least.components.get(targetOf(draft, direction)) ?? UNLISTED);
    return low === 1 ? known(1) : { form: 'range', low, high: 1 };
  };
  return { ...draft, trust: { along: trustOf('along'), against: trustOf('against') } };
}

const leastOf = ({ status, severity = 'high' }: ListedThreat): number =>
  status === 'unjudged' ? UNJUDGED : LEAST[severity];

const targetOf = ({ from, to }: RelationDraft, direction: Direction): string => (direction === 'along' ? to : from);

/** How well a mitigation works is not said; it is built in, and so not taken over by itself. */
const JUDGEMENT = {
  effectiveness: { form: 'range', low: 0.5, high: 0.95 },
  why: 'the file lists threats as mitigated, and not how well',
} as const;

function addMitigations(mitigated: readonly ListedThreat[], named: Named, drafts: Drafts): void {
  for (const threat of threatClasses) {
    const own = mitigated.filter((one) => classesOf(one).includes(threat));
    const [first] = own;
    const on = own.flatMap((one) => selectorsOf(one, threat, named));
    if (first === undefined) continue;
    if (on.length === 0) {
      const what = `the mitigation of ${JSON.stringify(first.title)}${own.length > 1 ? ` and ${own.length - 1} more` : ''}`;
      const why = `${threat} runs over none of the relations that it names`;
      drafts.ignored.push({ what, where: describePlace(first.spot.at), why });
      continue;
    }
    const rule = `${own.length} threat${own.length === 1 ? '' : 's'} of this class that the file calls mitigated`;
    addJudgedControl(
      drafts,
      {
        key: `mitigations of ${threat}`,
        id: `mitigations of ${threat}`,
        name: `Mitigations of ${threat}`,
        on: distinctSelectors(on),
        provenance: inferred(first.spot, rule),
        hardening: known(1),
      },
      JUDGEMENT,
    );
  }
}

/** The arcs of this class that a threat names, as far as the class runs there at all. */
function selectorsOf({ on }: ListedThreat, threat: ThreatClass, { planned, idOf }: Named): readonly SelectorDraft[] {
  return planned.flatMap(({ draft, flows }) =>
    directions
      .filter((direction) => flows.some(({ key }) => key === on) || idOf(on) === targetOf(draft, direction))
      .filter((direction) => runs(threat, draft, direction))
      .map((direction) => ({ kind: draft.kind, from: draft.from, to: draft.to, direction, threats: [threat] })),
  );
}

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

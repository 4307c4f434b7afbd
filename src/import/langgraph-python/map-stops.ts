import { describePlace } from '../../base/errors.ts';
import type { RelationDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import type { Drafts } from '../drafts.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { type Mapping, placeKey, type StopsOf, warnUnread } from './mapping.ts';
import { textsOf } from './node-texts.ts';
import { stopsBy } from './stopping-run.ts';

type When = 'before' | 'after';
type Stop = {
  readonly when: When;
  /** As the code names the node. */
  readonly node: string;
  readonly options: PyCall;
  readonly value: PyValue;
} & StopsOf;

/** `interrupt_before` and `interrupt_after` of agents and teams that a function makes. */
export function addStops(mapping: Mapping): void {
  for (const stops of mapping.stops) {
    const { options } = stops;
    for (const when of ['before', 'after'] as const) {
      const value = argumentOf(options, `interrupt_${when}`);
      const { texts, isWhole } = textsOf(mapping.program, value);
      if (value === undefined) continue;
      if (!isWhole) warnUnread(mapping, value, 'names of nodes to stop at', 'Add the approval by hand.');
      for (const node of texts) addStop(mapping, { ...stops, when, node, value });
    }
  }
}

function addStop(mapping: Mapping, stop: Stop): void {
  const { drafts } = mapping;
  const { when, node, options, value, own } = stop;
  const on = waitingAt(mapping, stop);
  if (on.length === 0) {
    const why = 'nothing that is a relation waits there';
    drafts.ignored.push({ what: `stop ${when} ${node.slice(0, 80)}`, where: describePlace(value.at), why });
    return;
  }
  const isOfTools = own !== undefined && when === 'before' && node === 'tools';
  const key = isOfTools ? `asks ${own}` : `stop ${when} ${placeKey(options)} ${node}`;
  const id = isOfTools ? `approval of ${own}` : `stop ${when} ${node}`;
  const name = isOfTools ? `approval of tools of ${own}` : `approval: ${id}`;
  addApproval(drafts, { key, id: id.slice(0, 200), name: name.slice(0, 200), on, provenance: stopsBy(options, value) });
}

/** The arcs that wait at a node: of an agent itself, its model and its tools; of a team, its members. */
function waitingAt({ drafts, named }: Mapping, { when, node, own, team }: Stop): readonly SelectorDraft[] {
  const isBefore = when === 'before';
  if (own !== undefined && drafts.kindOf(own) === 'agent') {
    const [intoTools, intoModel] = [callsOf(drafts, own, 'along'), callsOf(drafts, own, 'against')];
    if (node === 'tools') return isBefore ? intoTools : intoModel;
    if (/^(?:agent|model|call_model)$/.test(node))
      return isBefore ? [...into(drafts, own), ...intoModel] : [...outOf(drafts, own), ...intoTools];
    if (node === '*') return [...(isBefore ? into : outOf)(drafts, own), ...intoTools, ...intoModel];
  }
  const meant = node === '*' ? team : team.filter((id) => id === named.get(node));
  const on = meant.flatMap((id) => (isBefore ? into : outOf)(drafts, id));
  return [...new Map(on.map((one) => [JSON.stringify(one), one])).values()];
}

function callsOf(drafts: Drafts, from: string, direction: 'along' | 'against'): SelectorDraft[] {
  const has = drafts.relations().some((one) => one.kind === 'invokes' && one.from === from);
  return has ? [{ kind: 'invokes', from, direction }] : [];
}

/** What starts it, and the results of whom it asked. */
const into = (drafts: Drafts, id: string): SelectorDraft[] => [
  ...arcs(drafts, (one) => one.to === id && isTalk(one), 'along'),
  ...arcs(drafts, (one) => one.from === id && one.kind === 'delegates', 'against'),
];

/** Whom it asks, and its results. */
const outOf = (drafts: Drafts, id: string): SelectorDraft[] => [
  ...arcs(drafts, (one) => one.from === id && isTalk(one), 'along'),
  ...arcs(drafts, (one) => one.to === id && one.kind === 'delegates', 'against'),
];

const isTalk = ({ kind }: RelationDraft): boolean => kind === 'delegates' || kind === 'messages';

const arcs = (
  drafts: Drafts,
  holds: (one: RelationDraft) => boolean,
  direction: 'along' | 'against',
): SelectorDraft[] =>
  drafts
    .relations()
    .filter(holds)
    .map(({ kind, from, to }) => ({ kind, from, to, direction }));

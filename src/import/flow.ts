import { describePlace } from '../base/errors.ts';
import { known } from '../graph/belief.ts';
import type { SelectorDraft } from '../graph/build-ecosystem.ts';
import type { Provenance } from '../graph/ecosystem.ts';
import type { RelationKind } from '../graph/kinds.ts';
import { addApproval } from './add-approval.ts';
import { addGuardrail } from './add-guardrail.ts';
import { type Drafts, declared, inferred, type Spot } from './drafts.ts';

/** What a step of a workflow is to the trust graph. */
export type StepRole =
  /** Has a model: an agent or orchestrator. */
  | 'agent'
  /** Where content enters: a human, something external. */
  | 'source'
  /** Is called by the workflow, not by a model; what passes it goes on. */
  | 'tool'
  /** Keeps content: a store, a memory. */
  | 'store'
  /** A human, or a guardrail, that decides whether it goes on. */
  | 'gate'
  /** Switches, loops, text templates: no component; what passes it goes on. */
  | 'pass';

export type Step = {
  readonly key: string;
  readonly role: StepRole;
  /** Name for rules and approvals. */
  readonly name: string;
  readonly spot: Spot;
  /** Its component; none for gates and passes. */
  readonly id?: string;
  /** Sources that are human: they message; others feed. */
  readonly isHuman?: boolean;
  /** Gates that are no human but moderation or a filter. */
  readonly isGuardrail?: boolean;
  /** A store that a tool before it writes to: only what sources bring in is not said by the call of the tool. */
  readonly isBehindTool?: boolean;
  /** Of a store: tools that come next take from it too, or only they do; default: agents only. */
  readonly readers?: 'tools' | 'all';
  /** Of the control that a gate becomes; default: declared at the spot. */
  readonly provenance?: Provenance;
};

/** Content goes from one step to the next. */
export type Link = {
  readonly from: string;
  readonly to: string;
  readonly spot: Spot;
  /** A model calls what follows, as a tool: it delegates to agents there, and has their results. */
  readonly isCall?: true;
  /** Brings what was called back to its caller. */
  readonly isReturn?: true;
  /** A step names one that ran before it and takes its content from there; it does not run because of this. */
  readonly isReference?: true;
  /** Carries only what the step itself gives, nothing that passed it before. */
  readonly isResult?: true;
};

/** The shortest way from a component to another one. */
type Way = {
  readonly end: Step;
  readonly first: Link;
  readonly last: Link;
  readonly isReference: boolean;
  readonly through: Through | undefined;
};
/** The steps of a way, last first: ways share their beginnings, of which long workflows have millions. */
type Through = { readonly step: Step; readonly before: Through | undefined };
type Ways = {
  /** To components that a relation of ours can join to the start. */
  readonly ways: readonly Way[];
  /** Every step that content comes to, and the start. */
  readonly reached: ReadonlySet<Step>;
};
type Links = ReadonlyMap<string, readonly Link[]>;

/**
 * Relations between the components of a workflow. Steps that are no components are contracted, tools also let
 * content through; a relation is inferred if it goes through something, else declared at its link. What passes a
 * gate on every way waits for its human.
 */
export function addFlow(drafts: Drafts, steps: readonly Step[], links: readonly Link[]): void {
  const step = new Map(steps.map((one) => [one.key, one]));
  const after = linksAfter(links, step);
  const gates = steps.filter(({ role }) => role === 'gate');
  const waiting = new Map<string, SelectorDraft[]>(gates.map(({ key }) => [key, []]));
  for (const start of steps) {
    if (start.id === undefined) continue;
    const { ways, reached } = waysFrom(start, step, after);
    const selectors = new Map<Way, SelectorDraft>();
    for (const way of ways) {
      if (way.last.isReturn === true && isCalled(waysFrom(way.end, step, after), start)) continue;
      const selector = relate(drafts, start, way, way.first.isCall === true || isCall(start, way.end, after));
      if (selector !== undefined) selectors.set(way, selector);
    }
    for (const gate of gates) {
      const isOpen = reached.has(gate) ? waysFrom(start, step, after, gate).reached : reached;
      const runs = ways.some(({ isReference }) => isReference) ? afterwards(start, step, after, gate) : isOpen;
      for (const [{ end, isReference }, selector] of selectors) {
        if (!(isReference ? runs : isOpen).has(end)) waiting.get(gate.key)?.push(selector);
      }
    }
  }
  for (const gate of gates) approve(drafts, gate, waiting.get(gate.key) ?? []);
}

function linksAfter(links: readonly Link[], step: ReadonlyMap<string, Step>): Links {
  const after = new Map<string, Link[]>();
  for (const link of links) {
    if (!step.has(link.to)) continue;
    const known = after.get(link.from);
    if (known === undefined) after.set(link.from, [link]);
    else known.push(link);
  }
  return after;
}

/** The call itself brings its result back. */
const isCalled = ({ ways }: Ways, end: Step): boolean =>
  ways.some((way) => way.end === end && way.first.isCall === true);

/** There and straight back, as agents call tools. */
const isCall = (one: Step, other: Step, after: Links): boolean => leads(one, other, after) && leads(other, one, after);

const leads = (from: Step, to: Step, after: Links): boolean =>
  (after.get(from.key) ?? []).some((link) => link.to === to.key && link.isReference !== true);

/** What runs after a step while a gate is closed; everything, if the step is not before the gate. */
function afterwards(start: Step, step: ReadonlyMap<string, Step>, after: Links, gate: Step): ReadonlySet<Step> {
  const open = runsAfter(start, step, after);
  return open.has(gate) ? runsAfter(start, step, after, gate) : new Set(step.values());
}

function runsAfter(start: Step, step: ReadonlyMap<string, Step>, after: Links, closed?: Step): ReadonlySet<Step> {
  const seen = new Set([start]);
  for (const here of seen) {
    for (const { to, isReference } of after.get(here.key) ?? []) {
      const next = step.get(to);
      if (next !== undefined && next !== closed && isReference !== true) seen.add(next);
    }
  }
  return seen;
}

/** The shortest way to each component that content reaches, in the order of their lengths; not back to the start. */
function waysFrom(start: Step, step: ReadonlyMap<string, Step>, after: Links, closed?: Step): Ways {
  const ways: Way[] = [];
  const seen = new Set<Step>([start]);
  const queue: (Partial<Way> & Pick<Way, 'through' | 'isReference'> & { readonly here: Step })[] = [
    { here: start, isReference: false, through: undefined },
  ];
  for (const { here, first, through, isReference } of queue) {
    for (const link of after.get(here.key) ?? []) {
      const end = step.get(link.to);
      if (end === undefined || end === closed || seen.has(end) || (link.isResult === true && here !== start)) continue;
      seen.add(end);
      const isJump = isReference || link.isReference === true;
      const way = { end, first: first ?? link, last: link, isReference: isJump, through };
      if (end.id !== undefined && canJoin(start, end)) ways.push(way);
      if (end.role === 'tool' || end.id === undefined)
        queue.push({ here: end, first: way.first, isReference: isJump, through: { step: end, before: through } });
    }
  }
  return { ways, reached: seen };
}

/** Nothing of ours goes from one tool or store to the next, nor back to where content came from. */
const canJoin = ({ role, readers }: Step, end: Step): boolean =>
  end.role === 'agent' || role === 'agent' || readers !== undefined || (end.role === 'store' && role !== 'store');

type Relating = { readonly from: string; readonly kind: RelationKind; readonly to: string; readonly isOneWay?: true };

function relate(drafts: Drafts, start: Step, way: Way, isAnswered: boolean): SelectorDraft | undefined {
  const relating = isTaken(start, way)
    ? takingOf(start, way)
    : relatingOf(start, way.end, isAnswered, way.first.isCall === true);
  if (relating === undefined) return undefined;
  const { from, kind, to, isOneWay } = relating;
  const provenance =
    way.through === undefined
      ? declared(way.first.spot)
      : inferred(way.first.spot, `the workflow goes there through ${listed(namesOf(way.through))}`);
  const trust = isOneWay === true ? { against: known(0) } : undefined;
  drafts.relation({ from, kind, to, provenance, ...(trust === undefined ? {} : { trust }) });
  return { kind, from, to, direction: kind === 'reads' ? 'against' : 'along' };
}

/** A store that is kept for tools, and tools that come after a store that they may read. */
const isTaken = ({ readers }: Step, { end }: Way): boolean =>
  readers === 'tools' || (readers === 'all' && end.role === 'tool');

/** Tools take what was left for them, but not what went through other tools. */
const takingOf = ({ id: to = '' }: Step, { end, through }: Way): Relating | undefined =>
  end.role === 'tool' && end.id !== undefined && !stepsOf(through).some(({ role }) => role === 'tool')
    ? { from: end.id, kind: 'reads', to }
    : undefined;

/** How content goes from one component to another; undefined where no relation of ours says it. */
function relatingOf(start: Step, end: Step, isAnswered: boolean, isTask: boolean): Relating | undefined {
  const [from, to] = [start.id ?? '', end.id ?? ''];
  if (from === to) return undefined;
  if (end.role === 'agent') {
    if (start.role === 'agent') return { from, kind: isTask ? 'delegates' : 'messages', to };
    if (start.isHuman === true) return { from, kind: 'messages', to };
    // The call itself brings the result back.
    if (start.role === 'tool' && isAnswered) return undefined;
    // Read by the workflow and put before the agent: as if the agent had read it.
    return start.role === 'store' ? { from: to, kind: 'reads', to: from } : { from, kind: 'feeds', to };
  }
  if (end.role === 'tool') {
    if (start.role !== 'agent') return undefined;
    return isAnswered ? { from, kind: 'invokes', to } : { from, kind: 'invokes', to, isOneWay: true };
  }
  if (end.role !== 'store' || start.role === 'store') return undefined;
  if (end.isBehindTool === true && start.role !== 'source') return undefined;
  return { from, kind: start.role === 'source' ? 'feeds' : 'writes', to };
}

const namesOf = (through: Through): readonly string[] => stepsOf(through).map(({ name }) => name);

/** First step first. */
function stepsOf(through: Through | undefined): readonly Step[] {
  const steps: Step[] = [];
  for (let here = through; here !== undefined; here = here.before) steps.push(here.step);
  return steps.reverse();
}

const MOST_NAMES = 3;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => name.replace(/\p{Cc}/gu, ' ').slice(0, 60));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function approve(drafts: Drafts, gate: Step, on: readonly SelectorDraft[]): void {
  const word = gate.isGuardrail === true ? 'guardrail' : 'approval';
  if (on.length === 0) {
    const what = `${word} ${gate.name}`;
    drafts.ignored.push({ what, where: describePlace(gate.spot.at), why: 'nothing that is a component waits for it' });
    return;
  }
  const provenance = gate.provenance ?? declared(gate.spot);
  const draft = { key: `gate ${gate.key}`, id: gate.name, name: `${word}: ${gate.name}`, on, provenance };
  if (gate.isGuardrail === true) addGuardrail(drafts, draft);
  else addApproval(drafts, draft);
}

import { describePlace } from '../base/errors.ts';
import { meanOf } from '../graph/belief.ts';
import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { isIn } from '../graph/kinds.ts';
import type { Finding } from './importer.ts';

const MOST_FLOWS = 5;

/**
 * Ways on which content that strangers write can have private data sent away ("lethal trifecta", Willison 2025):
 * from an agent that takes such content in, over agents and stores, to one that reads private data, to one that has
 * a way out. What a workflow calls after an agent is a way out for it, but brings nothing in: its answer does not come
 * back. The shortest for each agent that takes content in; the shortest of all first.
 */
export function toxicFlows({ components, relations }: Ecosystem): Finding[] {
  const component = new Map<string, Component>(components.map((one) => [one.id, one]));
  const agents = components.filter(({ kind }) => isIn('agent', kind));
  const tools = toolsOf(component, relations);
  const own = ownOf(component, relations);
  const next = influence(component, relations);
  const flows = agents.flatMap(({ id }): Flow[] => {
    const entry = untrusted(id, component, tools, own);
    if (entry === undefined) return [];
    const data = nearest(id, next, (agent) => privateData(agent, component, tools, own));
    if (data === undefined) return [];
    const exit = nearest(data.way.at(-1) ?? id, next, (agent) => tools.calls.get(agent)?.find(has('egress'))?.tool.id);
    if (exit === undefined) return [];
    const steps = [...entry.steps, ...data.way, data.found, ...exit.way, exit.found];
    return [{ steps: steps.filter((step, at) => step !== steps[at - 1]), at: entry.at }];
  });
  return flows
    .toSorted((a, b) => a.steps.length - b.steps.length)
    .slice(0, MOST_FLOWS)
    .map(({ steps, at }) => ({
      title: 'Toxic flow',
      detail: `hostile content can send private data away: ${steps.join(' → ')} → outside`,
      where: describePlace(at),
    }));
}

type Flow = { readonly steps: readonly string[]; readonly at: Place };
type Components = ReadonlyMap<string, Component>;
type Place = Component['provenance']['at'];
type Call = { readonly tool: Component; readonly at: Place };
type Calls = ReadonlyMap<string, readonly Call[]>;
type Tools = {
  /** Agent -> what is called with what it wrote. */
  readonly calls: Calls;
  /** Agent -> what gives it content: its calls that are answered, and what feeds it. */
  readonly givers: Calls;
};
/** Component -> relations of it that matter here, by their end. */
type Own = {
  readonly from: ReadonlyMap<string, readonly Relation[]>;
  readonly to: ReadonlyMap<string, readonly Relation[]>;
};

const has =
  (capability: string) =>
  ({ tool }: Call): boolean =>
    tool.tags.includes(capability);

/** What an agent calls by itself comes before what is put before it. */
function toolsOf(component: Components, relations: readonly Relation[]): Tools {
  const calls = new Map<string, Call[]>();
  const givers = new Map<string, Call[]>();
  for (const { kind, from, to, trust, provenance } of relations) {
    const tool = component.get(to);
    if (kind !== 'invokes' || tool === undefined) continue;
    const call = { tool, at: provenance.at };
    append(calls, from, call);
    if (meanOf(trust.against) > 0) append(givers, from, call);
  }
  for (const { kind, from, to, provenance } of relations) {
    const tool = component.get(from);
    if (kind !== 'feeds' || provenance.certainty === 'assumed' || tool === undefined) continue;
    if (isIn('tool', tool.kind)) append(givers, to, { tool, at: provenance.at });
  }
  return { calls, givers };
}

/** `accesses` and `reads` of each component, and what `feeds` or `messages` it. */
function ownOf(component: Components, relations: readonly Relation[]): Own {
  const from = new Map<string, Relation[]>();
  const to = new Map<string, Relation[]>();
  for (const relation of relations) {
    const { kind } = relation;
    if (kind === 'accesses' || kind === 'reads') append(from, relation.from, relation);
    if ((kind === 'feeds' || kind === 'messages') && component.get(relation.from)?.exposed === true)
      append(to, relation.to, relation);
  }
  return { from, to };
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Where an agent's hostile content comes from: what a tool gives it, or who writes to it. */
function untrusted(agent: string, component: Components, { givers }: Tools, own: Own): Flow | undefined {
  const call = givers.get(agent)?.find(has('ingest-untrusted'));
  if (call !== undefined) {
    const { tool, at } = call;
    const behind = own.from
      .get(tool.id)
      ?.find(({ kind, to }) => kind === 'accesses' && component.get(to)?.exposed === true);
    return { steps: [behind?.to ?? 'outside content', tool.id], at };
  }
  const source = own.to.get(agent)?.find(({ provenance }) => provenance.certainty !== 'assumed');
  return source === undefined ? undefined : { steps: [source.from], at: source.provenance.at };
}

/** What private data an agent reads: through a tool, or by itself. */
function privateData(agent: string, component: Components, { givers }: Tools, own: Own): string | undefined {
  const call = givers.get(agent)?.find(has('read-private'));
  if (call !== undefined) return `${call.tool.id} (private)`;
  const read = own.from.get(agent)?.find(({ kind, to }) => {
    const store = component.get(to)?.kind;
    return kind === 'reads' && (store === 'data-store' || store === 'rag-pipeline');
  });
  return read === undefined ? undefined : `${read.to} (private)`;
}

/** Over which components what one agent says reaches others: tasks, results, messages and shared stores. */
function influence(component: Components, relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  const add = (from: string, to: string): void => append(next, from, to);
  for (const { kind, from, to } of relations) {
    const isStore = isIn('store', component.get(to)?.kind ?? 'human');
    if (kind === 'delegates' || kind === 'spawns' || kind === 'messages' || (kind === 'writes' && isStore))
      add(from, to);
    if (kind === 'delegates' || kind === 'spawns' || (kind === 'reads' && isStore)) add(to, from);
  }
  return next;
}

/** The nearest component, itself first, at which something is found, with the way to it. */
function nearest(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  find: (id: string) => string | undefined,
): { readonly way: readonly string[]; readonly found: string } | undefined {
  const seen = new Set([start]);
  const queue: (readonly string[])[] = [[start]];
  for (let at = 0; at < queue.length; at++) {
    const way = queue[at] as readonly string[];
    const here = way.at(-1) as string;
    const found = find(here);
    if (found !== undefined) return { way, found };
    for (const id of next.get(here) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      queue.push([...way, id]);
    }
  }
  return undefined;
}

import { describePlace } from '../base/errors.ts';
import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { isIn } from '../graph/kinds.ts';
import type { Finding } from './importer.ts';

const MOST_FLOWS = 5;

/**
 * Ways on which content that strangers write can have private data sent away ("lethal trifecta", Willison 2025):
 * from an agent that takes such content in, over agents and stores, to one that reads private data, to one that has
 * a way out. The shortest for each agent that takes content in; the shortest of all first.
 */
export function toxicFlows({ components, relations }: Ecosystem): Finding[] {
  const component = new Map<string, Component>(components.map((one) => [one.id, one]));
  const agents = components.filter(({ kind }) => isIn('agent', kind));
  const tools = toolsOf(component, relations);
  const next = influence(component, relations);
  const flows = agents.flatMap(({ id }): Flow[] => {
    const entry = untrusted(id, component, relations, tools);
    if (entry === undefined) return [];
    const data = nearest(id, next, (agent) => privateData(agent, component, relations, tools));
    if (data === undefined) return [];
    const exit = nearest(data.way.at(-1) ?? id, next, (agent) => tools.get(agent)?.find(has('egress'))?.tool.id);
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
type Tools = ReadonlyMap<string, readonly Call[]>;

const has =
  (capability: string) =>
  ({ tool }: Call): boolean =>
    tool.tags.includes(capability);

/** Agent -> what it can call. */
function toolsOf(component: Components, relations: readonly Relation[]): Tools {
  const tools = new Map<string, Call[]>();
  for (const { kind, from, to, provenance } of relations) {
    const tool = component.get(to);
    if (kind === 'invokes' && tool !== undefined) {
      tools.set(from, [...(tools.get(from) ?? []), { tool, at: provenance.at }]);
    }
  }
  return tools;
}

/** Where an agent's hostile content comes from: what a tool of its brings back, or who writes to it. */
function untrusted(
  agent: string,
  component: Components,
  relations: readonly Relation[],
  tools: Tools,
): Flow | undefined {
  const call = tools.get(agent)?.find(has('ingest-untrusted'));
  const sources = relations.filter(
    ({ from, to, kind, provenance }) =>
      to === agent &&
      (kind === 'feeds' || kind === 'messages') &&
      provenance.certainty !== 'assumed' &&
      component.get(from)?.exposed === true,
  );
  if (call !== undefined) {
    const { tool, at } = call;
    const behind = relations.find(
      ({ from, kind, to }) => from === tool.id && kind === 'accesses' && component.get(to)?.exposed === true,
    );
    return { steps: [behind?.to ?? 'outside content', tool.id], at };
  }
  const [source] = sources;
  return source === undefined ? undefined : { steps: [source.from], at: source.provenance.at };
}

/** What private data an agent reads: through a tool, or by itself. */
function privateData(
  agent: string,
  component: Components,
  relations: readonly Relation[],
  tools: Tools,
): string | undefined {
  const call = tools.get(agent)?.find(has('read-private'));
  if (call !== undefined) return `${call.tool.id} (private)`;
  const read = relations.find(({ from, kind, to }) => {
    const store = component.get(to);
    return from === agent && kind === 'reads' && (store?.kind === 'data-store' || store?.kind === 'rag-pipeline');
  });
  return read === undefined ? undefined : `${read.to} (private)`;
}

/** Over which components what one agent says reaches others: tasks, results, messages and shared stores. */
function influence(component: Components, relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  const add = (from: string, to: string): void => void next.set(from, [...(next.get(from) ?? []), to]);
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

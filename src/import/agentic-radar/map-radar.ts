import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { addModel } from '../add-model.ts';
import { addUser } from '../add-user.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import { edgesByEnd } from '../edges-by-end.ts';
import type { Link } from '../flow.ts';
import { htmlText } from '../html-text.ts';
import { addWorkGraph } from '../langgraph/work-graph.ts';
import type { WorkStep } from '../langgraph/work-step.ts';
import { textOf } from '../located.ts';
import { withoutSecrets } from '../secrets.ts';
import { basicStep, END, type Flavour, START } from './basic-step.ts';
import { RadarServers } from './map-servers.ts';
import { mapTool, type Use } from './map-tools.ts';
import type { Radar, RadarAgent, RadarEdge, RadarNode } from './read-radar.ts';
import { reportFindings } from './report-findings.ts';

/** Nodes by name, which is their key; what is said of the same name twice is said of one. */
type Named = ReadonlyMap<string, RadarNode>;

export function mapRadar(drafts: Drafts, radar: Radar): void {
  const nodes = nodesByName(drafts, radar);
  const about = new Map(radar.agents.map((agent) => [agent.name, agent]));
  const guardrails = new Set(radar.agents.flatMap(({ name, isGuardrail }) => (isGuardrail ? [name] : [])));
  const agents = [...nodes.values()].filter(({ type, name }) => type === 'agent' && !guardrails.has(name));
  const idOf = new Map(agents.map((node) => [node.name, mapAgent(drafts, node, about.get(node.name), radar)]));
  const ids = new Map([...idOf, ...mapFlow(drafts, radar, nodes, idOf)]);
  mapCalled(drafts, radar, nodes, ids);
  mapModels(drafts, radar, nodes, ids, about);
  mapGuardrails(drafts, radar, nodes, ids, guardrails);
  reportFindings(drafts, radar);
  warnOfIdle(drafts, radar, ids);
  noteIsolated(drafts, radar, nodes);
}

/** What `agents` says; else the model nodes that the agent is joined with; else an assumed one. */
function mapModels(
  drafts: Drafts,
  { root }: Radar,
  nodes: Named,
  ids: ReadonlyMap<string, string>,
  about: ReadonlyMap<string, RadarAgent>,
): void {
  const infers = new Set(drafts.relations().flatMap(({ from, kind }) => (kind === 'infers' ? [from] : [])));
  for (const [name, id] of ids) {
    const llm = llmOf(about.get(name));
    if (llm === '' && infers.has(id)) continue;
    addModel(drafts, id, { name: llm, spot: about.get(name)?.llm ?? nodes.get(name)?.located ?? root });
  }
}

const llmOf = (agent: RadarAgent | undefined): string => htmlText(textOf(agent?.llm) ?? '').trim();

function nodesByName(drafts: Drafts, { nodes, agents }: Radar): Named {
  const byName = new Map<string, RadarNode>();
  for (const node of nodes) {
    const known = byName.get(node.name);
    if (known === undefined) byName.set(node.name, node);
    else if (known.type !== node.type) {
      const found = `${known.type.slice(0, 40)} and ${node.type.slice(0, 40)} of one name`;
      const fix = 'Names are the keys of Radar: rename one of the two in the source.';
      drafts.warnings.push({ at: node.located.at, expected: 'a name of its own', found, fix });
    }
  }
  for (const { name, located } of agents) {
    if (!byName.has(name))
      byName.set(name, { located, name, type: 'agent', category: undefined, description: undefined });
  }
  return byName;
}

function mapAgent(drafts: Drafts, { name, located }: RadarNode, about: RadarAgent | undefined, radar: Radar): string {
  // AutoGen's selectors and orchestrators, which Radar adds itself.
  const isSelector = name === 'Selector' && about === undefined && radar.agents.length > 0;
  const id = drafts.idFor(`node ${name}`, name);
  drafts.component({ id, kind: isSelector ? 'orchestrator' : 'agent', name, provenance: declared(located) });
  if (!isSelector) drafts.identify(id, { by: 'agent', key: name });
  return id;
}

/** What goes from step to step, without tools. @returns ids of steps that turned out to be agents */
function mapFlow(drafts: Drafts, radar: Radar, nodes: Named, idOf: ReadonlyMap<string, string>): Map<string, string> {
  const flavour: Flavour = [...nodes.keys()].some((name) => START.test(name) || END.test(name)) ? 'graph' : 'workflow';
  const reached = new Set(radar.edges.map(({ end }) => end));
  const joined = new Set(radar.edges.flatMap(({ start, end }) => [start, end]));
  const steps = [...nodes.values()].flatMap((node): WorkStep[] => {
    const { name, located: spot } = node;
    const id = idOf.get(name);
    const isBasic = node.type === 'basic' || !/^(?:agent|tool|custom_tool|mcp_server)$/.test(node.type);
    if (id !== undefined) {
      const part = name === 'Selector' ? 'orchestrator' : 'agent';
      return [{ key: `node ${name}`, name, spot, part, provenance: declared(spot), ids: [id] }];
    }
    if (!isBasic || END.test(name) || !joined.has(name)) return [];
    return [basicStep(drafts, node, flavour, !reached.has(name))].flatMap((step) => step ?? []);
  });
  const links = radar.edges.map((edge) => linkOf(edge, nodes, idOf));
  if (steps.length === 0) return new Map();
  const { agents: found } = addWorkGraph(drafts, { spot: radar.root, steps, links });
  addTasks(drafts, radar, steps, found);
  return new Map(steps.flatMap(({ key, name }) => (found.has(key) ? [[name, found.get(key) ?? '']] : [])));
}

/** Hand-offs are calls: of OpenAI's agents, and of a manager in CrewAI. All else passes content on. */
function linkOf(
  { start, end, condition, located: spot }: RadarEdge,
  nodes: Named,
  idOf: ReadonlyMap<string, string>,
): Link {
  const isOpenAi = nodes.has('start') && nodes.has('end');
  const isBetween = idOf.has(start) && idOf.has(end);
  const isHandoff = condition === 'handoff' || condition === 'hierarchical_delegation' || isOpenAi;
  return { from: `node ${start}`, to: `node ${end}`, spot, ...(isBetween && isHandoff ? { isCall: true } : {}) };
}

/** Where nothing says who begins, somebody gives tasks to agents that no other agent does. */
function addTasks(drafts: Drafts, radar: Radar, steps: readonly WorkStep[], found: ReadonlyMap<string, string>): void {
  if (steps.some(({ part }) => part === 'start')) return;
  const agents = steps.filter(({ key }) => found.has(key));
  const busy = new Set(radar.edges.filter(({ start }) => found.has(`node ${start}`)).map(({ end }) => `node ${end}`));
  const free = agents.filter(({ key }) => !busy.has(key));
  const to = (free.length > 0 ? free : agents).flatMap(({ key }) => found.get(key) ?? []);
  if (to.length > 0) addUser(drafts, { to, spot: radar.root });
}

/** Tools and servers of agents; which end of an edge is the agent depends on the framework. */
function mapCalled(drafts: Drafts, radar: Radar, nodes: Named, ids: ReadonlyMap<string, string>): void {
  const servers = new RadarServers(drafts);
  const edgesOf = edgesByEnd(radar.edges, ({ start, end }) => [start, end]);
  const loose: RadarNode[] = [];
  for (const node of nodes.values()) {
    if (!isCalled(node)) continue;
    const uses = usesOf(node, edgesOf.get(node.name) ?? [], ids);
    if (node.type === 'mcp_server') servers.add(node, uses);
    else mapTool(drafts, node, uses);
    if (uses.length === 0) loose.push(node);
  }
  warnOfLoose(drafts, radar, loose);
}

const isCalled = ({ type }: RadarNode): boolean => /^(?:tool|custom_tool|mcp_server)$/.test(type);

/** By its edges; without any it can only be the one agent's, if there is only one. */
function usesOf(node: RadarNode, edges: readonly RadarEdge[], ids: ReadonlyMap<string, string>): Use[] {
  const uses = edges.flatMap(({ start, end, located }): Use[] => {
    const agent = start === node.name ? end : start;
    const id = ids.get(agent);
    return id === undefined ? [] : [{ id, name: agent, provenance: declared(located) }];
  });
  const [only, another] = [...ids];
  if (edges.length > 0 || only === undefined || another !== undefined) return uses;
  const [name, id] = only;
  const rule = 'Radar does not say which agent calls it, and there is only one';
  return [{ id, name, provenance: assumed(node.located, rule) }];
}

function warnOfLoose(drafts: Drafts, { root }: Radar, loose: readonly RadarNode[]): void {
  if (loose.length === 0) return;
  const names = loose.slice(0, 3).map(({ name }) => withoutSecrets(name).slice(0, 60));
  const found = `${loose.length} tools or servers that no agent is joined with, such as ${names.join(', ')}`;
  const fix = 'Add who calls them: by itself a tool spreads nothing.';
  drafts.warnings.push({ at: root.at, expected: 'an agent for each tool', found, fix });
}

/** Agents that look at what goes into another one. */
function mapGuardrails(
  drafts: Drafts,
  radar: Radar,
  nodes: Named,
  ids: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
): void {
  for (const name of names) {
    const node = nodes.get(name);
    if (node === undefined) continue;
    const guarded = radar.edges.flatMap(({ start, end }) => (end === name ? (ids.get(start) ?? []) : []));
    const on = [...new Set(guarded)].flatMap((to): SelectorDraft[] => [
      { kind: 'messages', to, direction: 'along' },
      { kind: 'feeds', to, direction: 'along' },
    ]);
    if (on.length === 0) {
      const why = 'Radar does not say which agent it guards';
      drafts.ignored.push({ what: `guardrail ${name.slice(0, 80)}`, where: describePlace(node.located.at), why });
      continue;
    }
    const rule = 'is_guardrail: it looks at what the agent is given';
    addGuardrail(drafts, { key: `node ${name}`, id: name, name, on, provenance: inferred(node.located, rule) });
  }
}

/** Agents that nobody gives anything: their callers are in another file, or Radar did not see them. */
function warnOfIdle(drafts: Drafts, { root }: Radar, ids: ReadonlyMap<string, string>): void {
  const given = new Set(drafts.relations().flatMap(({ kind, to }) => (GIVES.test(kind) ? [to] : [])));
  const idle = [...ids].filter(([, id]) => !given.has(id)).map(([name]) => withoutSecrets(name).slice(0, 60));
  if (idle.length === 0) return;
  const found = `none for ${idle.slice(0, 3).join(', ')}${idle.length > 3 ? ` and ${idle.length - 3} more` : ''}`;
  const fix = 'Add who calls them, such as a tool that runs another workflow.';
  drafts.warnings.push({ at: root.at, expected: 'somebody who gives each agent its work', found, fix });
}

const GIVES = /^(?:messages|delegates|feeds)$/;

/** Edges that become nothing, and nodes without any. */
function noteIsolated(drafts: Drafts, { edges, root }: Radar, nodes: Named): void {
  const joined = new Set(edges.flatMap(({ start, end }) => [start, end]));
  const loose = [...nodes.values()].filter(
    ({ name, type }) => !joined.has(name) && !START.test(name) && !END.test(name) && type !== 'agent',
  );
  const basic = loose.filter(({ type }) => type === 'basic' || type === 'default');
  for (const { name, located } of basic.slice(0, MOST_NOTES)) {
    drafts.ignored.push({
      what: `node ${name.slice(0, 80)}`,
      where: describePlace(located.at),
      why: 'it has no edges, and Radar does not say what it is',
    });
  }
  if (basic.length > MOST_NOTES) {
    const what = `${basic.length - MOST_NOTES} more nodes`;
    drafts.ignored.push({ what, where: describePlace(root.at), why: 'they have no edges either' });
  }
  const isTool = (name: string): boolean => /tool|mcp_server/.test(nodes.get(name)?.type ?? '');
  for (const { start, end, located } of edges) {
    if (!nodes.has(start) || !nodes.has(end)) {
      const fix = 'Correct the name, or export the graph again.';
      drafts.warnings.push({
        at: located.at,
        expected: 'an edge between two nodes',
        found: 'a name without a node',
        fix,
      });
    } else if (start === end || (isTool(start) && isTool(end))) {
      const why = start === end ? 'it leads to itself' : 'it joins two tools: what goes between them is the workflow’s';
      drafts.ignored.push({
        what: `edge from ${start.slice(0, 60)} to ${end.slice(0, 60)}`,
        where: describePlace(located.at),
        why,
      });
    }
  }
}

const MOST_NOTES = 5;

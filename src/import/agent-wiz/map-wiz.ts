import { describePlace } from '../../base/errors.ts';
import { addModel } from '../add-model.ts';
import { addUser } from '../add-user.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import type { Link } from '../flow.ts';
import { addWorkGraph } from '../langgraph/work-graph.ts';
import type { WorkStep } from '../langgraph/work-step.ts';
import { find, flagOf, textOf } from '../located.ts';
import { addParts } from './add-parts.ts';
import { addTeams } from './add-teams.ts';
import type { Wiz, WizEdge, WizNode } from './read-wiz.ts';
import { type Rated, type RatedNode, roleOfWiz } from './role-of-node.ts';

export function mapWiz(drafts: Drafts, wiz: Wiz): void {
  const rated = rate(drafts, wiz);
  const steps = [...rated.values()].flatMap((one) => stepOf(drafts, one));
  const { agents, runner } = addWorkGraph(drafts, { spot: wiz.root, steps, links: linksOf(wiz, rated) });
  const ids = new Map([...rated.keys()].flatMap((key) => (agents.has(key) ? [[key, agents.get(key) ?? '']] : [])));
  addTeams(drafts, wiz, rated, ids);
  addDelegations(drafts, rated, ids);
  addTask(drafts, wiz, steps, ids);
  addParts(drafts, wiz, rated, { ids, runner });
  const infers = new Set(drafts.relations().flatMap(({ from, kind }) => (kind === 'infers' ? [from] : [])));
  for (const [key, id] of ids) {
    const node = rated.get(key)?.node;
    const name = modelOf(node);
    if (name !== '' || !infers.has(id)) addModel(drafts, id, { name, spot: node?.located ?? wiz.root });
  }
  noteEdges(drafts, wiz, rated);
}

function rate(drafts: Drafts, { nodes, edges }: Wiz): Rated {
  const assigned = new Set(edges.flatMap(({ to, type }) => (type === 'assignment' ? [to] : [])));
  const rated = new Map<string, RatedNode>();
  for (const node of nodes) {
    if (!rated.has(node.key))
      rated.set(node.key, { node, role: assigned.has(node.key) ? { part: 'task' } : roleOfWiz(node) });
    else {
      const why = 'a node before it has the same name, which is its key';
      drafts.ignored.push({ what: `node ${node.name.slice(0, 80)}`, where: describePlace(node.located.at), why });
    }
  }
  return rated;
}

/** Parts that stand beside the flow, and ends, are no steps. */
const BESIDE = new Set(['tool', 'model', 'team', 'task', 'end']);

function stepOf(drafts: Drafts, { node, role }: RatedNode): WorkStep[] {
  const { key, name, located: spot } = node;
  const { part, rule, isKnown = true } = role;
  if (BESIDE.has(part)) return [];
  const provenance = rule === undefined ? declared(spot) : isKnown ? inferred(spot, rule) : assumed(spot, rule);
  if (part === 'trigger') return triggerOf(drafts, node);
  if (part === 'agent' || part === 'orchestrator') {
    const id = drafts.idFor(`node ${key}`, name);
    drafts.component({ id, kind: part, name, provenance });
    if (rule === undefined) drafts.identify(id, { by: 'agent', key: name });
    return [{ key, name, spot, part, provenance, ids: [id] }];
  }
  return [{ key, name, spot, part: part as WorkStep['part'], provenance }];
}

/** What sets a workflow of n8n off. */
function triggerOf(drafts: Drafts, { key, name, located: spot, metadata }: WizNode): WorkStep[] {
  const type = textOf(find(metadata, 'n8n_type')) ?? '';
  if (/manual/i.test(type))
    return [{ key, name, spot, part: 'start', provenance: inferred(spot, 'a user starts the workflow') }];
  if (/schedule|cron|interval|executeWorkflow|error/i.test(type)) {
    const why = 'it starts the workflow without content of its own';
    drafts.ignored.push({ what: `node ${name.slice(0, 80)}`, where: describePlace(spot.at), why });
    return [{ key, name, spot, part: 'pass', provenance: inferred(spot, why) }];
  }
  const isContent = !/chat|form/i.test(type);
  const provenance = inferred(spot, 'a trigger that anybody may write to');
  const id = drafts.idFor(`node ${key}`, name);
  drafts.component({ id, kind: isContent ? 'external' : 'human', name, exposed: true, provenance });
  return [{ key, name, spot, part: 'start', provenance, ids: [id], isContent }];
}

/** Tasks of CrewAI stand for the agents that they are assigned to; hand-offs are calls. */
function linksOf({ edges }: Wiz, rated: Rated): Link[] {
  const agentOf = new Map<string, string>();
  for (const { node, role } of rated.values()) {
    const agent = textOf(find(node.metadata, 'agent'));
    if (role.part === 'task' && agent !== undefined) agentOf.set(node.key, agent);
  }
  for (const { from, to, type } of edges) if (type === 'assignment') agentOf.set(to, from);
  const links = edges.filter(({ type }) => !/^(?:assignment|member_of_team|tool_usage)$/.test(type));
  return links.flatMap(({ from, to, type, located: spot }): Link[] => {
    const [start, end] = [agentOf.get(from) ?? from, agentOf.get(to) ?? to];
    if (start === end) return [];
    return [{ from: start, to: end, spot, ...(/hand_?off|delegat|transfer/.test(type) ? { isCall: true } : {}) }];
  });
}

/** CrewAI lets agents with allow_delegation hand work to all others of their crew. */
function addDelegations(drafts: Drafts, rated: Rated, ids: ReadonlyMap<string, string>): void {
  if (ids.size > MOST_CREW) return;
  for (const [key, from] of ids) {
    const node = rated.get(key)?.node;
    const allowed = find(node?.metadata, 'allow_delegation');
    if (flagOf(allowed) !== true || allowed === undefined) continue;
    const rule = 'allow_delegation: it may hand work to every other agent';
    for (const to of ids.values()) {
      if (to !== from) drafts.relation({ from, to, kind: 'delegates', provenance: inferred(allowed, rule) });
    }
  }
}

/** Beyond this a graph holds more than one crew, and every pair would be a relation. */
const MOST_CREW = 100;

/** Where nothing says who begins, somebody gives tasks to agents that no other agent does. */
function addTask(drafts: Drafts, { root }: Wiz, steps: readonly WorkStep[], ids: ReadonlyMap<string, string>): void {
  const starts = new Set(steps.flatMap(({ part, ids: own = [] }) => (part === 'start' ? own : [])));
  const human = new Set(drafts.components().flatMap(({ id, kind }) => (kind === 'human' ? [id] : [])));
  const given = drafts.relations().filter(({ kind }) => /^(?:messages|delegates|feeds)$/.test(kind));
  if (given.some(({ from }) => human.has(from) || starts.has(from))) return;
  const busy = new Set(given.map(({ to }) => to));
  const free = [...ids.values()].filter((id) => !busy.has(id));
  const to = free.length > 0 ? free : [...ids.values()];
  if (to.length > 0) addUser(drafts, { to, spot: root });
}

/** `'gpt-5-mini'` with the quotes of the source; anything that is no plain text there is not known. */
function modelOf(node: WizNode | undefined): string {
  const keys = [['config', 'model'], ['model'], ['llm'], ['config', 'llm']];
  for (const path of keys) {
    const text = textOf(find(node?.metadata, ...path))?.trim() ?? '';
    const [, quoted] = /^['"]([^'"]+)['"]$/.exec(text) ?? [];
    if (quoted !== undefined) return quoted;
    if (/^[\w./:-]+$/.test(text) && /\d|gpt|claude|gemini|llama|mistral/i.test(text)) return text;
  }
  return '';
}

/** Edges that name a node that is not there. */
function noteEdges(drafts: Drafts, { edges }: Wiz, rated: Rated): void {
  const lost = edges.filter(({ from, to }: WizEdge) => !rated.has(from) || !rated.has(to));
  for (const { located } of lost.slice(0, MOST_WARNINGS)) {
    const fix = 'Correct the name, or extract the graph again.';
    drafts.warnings.push({
      at: located.at,
      expected: 'an edge between two nodes',
      found: 'a name without a node',
      fix,
    });
  }
}

const MOST_WARNINGS = 20;

import { describePlace } from '../../base/errors.ts';
import { declared } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import { addAgent } from './add-agent.ts';
import { addVisitor } from './add-visitor.ts';
import { addAbilities } from './agent-abilities.ts';
import type { Chatflow } from './chatflow.ts';
import { addBridges, addMissingModels } from './chatflow-agents.ts';
import { addParts } from './chatflow-parts.ts';
import { ChatflowUsers } from './chatflow-users.ts';
import { type ComponentLink, componentLinks } from './component-links.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowGraph, FlowNode } from './flow-node.ts';
import { addCode, warnUnknown } from './map-agentflow.ts';
import { namedSetting, settingOf, shortLabel } from './part.ts';
import { isAgentRole, type NodeRole } from './roles.ts';
import { jumps } from './step-links.ts';

/** A flow of version 1: a chat flow, a sequence of agents, or a supervisor with workers. */
export function mapChatflow(context: FlowiseContext, graph: FlowGraph, flowKey: string): void {
  const nodes = [...graph.nodes.values()];
  const links = componentLinks(graph);
  const agents = new Map<FlowNode, Caller>();
  for (const node of nodes)
    if (isAgentRole(node.role) || node.role === 'flow-step')
      agents.set(node, addAgent(context.drafts, named(node, links)));
  const flow = { context, flowKey, nodes, links, agents, users: new ChatflowUsers(agents, links) };
  for (const [node, agent] of agents) context.secrets.add(node, [agent.id], addAbilities(context, node, agent));
  addParts(flow);
  addBridges(flow);
  addMissingModels(flow);
  addSteps(flow, graph, flowKey);
  addCalls(flow);
  for (const node of nodes) tellRest(flow, node);
}

/** A chain or engine without a name of its own is told from others by what agents know it as. */
function named(node: FlowNode, links: readonly ComponentLink[]): FlowNode {
  const bridges = links.filter(({ from, to }) => from === node && to.role === 'bridge');
  const [bridge] = bridges;
  const name = bridge === undefined || bridges.length > 1 ? undefined : settingOf(bridge.to, 'toolName', 'name');
  return name === undefined ? node : { ...node, label: shortLabel(`${node.label} ${name}`) };
}

function addSteps(flow: Chatflow, graph: FlowGraph, flowKey: string): void {
  const { context, nodes, links, agents } = flow;
  const { drafts } = context;
  const teams = links.filter(isTeam);
  for (const { from, to, spot } of teams) {
    const [supervisor, worker] = [agents.get(from)?.id, agents.get(to)?.id];
    if (supervisor === undefined || worker === undefined) continue;
    drafts.relation({ from: supervisor, to: worker, kind: 'delegates', provenance: declared(spot) });
  }
  const steps = nodes.flatMap((node) => stepOf(flow, node, flowKey));
  const order = links
    .filter((link) => !isTeam(link))
    .map(({ from, to, spot }): Link => ({ from: from.id, to: to.id, spot }));
  addFlow(drafts, steps, [...order, ...jumps(drafts, graph.nodes), ...variableLinks(nodes)]);
  if (!nodes.some(({ role }) => role === 'start')) addFirstVisitor(flow, flowKey);
}

const isTeam = ({ from, to }: ComponentLink): boolean => from.name === 'supervisor' && to.name === 'worker';

function stepOf({ context, agents }: Chatflow, node: FlowNode, flowKey: string): Step[] {
  const step = { key: node.id, name: node.label, spot: node.spot };
  const agent = agents.get(node);
  if (agent !== undefined) return [{ ...step, role: 'agent', id: agent.id }];
  switch (node.role) {
    case 'start':
      return [{ ...step, role: 'source', isHuman: true, id: addVisitor(context, flowKey, node.spot) }];
    case 'code':
      return [{ ...step, role: 'tool', id: addCode(context, node) }];
    case 'pass':
    case 'loop':
    case 'tool-node':
      return [{ ...step, role: 'pass' }];
    default:
      return [];
  }
}

/** What is set under a name comes back where it is got. */
function variableLinks(nodes: readonly FlowNode[]): Link[] {
  const named = (kind: string) =>
    nodes.flatMap((node) => (node.name === kind ? [{ node, name: settingOf(node, 'variableName') }] : []));
  return named('setVariable').flatMap((set) =>
    named('getVariable').flatMap((get) =>
      set.name === undefined || set.name !== get.name
        ? []
        : [{ from: set.node.id, to: get.node.id, spot: get.node.spot }],
    ),
  );
}

/** The question of a chat comes to all agents that no other agent gives work. */
function addFirstVisitor({ context, agents }: Chatflow, flowKey: string): void {
  const own = new Set([...agents.values()].map(({ id }) => id));
  const busy = new Set(
    context.drafts
      .relations()
      .flatMap(({ kind, from, to }) => ((kind === 'messages' || kind === 'delegates') && own.has(from) ? [to] : [])),
  );
  const free = [...agents.values()].filter(({ id }) => !busy.has(id));
  const first = free.length > 0 ? free : [...agents.values()];
  for (const { id, spot } of first) addVisitor(context, flowKey, spot, [id]);
}

function addCalls({ context: { calls }, agents }: Chatflow): void {
  for (const [node, { id: from }] of agents) {
    const flow = node.role === 'flow-step' ? namedSetting(node, 'selectedFlow', 'executeFlowSelectedFlow') : undefined;
    if (flow !== undefined) calls.push({ from, target: flow.text, spot: flow.spot });
  }
}

/** What holds no secrets as a component. */
const TOLD: ReadonlySet<NodeRole> = new Set<NodeRole>([
  'pass',
  'detail',
  'unknown',
  'loop',
  'tool-node',
  'parser',
  'analytics',
]);

function tellRest({ context }: Chatflow, node: FlowNode): void {
  if (TOLD.has(node.role)) context.secrets.tell(node);
  if (node.role === 'unknown') warnUnknown(context, node);
  if (node.role !== 'detail') return;
  const isState = node.name === 'seqState';
  const why = isState ? 'the state of one run goes along with the messages' : 'it says nothing about who trusts whom';
  context.drafts.ignored.push({ what: node.label, where: describePlace(node.spot.at), why });
}

import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { addModel } from '../add-model.ts';
import { addTool } from '../add-tool.ts';
import { declared, inferred } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { addLoader } from './add-loader.ts';
import { addMemoryUsers } from './add-memory.ts';
import { addVisitor } from './add-visitor.ts';
import { askBefore, isOn } from './agentflow-parts.ts';
import type { ChatflowUsers } from './chatflow-users.ts';
import { becauseOf, type ComponentLink, reachedFrom } from './component-links.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowNode } from './flow-node.ts';
import { settingOf, unpacked } from './part.ts';
import { addPartModel } from './part-model.ts';
import { addDocumentStore, addPartStore } from './part-store.ts';
import { addPartTool } from './part-tool.ts';
import type { NodeRole } from './roles.ts';

export type Chatflow = {
  readonly context: FlowiseContext;
  readonly flowKey: string;
  readonly nodes: readonly FlowNode[];
  readonly links: readonly ComponentLink[];
  readonly agents: ReadonlyMap<FlowNode, Caller>;
  readonly users: ChatflowUsers;
};

type Adder = (flow: Chatflow, node: FlowNode) => string | undefined;

/** Everything that agents of version 1 use: nodes of their own, joined by edges from them to their users. */
export function addParts(flow: Chatflow): void {
  const ids = new Map<FlowNode, string>();
  for (const node of flow.nodes) {
    const id = adders[node.role]?.(flow, node);
    if (id !== undefined) ids.set(node, id);
  }
  for (const [node, id] of ids) if (isKept(node)) addReaders(flow, node, id, ids);
  for (const node of flow.nodes) if (node.role === 'loader') addLoaded(flow, node, ids);
  for (const [node, agent] of flow.agents) addInterrupt(flow, node, agent, ids);
}

const adders: Partial<Record<NodeRole, Adder>> = {
  model: (flow, node) => addModelNode(flow, node),
  embedding: (flow, node) => addModelNode(flow, node),
  tool: ({ context, users }, node) => addPartTool(context, node, users.of(node))[0],
  'flow-tool': ({ context, users }, node) => addPartTool(context, node, users.of(node))[0],
  memory: (flow, node) => addKept(flow, node, 'memory'),
  cache: (flow, node) => addKept(flow, node, 'data-store'),
  store: ({ context }, node) => addPartStore(context, node),
  'document-store': ({ context }, node) =>
    addDocumentStore(context, settingOf(node, 'selectedStore') ?? node.key, node.spot, node.label),
  pipeline: ({ context: { drafts } }, node) =>
    drafts.component({ id: drafts.idFor(node.key, node.label), kind: 'rag-pipeline', provenance: declared(node.spot) }),
  parser: addParser,
  moderation: addModeration,
  analytics: addAnalytics,
};

const isKept = ({ role }: FlowNode): boolean => role === 'store' || role === 'document-store' || role === 'pipeline';

function addModelNode({ context, users }: Chatflow, node: FlowNode): string | undefined {
  const using = users.of(node);
  if (using.length === 0) {
    const why = node.role === 'model' ? 'no agent uses it' : 'no agent looks anything up with it';
    context.drafts.ignored.push({ what: `${node.role} ${node.label}`, where: describePlace(node.spot.at), why });
    context.secrets.tell(node);
    return undefined;
  }
  return addPartModel(context, node, using);
}

function addKept({ context, users }: Chatflow, node: FlowNode, kind: 'memory' | 'data-store'): string {
  const { drafts, secrets } = context;
  const id = drafts.idFor(node.key, node.label);
  drafts.component({ id, kind, provenance: declared(node.spot) });
  const using = users.of(node);
  addMemoryUsers(context, id, using);
  secrets.add(node, using.length === 0 ? [id] : using.map((user) => user.id), id);
  return id;
}

function addParser({ context, users }: Chatflow, node: FlowNode): string {
  const facts = { title: 'bringing output into a form', can: [], behind: { form: 'nothing' } } as const;
  const tool = { key: node.key, name: node.label, spot: node.spot, knownAs: [], kind: 'plugin' } as const;
  return addTool(context.drafts, { ...tool, facts, callers: users.of(node).map(({ id }) => id) }).id;
}

/** Looks at what is said to an agent; at the start of a sequence, at what users say. */
function addModeration(flow: Chatflow, node: FlowNode): string | undefined {
  const { drafts, secrets } = flow.context;
  const on = flow.links.flatMap(({ from, to }): SelectorDraft[] => {
    if (from !== node) return [];
    const agent = flow.agents.get(to);
    if (agent !== undefined) return [{ kind: 'messages', to: agent.id, direction: 'along' }];
    if (to.role !== 'start') return [];
    return [{ kind: 'messages', from: addVisitor(flow.context, flow.flowKey, to.spot), direction: 'along' }];
  });
  if (on.length === 0) {
    drafts.ignored.push({ what: node.label, where: describePlace(node.spot.at), why: 'nothing is moderated by it' });
    return undefined;
  }
  const name = `guardrail: ${node.label}`;
  const id = addGuardrail(drafts, { key: node.key, id: node.label, name, on, provenance: declared(node.spot) });
  secrets.add(node, [id]);
  return id;
}

function addAnalytics({ context, agents }: Chatflow, node: FlowNode): string {
  const { drafts } = context;
  const id = drafts.idFor(node.key, node.label);
  const provenance = inferred(node.spot, 'what agents of the flow do is sent there');
  drafts.component({ id, kind: 'log-store', provenance: declared(node.spot) });
  for (const agent of agents.values()) drafts.relation({ from: agent.id, to: id, kind: 'writes', provenance });
  return id;
}

/** Agents, tools and pipelines read a store; one store is loaded into another. */
function addReaders(
  { context, users, agents }: Chatflow,
  node: FlowNode,
  id: string,
  ids: ReadonlyMap<FlowNode, string>,
): void {
  const { drafts, secrets } = context;
  const holders: string[] = [];
  for (const reached of reachedFrom(node, users.uses, (one) => agents.has(one) || ids.has(one))) {
    const reader = agents.get(reached.node)?.id ?? ids.get(reached.node) ?? '';
    const because = becauseOf(reached);
    const provenance = because === undefined ? declared(reached.spot) : inferred(reached.spot, because);
    if (reached.node.role === 'store') drafts.relation({ from: id, to: reader, kind: 'feeds', provenance });
    else if (READS.has(reached.node.role)) drafts.relation({ from: reader, to: id, kind: 'reads', provenance });
    else continue;
    holders.push(reader);
  }
  if (node.role !== 'document-store') secrets.add(node, holders.length === 0 ? [id] : holders, id);
}

const READS: ReadonlySet<NodeRole> = new Set<NodeRole>(['agent', 'orchestrator', 'tool', 'pipeline']);

function addLoaded({ context, users, agents }: Chatflow, node: FlowNode, ids: ReadonlyMap<FlowNode, string>): void {
  const into = reachedFrom(node, users.uses, (one) => agents.has(one) || isKept(one));
  const loaded = into.flatMap((reached) => {
    const id = agents.get(reached.node)?.id ?? ids.get(reached.node);
    return id === undefined ? [] : [{ id, spot: reached.spot, because: becauseOf(reached) }];
  });
  if (loaded.length > 0) {
    addLoader(context, node, loaded);
    return;
  }
  context.secrets.tell(node);
  const what = `loader ${node.label}`;
  context.drafts.ignored.push({ what, where: describePlace(node.spot.at), why: 'nothing takes what it loads' });
}

/** `interrupt`: a human is asked before the tools of a step, or of the tool node after it, are called. */
function addInterrupt(
  { context, links }: Chatflow,
  node: FlowNode,
  agent: Caller,
  ids: ReadonlyMap<FlowNode, string>,
): void {
  const toolNodes = links.flatMap(({ from, to }) => (from === node && to.role === 'tool-node' ? [to] : []));
  for (const one of [node, ...toolNodes]) {
    if (!isOn(find(one.inputs, 'interrupt'))) continue;
    const tools = links.flatMap(({ from, to }) => (to === one && from.role === 'tool' ? (ids.get(from) ?? []) : []));
    const on = tools.map((to): SelectorDraft => ({ kind: 'invokes', from: agent.id, to, direction: 'along' }));
    if (on.length > 0) askBefore(context, one, agent, on);
    else {
      const what = `approval of ${one.label}`;
      context.drafts.ignored.push({ what, where: describePlace(one.spot.at), why: 'it has no tools that would wait' });
    }
  }
}

/** Chains and engines that an agent calls as tools. */
export function addBridges({ context: { drafts }, nodes, links, agents }: Chatflow): void {
  for (const bridge of nodes.filter(({ role }) => role === 'bridge')) {
    const inner = links.flatMap(({ from, to }) => (to === bridge ? (agents.get(from) ?? []) : []));
    const outer = links.flatMap((link) =>
      link.from === bridge ? [{ caller: agents.get(link.to), spot: link.spot }] : [],
    );
    for (const { caller, spot } of outer)
      for (const { id: to } of inner) {
        if (caller === undefined || caller.id === to) continue;
        const provenance = inferred(spot, `${bridge.label} makes it a tool`);
        drafts.relation({ from: caller.id, to, kind: 'delegates', provenance });
      }
  }
}

/** Agents that no model of the file comes to: assistants are kept at their provider. */
export function addMissingModels({ context: { drafts, exported }, agents }: Chatflow): void {
  const known = new Set(drafts.relations().flatMap(({ kind, from }) => (kind === 'infers' ? [from] : [])));
  for (const [node, { id, spot }] of agents) {
    if (node.role === 'flow-step' || known.has(id)) continue;
    const stored = exported.assistants.get(settingOf(node, 'selectedAssistant') ?? '');
    addModel(drafts, id, { name: textOf(find(unpacked(find(stored, 'details')), 'model')), spot });
    if (!/assistant/i.test(node.name)) continue;
    drafts.toFill.push({ component: id, field: 'tools', why: 'its tools and files are kept at its provider' });
  }
}

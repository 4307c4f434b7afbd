import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { addTool } from '../add-tool.ts';
import { declared, inferred } from '../drafts.ts';
import { addMemoryUsers } from './add-memory.ts';
import { addVisitor } from './add-visitor.ts';
import type { Chatflow } from './chatflow.ts';
import { addInterrupt } from './chatflow-agents.ts';
import { addStoreLinks } from './chatflow-stores.ts';
import type { FlowNode } from './flow-node.ts';
import { addPartModel } from './part-model.ts';
import { addDocumentStoreNode, addPartStore } from './part-store.ts';
import { addPartTool } from './part-tool.ts';
import type { NodeRole } from './roles.ts';

/** @returns ids of the components that stand for the node */
type Adder = (flow: Chatflow, node: FlowNode) => string | readonly string[] | undefined;

/** Everything that agents of version 1 use: nodes of their own, joined by edges from them to their users. */
export function addParts(flow: Chatflow): void {
  const ids = new Map<FlowNode, readonly string[]>();
  for (const node of flow.nodes) {
    const added = adders[node.role]?.(flow, node);
    if (added !== undefined) ids.set(node, typeof added === 'string' ? [added] : added);
  }
  addStoreLinks(flow, ids);
  for (const [node, agent] of flow.agents) addInterrupt(flow, node, agent, ids);
}

const adders: Partial<Record<NodeRole, Adder>> = {
  model: (flow, node) => addModelNode(flow, node),
  embedding: (flow, node) => addModelNode(flow, node),
  tool: ({ context, users }, node) => addPartTool(context, node, users.of(node)),
  'flow-tool': ({ context, users }, node) => addPartTool(context, node, users.of(node)),
  memory: (flow, node) => addKept(flow, node, 'memory'),
  cache: (flow, node) => addKept(flow, node, 'data-store'),
  store: ({ context }, node) => addPartStore(context, node),
  'document-store': ({ context }, node) => addDocumentStoreNode(context, node),
  pipeline: ({ context: { drafts } }, node) =>
    drafts.component({ id: drafts.idFor(node.key, node.label), kind: 'rag-pipeline', provenance: declared(node.spot) }),
  parser: addParser,
  moderation: addModeration,
  analytics: addAnalytics,
};

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

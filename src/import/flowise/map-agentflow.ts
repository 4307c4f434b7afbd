import { describePlace } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import { addressOf, addWebRequest } from '../add-web-request.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { addFlow, type Step } from '../flow.ts';
import { find } from '../located.ts';
import { addAgent } from './add-agent.ts';
import { addVisitor, addWebhook } from './add-visitor.ts';
import { addAgentParts, documentStores, modelSettings, selectedPart } from './agentflow-parts.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowGraph, FlowNode } from './flow-node.ts';
import { isFilledIn, isOn, namedSetting, settingOf, settingsLike, shortLabel } from './part.ts';
import { addPartTool, codeFacts } from './part-tool.ts';
import { addRemoteAgent, isRemoteAgent } from './remote-agent.ts';
import { flowLinks, nearestBefore, outOf, storeKey } from './step-links.ts';
import { stepReferences } from './step-references.ts';

/** An agent flow of version 2: its edges are the order of its steps; all else is in the settings of the steps. */
export function mapAgentflow(context: FlowiseContext, graph: FlowGraph, flowKey: string): void {
  const nodes = [...graph.nodes.values()];
  const links = flowLinks(context.drafts, graph);
  const memory = chatHistory(context, nodes, flowKey);
  const agents = new Map<string, Caller>();
  const steps: Step[] = [];
  // Agents first: steps may call tools for them.
  for (const node of nodes) if (isAgent(node)) agents.set(node.id, addAgent(context.drafts, node));
  for (const node of nodes) {
    const agent = agents.get(node.id);
    if (agent !== undefined) addAgentParts(context, node, agent, memory);
    const before = node.role === 'tool-step' ? nearestBefore(node.id, links, (id) => agents.has(id)) : [];
    const callers = before.flatMap((id) => agents.get(id) ?? []);
    steps.push(...stepsOf(context, node, { agent, callers, flowKey }));
  }
  const ends = [...new Set(nodes.flatMap(({ parent }) => parent ?? []))];
  for (const id of ends) {
    const node = graph.nodes.get(id);
    if (node !== undefined) steps.push({ ...pass(node), key: `${id}/end` });
  }
  const references = stepReferences(nodes, outOf(graph));
  addFlow(context.drafts, [...steps, ...references.states], [...links, ...references.links]);
}

const isAgent = (node: FlowNode): boolean =>
  node.role === 'agent' ||
  node.role === 'orchestrator' ||
  node.role === 'flow-step' ||
  (node.role === 'unknown' && modelSettings(node).length > 0) ||
  (node.role === 'tool-step' && selectsFlow(node));

const selectsFlow = (node: FlowNode): boolean =>
  /^(?:chatflowTool|agentAsTool)$/i.test(settingOf(node, 'toolAgentflowSelectedTool') ?? '');

const pass = (node: FlowNode): Step => ({ key: node.id, role: 'pass', name: node.label, spot: node.spot });

type Around = { readonly agent: Caller | undefined; readonly callers: readonly Caller[]; readonly flowKey: string };

function stepsOf(context: FlowiseContext, node: FlowNode, { agent, callers, flowKey }: Around): readonly Step[] {
  const step = { key: node.id, name: node.label, spot: node.spot };
  if (agent !== undefined) {
    callFlow(context, node, agent);
    if (node.role === 'unknown') warnUnknown(context, node);
    return [{ ...step, role: 'agent', id: agent.id }];
  }
  switch (node.role) {
    case 'start':
      return [startOf(context, node, flowKey)];
    case 'human-step':
      tellWording(context, node);
      return [{ ...step, role: 'gate' }];
    case 'code':
      return [{ ...step, role: 'tool', id: addCode(context, node) }];
    case 'http-step':
      return [{ ...step, role: 'tool', id: addHttp(context, node) }];
    case 'tool-step':
      return [toolStep(context, node, callers)];
    case 'retriever-step':
      return [pass(node), { ...step, key: storeKey(node.id), role: 'store', id: addRetriever(context, node) }];
    case 'note':
    case 'detail':
      return [];
    case 'unknown':
      warnUnknown(context, node);
      context.secrets.tell(node);
      return [pass(node)];
    default:
      context.secrets.tell(node);
      return [pass(node)];
  }
}

/** A human decides by what is read, and that may come from what is to be decided on. */
function tellWording({ drafts }: FlowiseContext, { label, inputs, spot }: FlowNode): void {
  if (settingOf({ inputs }, 'humanInputDescriptionType') !== 'dynamic') return;
  const detail = `a model words what the human of ${label} decides on, from what agents wrote: it can mislead`;
  drafts.findings.push({ title: 'Approval worded by a model', detail, where: describePlace(spot.at) });
}

export function warnUnknown({ drafts }: FlowiseContext, node: FlowNode): void {
  const expected = 'a node of Flowise that is known';
  const fix = `What ${node.label} does is not known: add it to the ecosystem if it reads, sends or runs something.`;
  drafts.warnings.push({ at: node.spot.at, expected, found: `the type ${node.name.slice(0, 60)}`, fix });
}

/** Steps that run another flow: `executeFlow`, or a tool that is a flow. */
function callFlow({ calls, drafts }: FlowiseContext, node: FlowNode, { id: from }: Caller): void {
  if (node.role !== 'flow-step' && node.role !== 'tool-step') return;
  if (isRemoteAgent(node)) addRemoteAgent(drafts, node, [from]);
  const inputs = node.role === 'tool-step' ? find(node.inputs, 'toolAgentflowSelectedToolConfig') : node.inputs;
  const names = ['executeFlowSelectedFlow', 'selectedFlow', 'selectedChatflow', 'selectedAgentflow'];
  const flow = namedSetting({ inputs }, ...names);
  if (flow !== undefined) calls.push({ from, target: flow.text, spot: flow.spot });
}

function startOf(context: FlowiseContext, node: FlowNode, flowKey: string): Step {
  const { drafts, secrets } = context;
  const { id: key, label: name, spot } = node;
  const type = settingOf(node, 'startInputType') ?? 'chatInput';
  if (/schedule|cron|timer/i.test(type)) {
    const why = 'nobody writes what a schedule starts';
    drafts.ignored.push({ what: `start ${type.slice(0, 40)}`, where: describePlace(spot.at), why });
    return pass(node);
  }
  const isHuman = !/webhook/i.test(type);
  const id = isHuman ? addVisitor(context, flowKey, spot) : addWebhook(context, flowKey, node);
  secrets.add(node, [id]);
  return { key, name, spot, role: 'source', id, isHuman };
}

export function addCode(context: FlowiseContext, node: FlowNode): string {
  const facts = codeFacts(context, node);
  const name = shortLabel(settingOf(node, 'functionName') ?? node.label);
  const tool = { key: node.key, name, spot: node.spot, knownAs: [], callers: [], kind: 'plugin' } as const;
  const { id, opens } = addTool(context.drafts, facts === undefined ? tool : { ...tool, facts });
  context.secrets.add(node, [id], opens);
  return id;
}

function addHttp({ drafts, secrets }: FlowiseContext, node: FlowNode): string {
  const address = addressOf(settingOf(node, 'url'), isFilledIn);
  const writes = !/^(?:GET|HEAD)$/i.test(settingOf(node, 'method') ?? 'GET');
  const can = writes ? ['egress', 'write'] : ['egress'];
  const tags = address.form === 'unknown' ? can : [];
  const tool = { key: node.key, name: node.label, spot: node.spot, callers: [], tags };
  const { id, opens } = addWebRequest(drafts, { ...tool, address, writes });
  secrets.add(node, [id], opens);
  return id;
}

function toolStep(context: FlowiseContext, node: FlowNode, callers: readonly Caller[]): Step {
  const part = selectedPart(node, node.inputs, 'toolAgentflowSelectedTool');
  if (part === undefined) return pass(node);
  context.secrets.add(
    node,
    callers.map(({ id }) => id),
  );
  const isServer = find(part.inputs, 'mcpServerConfig') !== undefined;
  const label = isServer ? part.label : node.label;
  const [id, ...more] = addPartTool(context, { ...part, label }, isServer ? callers : []);
  return id === undefined || more.length > 0 ? pass(node) : { ...pass(node), role: 'tool', id };
}

function addRetriever(context: FlowiseContext, node: FlowNode): string {
  const { drafts } = context;
  const id = drafts.idFor(node.key, node.label);
  drafts.component({ id, kind: 'rag-pipeline', provenance: declared(node.spot) });
  for (const [, { value }] of settingsLike(node, /KnowledgeDocumentStores$/))
    for (const store of documentStores(context, value))
      drafts.relation({ from: id, to: store.id, kind: 'reads', provenance: declared(store.spot) });
  return id;
}

/** What is kept of a conversation is one for all agents of a flow that have memory switched on. */
function chatHistory({ drafts }: FlowiseContext, nodes: readonly FlowNode[], flowKey: string): string | undefined {
  const using = nodes.find((node) => settingsLike(node, /EnableMemory$/).some(([, { value }]) => isOn(value)));
  if (using === undefined) return undefined;
  const start = nodes.find(({ role }) => role === 'start');
  if (isOn(find(start?.inputs, 'startEphemeralMemory'))) {
    const why = 'each execution starts without it';
    drafts.ignored.push({ what: 'memory of agents', where: describePlace(using.spot.at), why });
    return undefined;
  }
  const spot: Spot = start?.spot ?? using.spot;
  const id = drafts.idFor(`chat history ${flowKey}`, 'chat history');
  const rule = 'agents of a flow with memory switched on share the history of its chat';
  return drafts.component({ id, kind: 'memory', name: 'history of the chat', provenance: inferred(spot, rule) });
}

import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { addModel } from '../add-model.ts';
import { declared } from '../drafts.ts';
import { entriesOf, find, type Located, textOf } from '../located.ts';
import { addMemoryUsers } from './add-memory.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowNode } from './flow-node.ts';
import { isOn, itemsOf, type Part, settingOf, settingsLike, shortLabel, unpacked } from './part.ts';
import { addPartModel } from './part-model.ts';
import { addDocumentStore, addPartStore } from './part-store.ts';
import { addBuiltInTool, addPartTool } from './part-tool.ts';

/** What an agent of an agent flow has: its model, tools, knowledge and memory are settings of its node. */
export function addAgentParts(
  context: FlowiseContext,
  node: FlowNode,
  agent: Caller,
  memory: string | undefined,
): void {
  context.secrets.add(node, [agent.id]);
  addModels(context, node, agent);
  addTools(context, node, agent);
  addKnowledge(context, node, agent);
  const remembers = settingsLike(node, /EnableMemory$/).find(([, { value }]) => isOn(value));
  if (memory !== undefined && remembers !== undefined)
    addMemoryUsers(context, memory, [{ id: agent.id, spot: remembers[1].value }]);
}

/** `agentModel` and `agentModelConfig`: what a node selects, and its settings. */
export function selectedPart(owner: Part, holder: Located | undefined, key: string, at = ''): Part | undefined {
  const selected = find(holder, key);
  const name = textOf(selected)?.trim() ?? '';
  if (selected === undefined || name === '') return undefined;
  const inputs = unpacked(find(holder, `${key}Config`));
  const label = shortLabel(name);
  return {
    key: `${owner.key} ${key}${at}`,
    name,
    label,
    spot: selected,
    inputs,
    credential: undefined,
    takes: undefined,
  };
}

export const modelSettings = (node: Part): readonly string[] =>
  settingsLike(node, /Model$/).flatMap(([name, { value }]) => (textOf(value) ? [name] : []));

function addModels(context: FlowiseContext, node: FlowNode, agent: Caller): void {
  const parts = modelSettings(node).flatMap((name) => selectedPart(node, node.inputs, name) ?? []);
  for (const part of parts) addPartModel(context, part, [{ id: agent.id, spot: part.spot }]);
  const isCall = node.role === 'flow-step' || node.role === 'tool-step';
  if (parts.length === 0 && !isCall) addModel(context.drafts, agent.id, { spot: node.spot });
}

function addTools(context: FlowiseContext, node: FlowNode, agent: Caller): void {
  const asked: SelectorDraft[] = [];
  for (const [name, { value }] of settingsLike(node, /Tools$/)) {
    for (const [at, item] of itemsOf(value).entries()) {
      const key = entriesOf(item).find(([one]) => one.endsWith('SelectedTool'))?.[0] ?? '';
      const part = selectedPart(node, item, key, ` ${name} ${at}`);
      if (part === undefined) continue;
      const calls = context.calls.length;
      const tools = addPartTool(context, part, [agent]);
      if (!isOn(find(item, `${key}RequiresHumanInput`))) continue;
      for (const call of context.calls.splice(calls)) context.calls.push({ ...call, isAsked: true });
      for (const to of tools) asked.push({ kind: 'invokes', from: agent.id, to, direction: 'along' });
    }
  }
  for (const [, { value }] of settingsLike(node, /ToolsBuiltIn/))
    for (const item of itemsOf(value)) {
      const name = textOf(item);
      if (name) addBuiltInTool(context, name, item, agent);
    }
  if (asked.length > 0) askBefore(context, node, agent, asked);
}

/** A human is asked before an agent calls these tools. */
export function askBefore(
  { drafts }: FlowiseContext,
  node: FlowNode,
  agent: Caller,
  on: readonly SelectorDraft[],
): void {
  const id = `approval of ${agent.id}`.slice(0, 200);
  const name = `approval of tools of ${agent.name}`;
  addApproval(drafts, { key: `approval ${node.key}`, id, name, on, provenance: declared(node.spot) });
}

function addKnowledge(context: FlowiseContext, node: FlowNode, agent: Caller): void {
  const { drafts, secrets } = context;
  const read = (to: string, spot: Located) =>
    drafts.relation({ from: agent.id, to, kind: 'reads', provenance: declared(spot) });
  for (const [, { value }] of settingsLike(node, /KnowledgeDocumentStores$/))
    for (const store of documentStores(context, value)) read(store.id, store.spot);
  for (const [, { value }] of settingsLike(node, /KnowledgeVSEmbeddings$/)) {
    for (const [at, item] of itemsOf(value).entries()) {
      const store = selectedPart(node, item, 'vectorStore', ` ${at}`);
      if (store === undefined) continue;
      const label = settingOf({ inputs: item }, 'knowledgeName') ?? store.label;
      const id = addPartStore(context, { ...store, label: shortLabel(label) });
      read(id, item);
      secrets.add(store, [agent.id], id);
      const embedding = selectedPart(node, item, 'embeddingModel', ` ${at}`);
      if (embedding !== undefined) addPartModel(context, embedding, [{ id: agent.id, spot: embedding.spot }]);
    }
  }
}

/** The document stores that a setting lists, as components. */
export function documentStores(context: FlowiseContext, list: Located) {
  return itemsOf(list).flatMap((item) => {
    const reference = textOf(find(item, 'documentStore'));
    return reference ? [{ id: addDocumentStore(context, reference, item), spot: item }] : [];
  });
}

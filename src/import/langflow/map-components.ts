import { addTool } from '../add-tool.ts';
import { addUser } from '../add-user.ts';
import { declared, inferred } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import type { FlowGraph, Mapped } from './flow-graph.ts';
import { addMcpComponent } from './mcp-component.ts';
import { addMemory } from './memory.ts';
import { addLoneModel, addNamedModel } from './model-choice.ts';
import type { LangflowNode } from './node.ts';
import { addRequest, addService } from './request.ts';
import { addVectorStore } from './vector-store.ts';

/** Components of a flow: agents first, since others are called by them. */
export function mapComponents(graph: FlowGraph): void {
  for (const node of graph.nodes) if (graph.is(node, 'agent', 'orchestrator')) addAgent(graph, node);
  for (const node of graph.nodes) addOther(graph, node);
}

function addAgent(graph: FlowGraph, node: LangflowNode): void {
  const { title: name, type, spot } = node;
  const mapped = graph.mapped(node);
  const kind = mapped.kind === 'orchestrator' ? 'orchestrator' : 'agent';
  const id = graph.drafts.idFor(`node ${node.key}`, name);
  graph.drafts.component({ id, kind, name, provenance: declared(spot) });
  if (!UNNAMED.test(name) && name !== type) graph.drafts.identify(id, { by: 'agent', key: name });
  mapped.id = id;
  const models = graph.into(node, 'model').filter(({ source }) => graph.is(source, 'model', 'agent'));
  if (models.length === 0) mapped.opens = addNamedModel(graph.drafts, id, node);
  for (const { source } of models) addNamedModel(graph.drafts, id, source);
  if (/^(?:LambdaFilter|SmartFunction|SmartTransform)/.test(type)) addLambda(graph, node, id);
}

/** Its model writes a function, which it runs. */
function addLambda(graph: FlowGraph, { key, title, spot }: LangflowNode, agent: string): void {
  const facts = { title: 'functions that a model writes', can: ['execute'], behind: { form: 'nothing' } } as const;
  const tool = { key: `lambda ${key}`, name: `function of ${title}`, spot, knownAs: [], kind: 'plugin' } as const;
  const provenance = inferred(spot, 'it runs the function that its model writes');
  addTool(graph.drafts, { ...tool, callers: [agent], facts, provenance });
}

function addOther(graph: FlowGraph, node: LangflowNode): void {
  const mapped = graph.mapped(node);
  const { kind } = mapped;
  const callers = graph.agentsAfter(node, 'tool').flatMap((agent) => graph.idOf(agent) ?? []);
  if (kind === 'chat-input') mapped.id = addVisitor(graph, node);
  else if (kind === 'webhook') mapped.id = addWebhook(graph, node);
  else if (kind === 'model' && graph.agentsAfter(node, 'model').length === 0)
    mapped.id = addLoneModel(graph.drafts, node);
  else if (kind === 'embeddings' || kind === 'reranker') mapped.id = addLoneModel(graph.drafts, node);
  else if (kind === 'vector-store' || kind === 'knowledge') addStore(graph, node, mapped, callers);
  else if (kind === 'memory') mapped.id = addMemory(graph.drafts, backingOf(graph, node));
  else if (kind === 'files') addFiles(graph, node, mapped, callers);
  else if (kind === 'mcp') addMcp(graph, node, mapped);
  else addCalled(graph, node, mapped, callers);
}

/** A message history may keep its messages in another memory. */
const backingOf = (graph: FlowGraph, node: LangflowNode): LangflowNode =>
  graph.into(node, 'memory').find(({ source }) => graph.is(source, 'memory'))?.source ?? node;

function addVisitor({ drafts }: FlowGraph, { spot }: LangflowNode): string {
  const provenance = inferred(spot, 'whoever opens the chat, or calls the API of the flow, writes to it');
  return addUser(drafts, { to: [], spot, name: 'user of the chat', exposed: true, provenance });
}

function addWebhook(graph: FlowGraph, { key, title, spot }: LangflowNode): string {
  const id = graph.drafts.idFor(`node ${key}`, title);
  const provenance = inferred(spot, 'whoever knows its address calls a webhook');
  return graph.drafts.component({ id, kind: 'external', name: title, exposed: true, provenance });
}

/** A store, and a tool before it where agents search it by themselves. */
function addStore(graph: FlowGraph, node: LangflowNode, mapped: Mapped, callers: readonly string[]): void {
  const store = addVectorStore(graph.drafts, node);
  mapped.id = store;
  if (callers.length === 0) return;
  const { key, title: name, spot } = node;
  const facts = { title: 'search in documents', can: ['read-private'], behind: { form: 'nothing' } } as const;
  const { id } = addTool(graph.drafts, { key: `node ${key}`, name, spot, knownAs: [], callers, facts });
  graph.drafts.relation({ from: id, to: store, kind: 'accesses', provenance: declared(spot) });
  mapped.id = id;
  mapped.opens = store;
}

function addFiles(
  graph: FlowGraph,
  { key, title, spot }: LangflowNode,
  mapped: Mapped,
  callers: readonly string[],
): void {
  const id = graph.drafts.idFor(`files ${key}`, callers.length === 0 ? title : `${title} data`);
  graph.drafts.component({ id, kind: 'data-store', name: `files of ${title}`, provenance: declared(spot) });
  mapped.id = id;
  if (callers.length === 0) return;
  const facts = { title: 'files', can: ['read-private', 'write'], behind: { form: 'nothing' } } as const;
  const tool = addTool(graph.drafts, { key: `node ${key}`, name: title, spot, knownAs: [], callers, facts });
  graph.drafts.relation({ from: tool.id, to: id, kind: 'accesses', provenance: declared(spot) });
  mapped.id = tool.id;
}

function addMcp(graph: FlowGraph, node: LangflowNode, mapped: Mapped): void {
  const agents = graph.agentsAfter(node, 'tool').flatMap((agent) => {
    const id = graph.idOf(agent);
    return id === undefined ? [] : [{ id, name: agent.title, spot: agent.spot }];
  });
  const id = addMcpComponent(graph.drafts, graph.servers, node, agents);
  if (id !== undefined) mapped.id = id;
}

function addCalled(graph: FlowGraph, node: LangflowNode, mapped: Mapped, callers: readonly string[]): void {
  const { key, title: name, type, spot } = node;
  const tool = { key: `node ${key}`, name, spot, callers };
  const filled = new Set(graph.into(node, 'content').map(({ field }) => field));
  if (mapped.kind === 'request') Object.assign(mapped, pick(addRequest(graph.drafts, node, { callers, filled })));
  else if (mapped.kind === 'service') Object.assign(mapped, pick(addService(graph.drafts, node, callers)));
  else if (mapped.kind === 'code') {
    const facts = { title: 'Python code', can: ['execute'], behind: { form: 'nothing' } } as const;
    Object.assign(mapped, pick(addTool(graph.drafts, { ...tool, knownAs: [], kind: 'plugin', facts })));
  } else if (mapped.kind === 'unknown') {
    Object.assign(mapped, pick(addTool(graph.drafts, { ...tool, knownAs: [], kind: 'plugin' })));
    warnOfUnknown(graph, node);
  } else if (callers.length > 0 && (mapped.kind === 'pass' || mapped.kind === 'model')) {
    mapped.id = addTool(graph.drafts, { ...tool, knownAs: [type, name], kind: 'plugin' }).id;
  }
}

function warnOfUnknown(graph: FlowGraph, { spot, type }: LangflowNode): void {
  const found = `"${shownName(type)}"`;
  const fix = 'It is taken for code of which nothing is known: say in the ecosystem what it reads, sends and runs.';
  graph.drafts.warnings.push({ at: spot.at, expected: 'a known type of component', found, fix });
}

/** What Langflow calls components that nobody has named. */
const UNNAMED =
  /^(?:Agents?|Language Model|Structured Output|Batch Run|LLM Router|OpenAI|Anthropic|Ollama|Groq|Azure OpenAI|Mistral(?:AI)?|Amazon Bedrock|Google Generative AI|Vertex AI|Tool Calling Agent|.*\b(?:Agent|Chain|Crew))$/i;

const pick = ({ id, opens }: { id: string; opens: string }): { id: string; opens: string } => ({ id, opens });

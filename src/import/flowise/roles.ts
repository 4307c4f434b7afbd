/** What a node is to the trust graph. */
export type NodeRole =
  /** Has a model and instructions of its own. */
  | 'agent'
  /** Has a model and leads others: supervisors, routers, chains, engines. */
  | 'orchestrator'
  | 'model'
  | 'embedding'
  | 'tool'
  | 'memory'
  /** Vector stores and graphs. */
  | 'store'
  | 'document-store'
  /** Retrievers: what looks things up in stores. */
  | 'pipeline'
  | 'loader'
  | 'cache'
  | 'moderation'
  | 'parser'
  | 'analytics'
  /** JavaScript that the flow runs. */
  | 'code'
  /** Makes a chain or an engine a tool of an agent. */
  | 'bridge'
  /** Makes another flow a tool of an agent. */
  | 'flow-tool'
  /** Steps of version 1: runs the tools that the model before it asked for. */
  | 'tool-node'
  | 'start'
  /** Steps of agent flows, version 2. */
  | 'flow-step'
  | 'tool-step'
  | 'http-step'
  | 'retriever-step'
  | 'human-step'
  | 'loop'
  /** Passes content on: conditions, prompts, variables. */
  | 'pass'
  /** Says nothing about trust. */
  | 'note'
  | 'detail'
  | 'unknown';

// biome-ignore format: a table
const byName: Readonly<Record<string, NodeRole>> = {
  stickyNote: 'note', stickyNoteAgentflow: 'note',
  seqStart: 'start', startAgentflow: 'start',
  supervisor: 'orchestrator', worker: 'agent',
  seqAgent: 'agent', seqLLMNode: 'agent', seqConditionAgent: 'orchestrator',
  seqToolNode: 'tool-node', seqExecuteFlow: 'flow-step', seqCustomFunction: 'code', seqLoop: 'loop',
  seqCondition: 'pass', seqEnd: 'pass', seqState: 'detail',
  agentAgentflow: 'agent', llmAgentflow: 'agent', conditionAgentAgentflow: 'orchestrator',
  toolAgentflow: 'tool-step', retrieverAgentflow: 'retriever-step', httpAgentflow: 'http-step',
  customFunctionAgentflow: 'code', executeFlowAgentflow: 'flow-step', humanInputAgentflow: 'human-step',
  loopAgentflow: 'loop', conditionAgentflow: 'pass', iterationAgentflow: 'pass', directReplyAgentflow: 'pass',
  customFunction: 'code', ifElseFunction: 'code',
  setVariable: 'pass', getVariable: 'pass', startFunction: 'pass', endFunction: 'pass',
  chainTool: 'bridge', queryEngineTool: 'bridge', queryEngineToolLlamaIndex: 'bridge',
  ChatflowTool: 'flow-tool', chatflowTool: 'flow-tool', agentAsTool: 'flow-tool',
  documentStore: 'document-store', documentStoreVS: 'document-store',
  plainText: 'pass', vectorStoreToDocument: 'pass', promptRetriever: 'pass',
};

// biome-ignore format: a table
const byCategory: Readonly<Record<string, NodeRole>> = {
  agents: 'agent', 'multi agents': 'agent', 'sequential agents': 'agent',
  chains: 'orchestrator', engine: 'orchestrator',
  'chat models': 'model', llms: 'model', 'multi modal models': 'model',
  embeddings: 'embedding',
  tools: 'tool', 'tools (mcp)': 'tool', 'mcp servers': 'tool',
  memory: 'memory', 'vector stores': 'store', graph: 'store', retrievers: 'pipeline',
  'document loaders': 'loader', cache: 'cache', moderation: 'moderation', 'output parsers': 'parser',
  analytic: 'analytics', analytics: 'analytics',
  prompts: 'pass', utilities: 'pass', 'text splitters': 'detail',
  'response synthesizer': 'detail', 'record manager': 'detail', 'speech to text': 'detail',
};

/** Where neither says it: classes that a node declares. */
const byClass: readonly (readonly [string, NodeRole])[] = [
  ['BaseChatModel', 'model'],
  ['BaseLLM', 'model'],
  ['Embeddings', 'embedding'],
  ['AgentExecutor', 'agent'],
  ['BaseChain', 'orchestrator'],
  ['VectorStore', 'store'],
  ['BaseRetriever', 'pipeline'],
  ['BaseMemory', 'memory'],
  ['Document', 'loader'],
  ['Moderation', 'moderation'],
  ['Tool', 'tool'],
];

export function roleOf(name: string, category: string, classes: readonly string[]): NodeRole {
  const plain = name.replace(/_LlamaIndex$/i, '');
  if (/^a2a.*agentflow$/i.test(name)) return 'flow-step';
  const known = own(byName, name) ?? own(byName, plain) ?? own(byCategory, category.toLowerCase().trim());
  return known ?? byClass.find(([one]) => classes.includes(one))?.[1] ?? 'unknown';
}

const own = (table: Readonly<Record<string, NodeRole>>, key: string): NodeRole | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

export const isAgentRole = (role: NodeRole): boolean => role === 'agent' || role === 'orchestrator';

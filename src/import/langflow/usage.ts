import type { LangflowEdge } from './edge.ts';
import type { LangflowNode } from './node.ts';

/** What an edge hands over. */
export type Handover = 'tool' | 'model' | 'embeddings' | 'memory' | 'agent' | 'content';

const MODEL_FIELDS = /^(?:llm|model|agent_llm|language_model|manager_llm|function_calling_llm|judge_llm)$/;
const CONTENT_TYPES = new Set(['Message', 'Text', 'Data', 'DataFrame', 'JSON', 'Table']);

function handoverOf({ types, output, field }: LangflowEdge, from: LangflowNode): Handover {
  if (types.includes('Tool') || output === 'component_as_tool' || field === 'tools') return 'tool';
  if (types.includes('LanguageModel')) return 'model';
  if (types.includes('Embeddings') || /^embeddings?$|^embedding_model$/.test(field)) return 'embeddings';
  if (/^(?:external_|chat_)?memory$/.test(field)) return 'memory';
  if (/^(?:agents?|manager_agent)$/.test(field)) return 'agent';
  const isContent = types.some((type) => CONTENT_TYPES.has(type));
  return !isContent && MODEL_FIELDS.test(field) && from.gives.has('LanguageModel') ? 'model' : 'content';
}

/** How the edges of a flow use one of its components. */
export type Usage = {
  /** Agents call it. */
  isTool: boolean;
  /** A model goes into it. */
  hasModel: boolean;
  /** Content goes in or comes out, which is what makes a model a step. */
  hasContent: boolean;
  isConnected: boolean;
};

export type UsedEdge = LangflowEdge & {
  readonly source: LangflowNode;
  readonly target: LangflowNode;
  readonly hands: Handover;
};

/** Edges between known components, and what each component is used for. */
export function usageOf(
  nodes: readonly LangflowNode[],
  edges: readonly LangflowEdge[],
): { used: UsedEdge[]; usage: ReadonlyMap<LangflowNode, Usage> } {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const usage = new Map(
    nodes.map((node) => [node, { isTool: false, hasModel: false, hasContent: false, isConnected: false }]),
  );
  const used: UsedEdge[] = [];
  for (const edge of edges) {
    const [source, target] = [byKey.get(edge.from), byKey.get(edge.to)];
    const [out, into] = [source && usage.get(source), target && usage.get(target)];
    if (source === undefined || target === undefined || out === undefined || into === undefined) continue;
    const hands = handoverOf(edge, source);
    used.push({ ...edge, source, target, hands });
    out.isConnected = into.isConnected = true;
    if (hands === 'tool') out.isTool = true;
    if (hands === 'model') into.hasModel = true;
    if (hands === 'content') out.hasContent = into.hasContent = true;
  }
  return { used, usage };
}

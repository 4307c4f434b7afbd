import type { NodePart } from '../langgraph/node-role.ts';
import { roleOfName } from '../langgraph/node-role.ts';
import { find, textOf } from '../located.ts';
import { factsOf } from '../tool-facts.ts';
import type { WizNode } from './read-wiz.ts';

/** What a node of Agent-Wiz is to the trust graph. */
export type WizRole = {
  readonly part: NodePart | 'start' | 'trigger' | 'end' | 'team' | 'model' | 'task';
  /** Why; undefined: the file says it. */
  readonly rule?: string;
  readonly isKnown?: boolean;
};

/** A node with what it is. */
export type RatedNode = { readonly node: WizNode; readonly role: WizRole };
export type Rated = ReadonlyMap<string, RatedNode>;

/** Types that say it, wherever they come from. */
const types: readonly (readonly [type: RegExp, part: WizRole['part']])[] = [
  [/orchestrator|supervisor|router|planner|manager/, 'orchestrator'],
  [/agent|assistant|^chain$/, 'agent'],
  [/tool|function_?call|mcp|plugin|action/, 'tool'],
  [/^team$|group_?chat|^crew$/, 'team'],
  [/^task$/, 'task'],
  [/^(?:llm|model|chat_?model)$/, 'model'],
  [/retriever|vector|rag|knowledge/, 'retrieval'],
  [/memory|store|database/, 'memory'],
  [/guardrail|moderation|filter/, 'guardrail'],
  [/human|approval|hitl/, 'gate'],
  [/evaluator|judge|critic/, 'evaluator'],
];

/** n8n's types, which stand in the metadata. */
const n8nTypes: readonly (readonly [type: RegExp, part: WizRole['part']])[] = [
  [/chatTrigger|formTrigger|webhook|Trigger$/i, 'trigger'],
  [/langchain\.(?:agent|chain|openAi|anthropic)/i, 'agent'],
  [/\.lm[A-Z]|\.(?:lmChat|embeddings)/, 'model'],
  [/\.memory/i, 'memory'],
  [/\.(?:vectorStore|retriever)/i, 'retrieval'],
  [/\.tool|Tool$|mcpClient/, 'tool'],
];

export function roleOfWiz({ key, name, type, functionName, metadata }: WizNode): WizRole {
  const n8nType = textOf(find(metadata, 'n8n_type'));
  const isBoundary = /^(?:special|start|end|workflowboundary|startboundary|endboundary)$/.test(type);
  if (isBoundary || /^_*(?:start|end)_*$/i.test(key)) {
    // Workflows of n8n begin at their triggers.
    const isEnd = n8nType !== undefined || /end|finish/i.test(`${type} ${key}`);
    return { part: isEnd ? 'end' : 'start' };
  }
  if (n8nType !== undefined) return roleOfN8n(n8nType);
  if (textOf(find(metadata, 'agent')) !== undefined && !/agent|tool/.test(type)) return { part: 'task' };
  const byType = types.find(([pattern]) => pattern.test(type));
  if (byType !== undefined) return { part: byType[1] };
  const byName = roleOfName(name);
  const { part, rule, isKnown } = byName.isKnown || functionName === undefined ? byName : roleOfName(functionName);
  return { part, rule, isKnown };
}

function roleOfN8n(type: string): WizRole {
  const known = n8nTypes.find(([pattern]) => pattern.test(type));
  const short = type.split('.').at(-1)?.slice(0, 60) ?? '';
  if (known !== undefined) return { part: known[1], rule: `its type in n8n is ${short}`, isKnown: true };
  const isTool = factsOf(short) !== undefined;
  return { part: isTool ? 'tool' : 'pass', rule: `its type in n8n is ${short}`, isKnown: true };
}

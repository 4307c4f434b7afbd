import { addMemoryUse } from '../add-memory-use.ts';
import { type Drafts, declared, inferred, type Spot } from '../drafts.ts';
import { numberOf } from '../located.ts';
import { textIn, valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

/** Langflow's own table of messages: one for all components of all flows that name no other. @returns its id */
function messageHistory(drafts: Drafts, spot: Spot, rule: string | undefined): string {
  const id = drafts.idFor('message history', 'message-history');
  const provenance = rule === undefined ? declared(spot) : inferred(spot, rule);
  return drafts.component({ id, kind: 'memory', name: 'message history of Langflow', provenance });
}

/** A memory component: Langflow's own messages, or a store of its own. @returns its id */
export function addMemory(drafts: Drafts, { type, title, key, spot }: LangflowNode): string {
  const isOwn = /^(?:Memory|MessageHistory|ChatMemory|StoreMessage|MessageStore)(?:Component)?$/.test(type);
  if (isOwn) return messageHistory(drafts, spot, undefined);
  const id = drafts.idFor(`node ${key}`, title);
  return drafts.component({ id, kind: 'memory', name: title, provenance: declared(spot) });
}

/** Whether a memory component keeps what it gets, and does not only give what is there. */
export const isStoring = ({ fields, type }: LangflowNode): boolean =>
  /store/i.test(textIn(fields, 'mode')?.text ?? '') || /Store|Writer/.test(type);

/** Agents bring their last messages before the model by themselves. */
export function addAgentMemory(drafts: Drafts, { fields }: LangflowNode, agent: string): void {
  const count = valueIn(fields, 'n_messages');
  if (count === undefined || numberOf(count) === 0) return;
  const rule = 'an agent of Langflow reads and keeps the last n_messages messages of its chat';
  const id = messageHistory(drafts, count, rule);
  addMemoryUse(drafts, { user: agent, memory: id, provenance: inferred(count, rule) });
}

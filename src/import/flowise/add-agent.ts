import { type Drafts, declared } from '../drafts.ts';
import type { Caller } from './context.ts';
import type { FlowNode } from './flow-node.ts';
import { settingOf, shortLabel } from './part.ts';

// biome-ignore format: a list
const NAMES = [
  'agentName', 'workerName', 'supervisorName', 'llmNodeName', 'conditionAgentName', 'seqExecuteFlowName', 'chainName',
];

/** Agents, supervisors, chains and other steps with a model, by the names that their authors gave them. */
export function addAgent(drafts: Drafts, node: FlowNode): Caller {
  const name = agentName(node);
  const id = drafts.idFor(node.key, name);
  const kind = node.role === 'agent' || node.role === 'unknown' ? 'agent' : 'orchestrator';
  drafts.component({ id, kind, name, provenance: declared(node.spot) });
  if (isOwnName(node, name)) drafts.identify(id, { by: 'agent', key: name });
  return { id, name, spot: node.spot };
}

export const agentName = (node: FlowNode): string => shortLabel(settingOf(node, ...NAMES) ?? node.label);

/** Not `Agent 2`, which is what the editor calls the next agent. */
const isOwnName = (node: FlowNode, name: string): boolean =>
  (settingOf(node, ...NAMES) !== undefined || node.name.endsWith('Agentflow')) &&
  !/^(?:agent|llm|condition agent|supervisor|worker|execute flow)(?:[ (]*\d+\)?)*$/i.test(name);

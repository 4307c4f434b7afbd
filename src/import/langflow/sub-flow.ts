import { type Drafts, declared } from '../drafts.ts';
import type { Identity } from '../importer.ts';
import { textOf } from '../located.ts';
import { textIn, valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

export type FlowName = { readonly id: string | undefined; readonly name: string | undefined };

/** By what a flow is known in other files: its first agent has these, and every reference to it. */
export const identitiesOf = ({ id, name }: FlowName): Identity[] => [
  ...(id === undefined || id === '' ? [] : [{ by: 'id', key: `langflow flow ${id}` } as const]),
  ...(name === undefined || name === '' ? [] : [{ by: 'id', key: `langflow flow named ${name}` } as const]),
];

/** The flow that a component runs. */
export function flowRunBy({ fields }: LangflowNode): FlowName {
  const id = textIn(fields, 'flow_id_selected', 'flow_id')?.text ?? textOf(valueIn(fields, 'flow_id_selected'));
  return { id, name: textIn(fields, 'flow_name_selected', 'flow_name', 'flow')?.text };
}

/** A flow that is not in this file. @returns its id */
export function addFlowStub(drafts: Drafts, node: LangflowNode): string {
  const run = flowRunBy(node);
  const key = run.id ?? run.name ?? node.key;
  const id = drafts.idFor(`flow ${key}`, run.name ?? node.title);
  if (drafts.has(id)) return id;
  const tags = run.id === undefined && run.name === undefined ? ['stub', 'dynamic'] : ['stub'];
  drafts.component({ id, kind: 'orchestrator', name: run.name ?? node.title, tags, provenance: declared(node.spot) });
  drafts.identify(id, ...identitiesOf(run));
  drafts.toFill.push({
    component: id,
    field: 'tools',
    why: 'it is another flow: what it calls stands in its own file',
  });
  return id;
}

import { describePlace } from '../../base/errors.ts';
import { addUser } from '../add-user.ts';
import { type Drafts, inferred } from '../drafts.ts';
import type { FlowPart, WorkGraph } from './work-step.ts';

/** A graph without agents is run by its framework, which calls the tools and reads what is kept. @returns its id */
export function addRunner(drafts: Drafts, { spot }: WorkGraph, parts: readonly FlowPart[]): string {
  const provenance = inferred(spot, 'no node of the graph is an agent: what runs it calls its nodes');
  const id = drafts.component({
    id: drafts.idFor(`runner ${describePlace(spot.at)}`, 'workflow'),
    kind: 'orchestrator',
    provenance,
  });
  if (parts.some(({ step }) => step.role === 'source')) addUser(drafts, { to: [id], spot });
  for (const { step, store, links, others = [] } of parts) {
    for (const { role, id: to } of [step, ...others])
      if (role === 'tool' && to !== undefined) drafts.relation({ from: id, to, kind: 'invokes', provenance });
    if (store?.id === undefined) continue;
    for (const { from } of links)
      drafts.relation({ from: id, to: store.id, kind: from === store.key ? 'reads' : 'writes', provenance });
  }
  return id;
}

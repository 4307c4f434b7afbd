import { describePlace } from '../../base/errors.ts';
import { declared, inferred } from '../drafts.ts';
import { addLoader } from './add-loader.ts';
import type { Chatflow, NodeIds } from './chatflow.ts';
import { becauseOf, reachedFrom } from './component-links.ts';
import type { FlowNode } from './flow-node.ts';
import { modelName } from './part-model.ts';
import type { NodeRole } from './roles.ts';

/** What is kept in stores: who reads them, and what is loaded into them. */
export function addStoreLinks(flow: Chatflow, ids: NodeIds): void {
  for (const [node, [id = '']] of ids) if (isKept(node)) addReaders(flow, node, id, ids);
  for (const node of flow.nodes) {
    if (node.role === 'loader') addLoaded(flow, node, ids);
    if (node.role === 'embedding' && !ids.has(node)) tagStores(flow, node, ids);
  }
}

const isKept = ({ role }: FlowNode): boolean => role === 'store' || role === 'document-store' || role === 'pipeline';

/** Agents, tools and pipelines read a store; one store is loaded into another. */
function addReaders({ context, users, agents }: Chatflow, node: FlowNode, id: string, ids: NodeIds): void {
  const { drafts, secrets } = context;
  const holders: string[] = [];
  for (const reached of reachedFrom(node, users.uses, (one) => agents.has(one) || ids.has(one))) {
    const reader = agents.get(reached.node)?.id ?? ids.get(reached.node)?.[0] ?? '';
    const because = becauseOf(reached);
    const provenance = because === undefined ? declared(reached.spot) : inferred(reached.spot, because);
    if (reached.node.role === 'store') drafts.relation({ from: id, to: reader, kind: 'feeds', provenance });
    else if (READS.has(reached.node.role)) drafts.relation({ from: reader, to: id, kind: 'reads', provenance });
    else continue;
    holders.push(reader);
  }
  if (node.role !== 'document-store') secrets.add(node, holders.length === 0 ? [id] : holders, id);
}

const READS: ReadonlySet<NodeRole> = new Set<NodeRole>(['agent', 'orchestrator', 'tool', 'pipeline']);

/** Models that embed what is stored, and nothing that an agent asks. */
function tagStores({ context: { drafts }, users }: Chatflow, node: FlowNode, ids: NodeIds): void {
  for (const { node: store } of reachedFrom(node, users.uses, isKept)) {
    const id = ids.get(store)?.[0];
    const kind = store.role === 'pipeline' ? 'rag-pipeline' : 'data-store';
    const tags = [`embeds-with:${modelName(node).slice(0, 100)}`];
    if (id !== undefined) drafts.component({ id, kind, tags, provenance: declared(store.spot) });
  }
}

function addLoaded({ context, users, agents }: Chatflow, node: FlowNode, ids: NodeIds): void {
  const into = reachedFrom(node, users.uses, (one) => agents.has(one) || isKept(one));
  const loaded = into.flatMap((reached) => {
    const id = agents.get(reached.node)?.id ?? ids.get(reached.node)?.[0];
    return id === undefined ? [] : [{ id, spot: reached.spot, because: becauseOf(reached) }];
  });
  if (loaded.length > 0) {
    addLoader(context, node, loaded);
    return;
  }
  context.secrets.tell(node);
  const what = `loader ${node.label}`;
  context.drafts.ignored.push({ what, where: describePlace(node.spot.at), why: 'nothing takes what it loads' });
}

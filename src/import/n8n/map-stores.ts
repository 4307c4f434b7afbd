import { addMemoryUse } from '../add-memory-use.ts';
import { addService } from '../add-service.ts';
import { declared, inferred } from '../drafts.ts';
import { useCredentials } from './credentials.ts';
import { collectionPlace } from './data-place.ts';
import { modelName, usedBy } from './map-agents.ts';
import { literal, shownName } from './parameter.ts';
import { idsOf, type Scene } from './scene.ts';
import type { WorkflowNode } from './workflow.ts';

/** Vector stores and memories: one component for all nodes that mean the same collection. @returns ids by node */
export function mapStores(scene: Scene): ReadonlyMap<WorkflowNode, string> {
  const ids = new Map<WorkflowNode, string>();
  for (const node of scene.of('vector-store')) ids.set(node, mapVectorStore(scene, node));
  for (const node of scene.of('memory')) ids.set(node, mapMemory(scene, node));
  for (const node of scene.of('model')) tagEmbeddings(scene, node, ids);
  for (const node of scene.of('document')) mapDocument(scene, node, ids);
  return ids;
}

function mapVectorStore(scene: Scene, node: WorkflowNode): string {
  const { key, id, isDynamic } = collectionPlace(node);
  const store = scene.stores.add({ key, id, kind: 'data-store', spot: node.spot });
  if (isDynamic) {
    scene.drafts.component({ id: store, kind: 'data-store', tags: ['dynamic'], provenance: declared(node.spot) });
  }
  const owners = scene.ownersOf(node);
  for (const owner of owners) {
    scene.drafts.relation({ from: owner.id, to: store, kind: 'reads', provenance: usedBy(owner, node) });
  }
  useCredentials(scene, node, idsOf(owners), store);
  return store;
}

function mapMemory(scene: Scene, node: WorkflowNode): string {
  const isInProcess = /^memoryBufferWindow$/i.test(node.type.name);
  const place = collectionPlace(node);
  const key = isInProcess ? `buffer ${node.workflow.key} ${sessionOf(node)}` : place.key;
  const id = isInProcess ? shownName(node.name) : place.id;
  const isNew = !scene.drafts.has(scene.drafts.idFor(`store ${key}`, id));
  const memory = scene.stores.add({ key, id, kind: 'memory', spot: node.spot });
  const owners = scene.ownersOf(node).filter((owner) => scene.is(owner.node, 'agent'));
  for (const owner of owners) {
    const rule = 'memories that say nothing else are one and the same for all agents of a workflow';
    const provenance = isNew ? usedBy(owner, node) : inferred(owner.connection.spot, rule);
    addMemoryUse(scene.drafts, { user: owner.id, memory, provenance });
  }
  useCredentials(scene, node, idsOf(owners), memory);
  return memory;
}

/** A key that is written there is a conversation of its own; one that is worked out follows the conversation. */
const sessionOf = ({ parameters }: WorkflowNode): string =>
  literal(parameters, 'sessionIdType') === 'customKey' ? (literal(parameters, 'sessionKey') ?? '') : '';

/** Models that only store: no agent runs on them. */
function tagEmbeddings(scene: Scene, node: WorkflowNode, ids: ReadonlyMap<WorkflowNode, string>): void {
  if (scene.ownersOf(node).length > 0) return;
  for (const { to } of scene.usesOf(node)) {
    const id = ids.get(to);
    if (id === undefined) continue;
    const tags = [`embeds-with:${modelName(node)}`];
    scene.drafts.component({ id, kind: 'data-store', tags, provenance: declared(to.spot) });
  }
}

/** A loader that fetches its documents itself, and not from the flow. */
function mapDocument(scene: Scene, node: WorkflowNode, ids: ReadonlyMap<WorkflowNode, string>): void {
  const because = `${shownName(node.name)} loads files of a GitHub repository`;
  const provenance = inferred(node.spot, because);
  for (const { to } of scene.usesOf(node)) {
    const store = ids.get(to);
    if (store === undefined) continue;
    const service = { id: 'github.com', name: 'GitHub issues and repositories', exposed: true, provenance };
    const id = addService(scene.drafts, service);
    scene.drafts.relation({ from: id, to: store, kind: 'feeds', provenance });
    useCredentials(scene, node, [], id);
  }
}

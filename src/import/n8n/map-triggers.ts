import { describePlace } from '../../base/errors.ts';
import { declared, inferred } from '../drafts.ts';
import type { Step } from '../flow.ts';
import type { ToolFacts } from '../tool-facts.ts';
import { isLocked, useCredentials } from './credentials.ts';
import { dataPlace } from './data-place.ts';
import { requestAddress } from './map-tools.ts';
import { firstParameter, literal, shownName } from './parameter.ts';
import type { Scene } from './scene.ts';
import { serviceOf } from './services.ts';
import type { WorkflowNode } from './workflow.ts';

export type Source = Pick<Step, 'role' | 'id' | 'isHuman'>;

/** Where content enters the workflows. @returns what it is to the flow, by node */
export function mapTriggers(scene: Scene): ReadonlyMap<WorkflowNode, Source> {
  const sources = new Map<WorkflowNode, Source>();
  for (const node of scene.of('chat-trigger', 'form-trigger', 'form-page')) sources.set(node, mapHuman(scene, node));
  for (const node of scene.of('webhook')) sources.set(node, mapWebhook(scene, node));
  for (const node of scene.of('event-trigger')) sources.set(node, mapEvents(scene, node));
  for (const node of scene.of('mcp-trigger')) mapMcpTrigger(scene, node);
  return sources;
}

/** A public chat and a form are open to anybody who knows the address, unless they ask for a password. */
function mapHuman(scene: Scene, node: WorkflowNode): Source {
  const isPublic = scene.is(node, 'chat-trigger') ? isTrue(node, 'public') : true;
  const id = scene.idOf(node);
  const exposed = isPublic && !isLocked(node);
  scene.drafts.component({ id, kind: 'human', exposed, provenance: declared(node.spot) });
  useCredentials(scene, node, [], id);
  return { role: 'source', id, isHuman: true };
}

const isTrue = ({ parameters }: WorkflowNode, key: string): boolean => literal(parameters, key) === 'true';

function mapWebhook(scene: Scene, node: WorkflowNode): Source {
  const id = scene.idOf(node);
  const exposed = !isLocked(node);
  scene.drafts.component({ id, kind: 'external', exposed, provenance: declared(node.spot) });
  useCredentials(scene, node, [], id);
  return { role: 'source', id };
}

/** Tools that others may call over MCP: it calls them for its clients. */
function mapMcpTrigger(scene: Scene, node: WorkflowNode): void {
  const id = scene.idOf(node);
  const exposed = !isLocked(node);
  const tags = ['mcp-server'];
  scene.drafts.component({ id, kind: 'orchestrator', exposed, tags, provenance: declared(node.spot) });
  useCredentials(scene, node, [], id);
}

/** Mail, messages, files, rows: something happens in a service or in a store. */
function mapEvents(scene: Scene, node: WorkflowNode): Source {
  if (scene.is(node, 'event-trigger') && isData(node)) return mapRows(scene, node);
  const facts = eventsOf(node);
  const behind = facts?.behind.form === 'external' ? facts.behind : undefined;
  const id = behind === undefined ? scene.idOf(node) : scene.drafts.idFor(`external ${behind.id}`, behind.id);
  const because = `${shownName(node.name)} starts with what comes from ${facts?.title ?? 'there'}`;
  const exposed = facts === undefined || facts.can.includes('ingest-untrusted');
  const provenance = behind === undefined ? declared(node.spot) : inferred(node.spot, because);
  scene.drafts.component({ id, kind: 'external', name: behind?.name, exposed, provenance });
  if (behind !== undefined) scene.drafts.identify(id, { by: 'service', key: behind.id });
  if (facts === undefined) noteUnknown(scene, node);
  useCredentials(scene, node, [], id);
  return { role: 'source', id };
}

/** Feeds are events of the host that they come from. */
function eventsOf(node: WorkflowNode): ToolFacts | undefined {
  if (!/^(?:rss|sse)/.test(node.type.base)) return serviceOf(node.type);
  const url = firstParameter(node.parameters, 'feedUrl', 'url');
  const address = requestAddress(url?.text);
  const host = address.form === 'fixed' ? address.url.host : 'web-pages';
  const behind = { form: 'external', id: host, name: host } as const;
  return { title: `the feed of ${host}`, can: ['ingest-untrusted'], behind };
}

function noteUnknown({ drafts }: Scene, { spot, type }: WorkflowNode): void {
  const found = `${shownName(type.full)}, which is not in the table`;
  const fix = 'What it brings in is taken to be written by strangers: remove exposed if it is not.';
  drafts.warnings.push({ at: spot.at, expected: 'a trigger of a known type', found, fix });
}

const isData = ({ type }: WorkflowNode): boolean =>
  /^(?:postgres|redis|supabase|airtable|googleSheets|localFile|seaTable|nocoDb|baserow)$/.test(type.base);

function mapRows(scene: Scene, node: WorkflowNode): Source {
  const { key, id: wanted, name, because } = dataPlace(node);
  const id = scene.stores.add({ key, id: wanted, name, kind: 'data-store', spot: node.spot, because });
  useCredentials(scene, node, [], id);
  return { role: 'store', id };
}

/** Triggers that bring nothing from outside. */
export function noteQuiet(scene: Scene): void {
  for (const node of scene.of('quiet-trigger')) {
    const why = /error/i.test(node.type.name)
      ? 'it starts when a run fails, and brings only the message of the failure'
      : 'it starts the workflow by the clock, by hand or by n8n, and brings no content from outside';
    scene.drafts.ignored.push({ what: shownName(node.name), where: describePlace(node.spot.at), why });
  }
}

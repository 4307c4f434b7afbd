import { describePlace } from '../../base/errors.ts';
import { type AddedTool, addHost, addTool } from '../add-tool.ts';
import { type Address, addressOf, addWebRequest, factsOfHost } from '../add-web-request.ts';
import { declared, inferred } from '../drafts.ts';
import { find, listOf, textOf } from '../located.ts';
import { clientFor } from '../mcp/map-client.ts';
import type { Capability, ToolFacts } from '../tool-facts.ts';
import { useCredentials } from './credentials.ts';
import { dataPlace } from './data-place.ts';
import { effectOf } from './operation.ts';
import { firstParameter, isByModel, literal, shownName } from './parameter.ts';
import { idsOf, type Owner, type Scene } from './scene.ts';
import { narrowed, serviceOf } from './services.ts';
import { ownServer } from './sub-workflows.ts';
import type { WorkflowNode } from './workflow.ts';

/** A node that is called: its component, and the data that it changes, if any. */
export type MappedTool = { readonly id: string; readonly stores?: string };

/** What agents and workflows call. @returns components by node */
export function mapTools(scene: Scene): ReadonlyMap<WorkflowNode, MappedTool> {
  const tools = new Map<WorkflowNode, MappedTool>();
  for (const node of scene.of('http', 'service', 'data', 'code', 'mcp-client', 'parser')) {
    // Gone into, as a workflow that is called.
    if (ownServer(scene, node) !== undefined) continue;
    if (!scene.isJoined(node)) {
      const why = 'nothing leads to it, and it leads to nothing';
      scene.drafts.ignored.push({ what: shownName(node.name), where: describePlace(node.spot.at), why });
      continue;
    }
    tools.set(node, mapTool(scene, node));
  }
  return tools;
}

function mapTool(scene: Scene, node: WorkflowNode): MappedTool {
  const owners = scene.ownersOf(node);
  for (const { id, connection } of owners) {
    const [from, to] = [id, scene.idOf(node)];
    scene.drafts.relation({ from, to, kind: 'invokes', provenance: declared(connection.spot) });
  }
  switch (scene.kind(node)) {
    case 'http':
      return mapRequest(scene, node, owners);
    case 'data':
      return mapData(scene, node, owners);
    case 'code':
    case 'parser':
      return mapCode(scene, node, owners);
    case 'mcp-client':
      return mapMcpClient(scene, node, owners);
    default:
      return mapService(scene, node, owners);
  }
}

const draftOf = (node: WorkflowNode, owners: readonly Owner[]) => ({
  key: node.key,
  name: shownName(node.name),
  spot: node.spot,
  callers: idsOf(owners),
  tags: isChosenLate(node) ? ['dynamic'] : [],
  knownAs: [],
});

/** What it does is worked out when it runs. */
const isChosenLate = ({ parameters }: WorkflowNode): boolean =>
  ['resource', 'operation', 'toolName', 'tool.value', 'tool'].some(
    (key) => firstParameter(parameters, key)?.form === 'dynamic',
  );

function mapService(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const known = serviceOf(node.type);
  const facts = known === undefined ? {} : { facts: narrowed(known, effectOf(node)) };
  const added = addTool(scene.drafts, { ...draftOf(node, owners), ...facts });
  if (known === undefined) noteUnknown(scene, node);
  useCredentials(scene, node, [added.id], added.opens);
  return added;
}

function noteUnknown({ drafts }: Scene, { spot, type }: WorkflowNode): void {
  const found = `${shownName(type.full)}, which is not in the table`;
  const fix = 'It is kept as a tool of which nothing is known: add to its tags what it can do.';
  drafts.warnings.push({ at: spot.at, expected: 'a node of a known type', found, fix });
}

function mapRequest(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const url = textOf(find(node.parameters, 'url')) ?? textOf(find(node.parameters, 'endpoint'));
  const address = requestAddress(url);
  const method = firstParameter(node.parameters, 'method', 'requestMethod');
  const writes = method !== undefined && !/^(?:GET|HEAD|OPTIONS)$/i.test(method.text);
  const facts = address.form === 'fixed' ? factsAt(node, address.url.host, writes) : undefined;
  const draft = draftOf(node, owners);
  const added: AddedTool =
    facts === undefined
      ? addWebRequest(scene.drafts, { ...draft, address, writes })
      : addTool(scene.drafts, { ...draft, facts });
  useCredentials(scene, node, [added.id], added.opens);
  return added;
}

/** What is known of a host, as far as the request goes: reading changes nothing there. */
function factsAt({ type }: WorkflowNode, host: string, writes: boolean): ToolFacts | undefined {
  if (/^rss/.test(type.base)) return feedOf(host);
  const known = factsOfHost(host);
  return known === undefined || writes ? known : { ...known, can: known.can.filter((one) => one !== 'write') };
}

const feedOf = (host: string): ToolFacts => ({
  title: `the feed of ${host}`,
  can: ['ingest-untrusted'],
  behind: { form: 'external', id: host, name: host },
});

/** `=https://a.example/{{ … }}`, `={{ "https://a.example/" + … }}`, `{{ $env.BASE }}/path`. */
export function requestAddress(text: string | undefined): Address {
  const plain = (text ?? '').trim().replace(/^=/, '').trim();
  const [, setting] = /^\{\{\s*\$(?:env|vars)\.(\w+)\s*\}\}/.exec(plain) ?? [];
  if (setting !== undefined) return { form: 'setting', name: setting };
  const [, inner, after = ''] = /^\{\{\s*(?:encodeURI\()?\s*[`'"]([a-z]+:\/\/[^`'"]*)([`'"])/i.exec(plain) ?? [];
  // `"https://" + host`: the text ends within the address.
  if (inner !== undefined && after !== '' && !/^[a-z]+:\/\/[^/?#]+[/?#]/i.test(inner) && plain.includes('+'))
    return { form: 'dynamic' };
  return addressOf(inner ?? plain, (part) => /[{$]/.test(part));
}

const TITLE = 'its data';

function mapData(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const { drafts } = scene;
  const place = dataPlace(node);
  const can = dataCapabilities(node);
  const facts: ToolFacts = { title: TITLE, can, behind: { form: 'nothing' } };
  const draft = draftOf(node, owners);
  const tags = place.isDynamic ? [...new Set([...draft.tags, 'dynamic'])] : draft.tags;
  const { id } = addTool(drafts, { ...draft, facts, tags });
  const { key, id: wanted, name, because } = place;
  const store = scene.stores.add({ key, id: wanted, name, kind: 'data-store', spot: node.spot, because });
  const provenance = because === undefined ? declared(node.spot) : inferred(node.spot, because);
  drafts.relation({ from: id, to: store, kind: 'accesses', provenance });
  useCredentials(scene, node, [id], store);
  return can.includes('write') && !removes(node) ? { id, stores: store } : { id };
}

/** It changes data without keeping anything of what it is given. */
function removes({ parameters }: WorkflowNode): boolean {
  if (/^(?:delete|remove|clear|drop|pop)/i.test(firstParameter(parameters, 'operation')?.text ?? '')) return true;
  const query = textOf(find(parameters, 'query')) ?? '';
  return /\b(?:delete|truncate|drop)\b/i.test(query) && !/\b(?:insert|update|upsert|merge|copy)\b/i.test(query);
}

/** Nodes that run a query unless they say something else, and nodes whose names say that they read. */
const QUERIES = /^(?:googleBigQuery|databricks|toolDataTableSql)/i;
const READS_BY_NAME = /^read/i;

function dataCapabilities({ type, parameters }: WorkflowNode): Capability[] {
  const operation = firstParameter(parameters, 'operation');
  if (operation?.form === 'dynamic') return ['read-private', 'write'];
  if (/query|sql/i.test(operation?.text ?? (QUERIES.test(type.base) ? 'query' : ''))) {
    const query = textOf(find(parameters, 'query')) ?? textOf(find(parameters, 'sqlQuery')) ?? '';
    return /^\s*(?:select|with)\b/i.test(query) ? ['read-private'] : ['read-private', 'write'];
  }
  const effect = effectOf({ type, parameters });
  if (effect !== undefined) return effect === 'reads' ? ['read-private'] : ['write'];
  if (operation !== undefined) return ['read-private', 'write'];
  return READS_BY_NAME.test(type.base) ? ['read-private'] : ['write'];
}

/** Code of the author's; what it says about the network and the machine is looked for, not run. */
function mapCode(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const code = textOf(find(node.parameters, 'jsCode')) ?? textOf(find(node.parameters, 'pythonCode'));
  const text = code ?? textOf(find(node.parameters, 'functionCode')) ?? '';
  const can: Capability[] = [
    ...(/\bfetch\s*\(|httpRequest|\baxios\b|\brequests\.|urllib|https?\.request/.test(text)
      ? (['egress'] as const)
      : []),
    ...(/child_process|\bsubprocess\b|os\.system|\beval\s*\(|\bexec\s*\(/.test(text) ? (['execute'] as const) : []),
  ];
  const facts: ToolFacts = { title: 'code of the workflow', can, behind: { form: 'nothing' } };
  const added = addTool(scene.drafts, { ...draftOf(node, owners), kind: 'plugin', facts });
  useCredentials(scene, node, [added.id], undefined);
  return added;
}

function mapMcpClient(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const endpoint = firstParameter(node.parameters, 'endpointUrl', 'sseEndpoint');
  const isRemote = node.type.isOwn && owners.length > 0;
  if (!isRemote) return mapNamedServer(scene, node, owners);
  const { at, pointer } = node.spot;
  const url = endpoint === undefined ? undefined : { text: endpoint.text, ...place(endpoint.spot) };
  const server = { name: shownName(node.name), at, pointer, key: node.key, url };
  const none = { command: [], env: [], headers: [], off: undefined, approved: undefined };
  for (const owner of owners) {
    const client = { id: owner.id, name: owner.node.name, spot: owner.node.spot };
    scene.mcp.add({ ...server, ...none }, clientFor(scene.drafts, client));
  }
  const id = scene.idOf(node);
  const holders = idsOf(owners);
  useCredentials(scene, node, holders, id);
  tagChosenTools(scene, node, id);
  return { id };
}

const place = ({ at, pointer }: WorkflowNode['spot']) => ({ at, pointer });

function tagChosenTools({ drafts }: Scene, { parameters, spot }: WorkflowNode, id: string): void {
  if (literal(parameters, 'include') !== 'selected') return;
  const names = listOf(find(parameters, 'includeTools')).flatMap((item) => textOf(item) ?? []);
  const tags = names.filter((name) => /^[A-Za-z][\w.-]{0,60}$/.test(name)).map((name) => `tool:${name}`);
  drafts.component({ id, kind: 'tool', tags, provenance: declared(spot) });
}

/** The server stands in the credential, which is not in the file: its name is all that tells it. */
function mapNamedServer(scene: Scene, node: WorkflowNode, owners: readonly Owner[]): MappedTool {
  const { drafts } = scene;
  const isLocal = !node.type.isOwn && !/http|sse/i.test(literal(node.parameters, 'connectionType') ?? 'cmd');
  const knownAs = [...node.credentials.map(({ name }) => name), node.name];
  const draft = { ...draftOf(node, owners), knownAs };
  const added = addTool(drafts, isLocal ? { ...draft, layer: 4 } : draft);
  if (isLocal) {
    const rule = 'a server that is started by a command runs on the machine of n8n';
    const provenance = inferred(node.spot, rule);
    drafts.relation({ from: added.id, to: addHost(drafts, node.spot), kind: 'runs-on', provenance });
  }
  useCredentials(scene, node, [added.id], added.opens);
  noteAnyTool(scene, node, added.id);
  return added;
}

function noteAnyTool({ drafts }: Scene, { parameters }: WorkflowNode, id: string): void {
  const name = firstParameter(parameters, 'toolName', 'tool');
  if (name?.form !== 'dynamic') return;
  const who = isByModel(name.text) ? 'the model' : 'the workflow';
  const detail = `${who} names the tool when it calls ${id}: any tool of that server can be called`;
  drafts.findings.push({ title: 'Dynamic tool', detail, where: describePlace(name.spot.at) });
}

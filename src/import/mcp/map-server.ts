import { describePlace } from '../../base/errors.ts';
import { addUnpinned } from '../add-unpinned.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import type { Identity } from '../importer.ts';
import { isLoopback } from '../loopback.ts';
import { isLiteralSecret, type SafeUrl, safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import type { Capability } from '../tool-facts.ts';
import { mapBehind } from './behind.ts';
import type { Credentials } from './credentials.ts';
import { givenTo, isSecret, noteOthers } from './given-secrets.ts';
import type { MappedClient } from './map-client.ts';
import { mapNetworkCode } from './network-code.ts';
import { capabilitiesOf, recognise, type Server, tagsOf } from './recognise.ts';
import { type McpServer, serverKey } from './server.ts';

/** A server in the graph. */
export type MappedServer = {
  readonly server: McpServer;
  readonly id: string;
  readonly title: string;
  readonly can: readonly Capability[];
  readonly isLocal: boolean;
  /** Id of where its untrusted content comes from. */
  readonly content: string | undefined;
};

export function mapServer(
  server: McpServer,
  client: MappedClient,
  credentials: Credentials,
  drafts: Drafts,
): MappedServer {
  const address = server.url === undefined ? undefined : safeUrl(server.url.text);
  const isLocal =
    server.url === undefined ? server.command.length > 0 || server.isInside === true : isLoopback(address?.host ?? '');
  const id = drafts.idFor(serverKey(server), server.name);
  const described: Server = { server, id, ...recognise(server, address?.host) };
  const can = capabilitiesOf(described);
  drafts.component({
    id,
    kind: 'tool',
    layer: isLocal ? 4 : undefined,
    tags: [...can, ...tagsOf(described)],
    provenance: declared(server),
  });
  drafts.identify(id, ...identitiesOf(described, address));
  drafts.relation({ from: client.id, to: id, kind: 'invokes', provenance: declared(server) });
  if (isLocal) mapPlace(described, client, drafts);
  mapPackages(described, drafts);
  mapNetworkCode(described, drafts);
  const { opens, content } = mapBehind(described, client, drafts);
  mapSecrets(described, opens, client, credentials, drafts);
  const key = keyIn(address);
  if (key !== undefined) mapUrlKey(described, key, client, credentials);
  mapUrlArguments(described, credentials);
  if (isDynamic(server)) noteDynamic(described, drafts);
  return { server, id, title: described.facts?.title ?? 'unknown', can, isLocal, content };
}

/** Its packages, or where it is: loopback addresses are another server on every machine. */
const identitiesOf = ({ launch: { packages } }: Server, address: SafeUrl | undefined): Identity[] => [
  ...packages.map(({ name }): Identity => ({ by: 'package', key: shownName(name) })),
  ...(address === undefined || isLoopback(address.host)
    ? []
    : [{ by: 'url', key: address.shown.replace(/^\w+:\/\//, '') } as const]),
];

/** Its host is only known when it starts. */
const isDynamic = ({ url }: McpServer): boolean =>
  url !== undefined && /^\w*:?\/*[^/]*(?:\$\{|\{\{|%\w+%)/.test(url.text);

function noteDynamic({ server, id }: Server, drafts: Drafts): void {
  const { at } = server.url ?? server;
  const detail = `the address of ${id} is filled in when it starts: it can be any server, and is taken to read and send`;
  drafts.findings.push({ title: 'Dynamic address', detail, where: describePlace(at) });
  const tags = ['dynamic', 'egress', 'ingest-untrusted'];
  drafts.component({ id, kind: 'tool', tags, provenance: declared(server) });
}

function mapPlace({ server, id, launch }: Server, client: MappedClient, drafts: Drafts): void {
  const host = client.host();
  if (!launch.isContainer) {
    const rule = 'a local server is a process on the machine of its client';
    drafts.relation({ from: id, to: host, kind: 'runs-on', provenance: inferred(server, rule) });
    return;
  }
  const rule = 'docker run puts the server into a container on the machine of its client';
  const provenance = inferred(server.command[0] ?? server, rule);
  const box = drafts.idFor(`container ${serverKey(server)}`, `${id}-container`);
  drafts.component({ id: box, kind: 'container', provenance });
  drafts.relation({ from: id, to: box, kind: 'runs-on', provenance });
  drafts.relation({ from: box, to: host, kind: 'runs-on', provenance });
}

/** A package without a version is whatever its registry hands out at the next start. */
function mapPackages({ id, launch }: Server, drafts: Drafts): void {
  for (const { registry, name, isPinned, word } of launch.packages) {
    if (isPinned) continue;
    const because = `${shownName(name)} has no exact version: each start takes what the registry hands out`;
    const detail = `${id} starts ${shownName(name)} from ${registry.name} without an exact version`;
    addUnpinned(drafts, { registry, users: [id], because, detail, spot: word });
  }
}

/** Keys of model providers pay for answers and open nothing that the server reaches. */
const isModelKey = (name: string): boolean =>
  /^(?:OPENAI|AZURE_OPENAI|ANTHROPIC|GEMINI|GOOGLE_GENAI|MISTRAL|COHERE|GROQ|DEEPSEEK|OPENROUTER|TOGETHER|FIREWORKS|XAI|VOYAGE|HF|HUGGINGFACE)_(?:API_)?(?:KEY|TOKEN)$/i.test(
    name,
  );

/** The client sends headers; a local server holds what it is started with. */
function mapSecrets(
  { server, id, launch, args }: Server,
  opens: string | undefined,
  client: MappedClient,
  credentials: Credentials,
  drafts: Drafts,
): void {
  const given = givenTo(server, launch, args);
  const isRemote = server.url !== undefined;
  const secrets = given.filter((one) => isSecret(one, credentials.isPassword));
  for (const { isHeader, ...use } of secrets) {
    const goesToServer = isHeader || isRemote;
    const opened = isModelKey(use.name) ? undefined : isRemote ? id : opens;
    credentials.add({ ...use, server: id, holder: goesToServer ? client.id : id, opens: opened });
  }
  noteOthers(
    given.filter((one) => !secrets.includes(one)),
    id,
    drafts,
  );
}

/** The first secret in the address that stands there itself, else the first that is referred to. */
const keyIn = (address: SafeUrl | undefined): string | undefined =>
  address?.secrets.find(isLiteralSecret) ?? address?.secrets[0];

function mapUrlKey({ server, id }: Server, value: string, client: MappedClient, credentials: Credentials): void {
  if (server.url === undefined) return;
  const { at, pointer } = server.url;
  credentials.add({ at, pointer, name: 'url', value, server: id, isOwn: true, holder: client.id, opens: id });
}

/** Addresses among the arguments, such as those of mcp-remote: the server itself sends the keys in them. */
function mapUrlArguments({ id, args }: Server, credentials: Credentials): void {
  for (const { at, pointer, text } of args.urls) {
    const address = safeUrl(text);
    const value = keyIn(address);
    if (value === undefined || isLoopback(address?.host ?? '')) continue;
    credentials.add({ at, pointer, name: 'url', value, server: id, isOwn: true, holder: id, opens: undefined });
  }
}

import { addExternal } from '../add-external.ts';
import { addMemoryUse } from '../add-memory-use.ts';
import { assumed, type Drafts, inferred } from '../drafts.ts';
import { safeUrl } from '../secrets.ts';
import { shownText } from '../shown-name.ts';
import type { Volume } from './container.ts';
import type { MappedClient } from './map-client.ts';
import type { Server } from './recognise.ts';
import { serverKey, type Word } from './server.ts';

/** What a server's credentials open, and where its untrusted content comes from. */
export type MappedBehind = { readonly opens: string | undefined; readonly content: string | undefined };

/** What a server reaches: a service, files, a database, a memory or the machine. */
export function mapBehind(server: Server, client: MappedClient, drafts: Drafts): MappedBehind {
  const { facts } = server;
  switch (facts?.behind.form) {
    case undefined:
      return mapUnknown(server, client, drafts);
    case 'external':
      return mapExternal(server, facts.behind, client, drafts);
    case 'memory':
      return mapMemory(server, drafts);
    case 'files':
      return mapStores(server, 'files', pathsOf(server), drafts);
    case 'database':
      return mapStores(server, facts.behind.name, databasesOf(server), drafts);
    case 'host':
      return mapHost(server, client, drafts);
    case 'nothing':
      mapVolumes(server, server.launch.volumes, drafts);
      return { opens: undefined, content: undefined };
  }
}

function mapExternal(
  server: Server,
  behind: { readonly id: string; readonly name: string },
  client: MappedClient,
  drafts: Drafts,
): MappedBehind {
  const { server: spot, id: tool, facts, because } = server;
  const isUntrusted = facts?.can.includes('ingest-untrusted') ?? false;
  const to = addExternal(drafts, { ...behind, tool, readers: [client.id], isUntrusted, spot, because });
  mapVolumes(server, server.launch.volumes, drafts);
  return { opens: to, content: isUntrusted ? to : undefined };
}

/** Nobody knows what it reads, so it is taken to read what a stranger wrote. */
function mapUnknown(server: Server, client: MappedClient, drafts: Drafts): MappedBehind {
  const { server: entry, id } = server;
  const to = drafts.idFor(`content ${serverKey(entry)}`, `${id}-content`);
  const rule = `what ${id} does is not known: that it takes in content from outside is assumed`;
  const provenance = assumed(entry, rule);
  drafts.component({ id: to, kind: 'external', name: `what ${id} reads`, exposed: true, provenance });
  drafts.relation({ from: id, to, kind: 'accesses', provenance });
  drafts.relation({ from: to, to: client.id, kind: 'feeds', provenance });
  mapVolumes(server, server.launch.volumes, drafts);
  drafts.toFill.push({ component: id, field: 'capabilities', why: 'it is not known what it reads, sends or runs' });
  return { opens: undefined, content: to };
}

function mapMemory(server: Server, drafts: Drafts): MappedBehind {
  const { server: entry, id, because } = server;
  const to = drafts.idFor(`memory ${serverKey(entry)}`, `${id}-store`);
  const provenance = inferred(entry, because);
  drafts.component({ id: to, kind: 'memory', name: `what ${id} keeps`, provenance });
  addMemoryUse(drafts, { user: id, memory: to, provenance });
  mapVolumes(server, server.launch.volumes, drafts);
  return { opens: to, content: undefined };
}

function mapHost(server: Server, client: MappedClient, drafts: Drafts): MappedBehind {
  const { server: entry, id, because, launch } = server;
  mapVolumes(server, launch.volumes, drafts);
  // Commands in a container stay there.
  const to = launch.isContainer ? drafts.idFor(`container ${serverKey(entry)}`, `${id}-container`) : client.host();
  drafts.relation({ from: id, to, kind: 'accesses', provenance: inferred(entry, because) });
  return { opens: undefined, content: undefined };
}

/** Named in the file by a path or an address. */
type Store = { readonly name: string; readonly word: Word };

function mapStores(server: Server, what: string, stores: readonly Store[], drafts: Drafts): MappedBehind {
  const { id, server: entry, because, launch } = server;
  for (const { name, word } of stores) {
    const to = drafts.idFor(`store ${name}`, name);
    drafts.component({
      id: to,
      kind: 'data-store',
      provenance: inferred(word, `${because}: its arguments say which data`),
    });
    drafts.relation({ from: id, to, kind: 'accesses', provenance: inferred(word, because) });
  }
  const [first] = stores;
  const isMounted = ({ host }: Volume): boolean => stores.some(({ name }) => name.startsWith(host));
  mapVolumes(
    server,
    launch.volumes.filter((volume) => !isMounted(volume)),
    drafts,
  );
  if (first !== undefined) return { opens: drafts.idFor(`store ${first.name}`, first.name), content: undefined };
  if (launch.volumes.length > 0) return { opens: undefined, content: undefined };
  const to = drafts.idFor(`store ${serverKey(entry)}`, `${id}-data`);
  const provenance = assumed(entry, `${because}; the file does not say which data it reaches`);
  drafts.component({ id: to, kind: 'data-store', name: `${what} of ${id}`, provenance });
  drafts.relation({ from: id, to, kind: 'accesses', provenance });
  drafts.toFill.push({
    component: to,
    field: 'value',
    why: `the file does not say which data ${id} reaches, nor what it is worth`,
  });
  return { opens: to, content: undefined };
}

/** Folders of the machine that a container sees. */
function mapVolumes({ id }: Server, volumes: readonly Volume[], drafts: Drafts): void {
  for (const { host, word } of volumes) {
    const name = storeName(host);
    const to = drafts.idFor(`store ${name}`, name);
    const provenance = inferred(word, 'a mounted folder is open to the server');
    drafts.component({ id: to, kind: 'data-store', provenance });
    drafts.relation({ from: id, to, kind: 'accesses', provenance });
  }
}

/** Paths among the arguments, as they are on the machine. */
const pathsOf = ({ args, launch: { volumes } }: Server): Store[] =>
  args.paths.map((word) => ({ name: storeName(outside(word.text, volumes)), word }));

/** Addresses among the arguments and the environment, without users and passwords, then files. */
function databasesOf(server: Server): Store[] {
  const { args, server: entry } = server;
  const found = [...args.databases, ...entry.env].flatMap((word): Store[] => {
    const address = safeUrl(word.text);
    return address === undefined || /^(?:https?|wss?)$/.test(address.scheme)
      ? []
      : [{ name: storeName(address.shown), word }];
  });
  return [...found, ...pathsOf(server)];
}

/** A path in a container as its path on the machine, where a mounted folder holds it. */
function outside(path: string, volumes: readonly Volume[]): string {
  const volume = volumes.find(({ inside }) => path === inside || path.startsWith(`${inside}/`));
  return volume === undefined ? path : volume.host + path.slice(volume.inside.length);
}

const storeName = (path: string): string => shownText(path, LONGEST_PATH);

const LONGEST_PATH = 150;

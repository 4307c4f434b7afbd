import { describePlace, type Problem } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { readEmbedded } from '../embedded-json.ts';
import { type Entry, entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import { clientFor } from '../mcp/map-client.ts';
import { type McpServer, readServer } from '../mcp/server.ts';
import { reportDynamicAddress } from '../report-dynamic-address.ts';
import { nameIn } from './scalar-text.ts';

type Agent = { readonly id: string; readonly name: string; readonly spot: Spot };

/** MCP servers of an agent node: an address, or a text with the servers by name. */
export function addAgentServers(drafts: Drafts, servers: McpServers, value: Located, agent: Agent): void {
  const client = clientFor(drafts, agent);
  const text = textOf(value)?.trim();
  if (text === '' || (value.form === 'scalar' && value.value === null)) return;
  if (text !== undefined && /\{\{#[^{}]*#\}\}/.test(text)) {
    addDynamic(drafts, value, agent);
    return;
  }
  const described = text === undefined ? value : /^[[{]/.test(text) ? readEmbedded(text, value) : undefined;
  if (described === undefined) {
    if (text !== undefined && /^\w+:\/\//.test(text)) servers.add(remote(text, value), client);
    else warn(drafts, value);
    return;
  }
  const problems: Problem[] = [];
  for (const [name, entry] of serversIn(described)) {
    const server = readServer({ name, entry }, problems);
    if (server === undefined) continue;
    if (server.off === undefined) servers.add({ ...server, key: `${value.pointer} ${name}` }, client);
    else drafts.ignored.push({ what: `server ${name}`, where: describePlace(value.at), why: 'it is switched off' });
  }
  drafts.warnings.push(...problems);
}

/** Names may hold anything: those that can be no id are left to `readServer`, which says so. */
function serversIn(described: Located): [string, Entry][] {
  const inner = find(described, 'mcpServers') ?? find(described, 'servers') ?? described;
  if (inner.form === 'map' && (inner.entries.has('url') || inner.entries.has('command')))
    return [[nameOf(inner), { keyAt: inner.at, value: inner }]];
  const listedOnes = listOf(inner).map((item): [string, Entry] => [nameOf(item), { keyAt: item.at, value: item }]);
  return [...entriesOf(inner).map(([name, entry]): [string, Entry] => [name, entry]), ...listedOnes];
}

const nameOf = (server: Located): string =>
  nameIn(find(server, 'name')) ?? hostIn(textOf(find(server, 'url')) ?? '') ?? 'mcp-server';

function remote(text: string, { at, pointer }: Spot): McpServer {
  const name = hostIn(text) ?? 'mcp-server';
  const nothing = { env: [], headers: [], off: undefined, approved: undefined };
  return { name, at, pointer, command: [], url: { text, at, pointer }, ...nothing };
}

const hostIn = (url: string): string | undefined => /^\w+:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(url)?.[1];

function addDynamic(drafts: Drafts, spot: Spot, { id, name }: Agent): void {
  addTool(drafts, {
    key: `servers of ${id}`,
    name: `MCP servers of ${name}`,
    spot,
    knownAs: [],
    callers: [id],
    tags: ['dynamic'],
  });
  reportDynamicAddress(drafts, spot, `what passes through the flow decides which MCP servers ${id} calls`);
}

function warn(drafts: Drafts, { at }: Spot): void {
  const expected = 'MCP servers as JSON, or an address';
  const fix = 'The servers of this agent are left out: add them to the ecosystem by hand.';
  drafts.warnings.push({ at, expected, found: 'another text', fix });
}

import type { Spot } from '../drafts.ts';
import { clientFor } from '../mcp/map-client.ts';
import { readServer } from '../mcp/server.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, lastName, type Setting, type Settings, severalIn, textIn } from './setting.ts';
import { mapOf } from './to-located.ts';

export type McpUser = { readonly id: string; readonly spot: Spot };

/** An item of `mcps`, or what an MCP adapter is given: addresses, names of connected servers, configurations. */
export function mapMcp(mapping: Mapping, user: McpUser, setting: Setting): void {
  for (const server of severalIn(setting)) mapServer(mapping, user, server);
}

/** Classes whose objects bring the tools of MCP servers along. */
export const isMcpAdapter = (name: string): boolean =>
  /^(?:MCPServerAdapter|MCPServer(?:Stdio|HTTP|SSE)|StdioServerParameters|MCPAdapt)$/.test(lastName(name));

function mapServer(mapping: Mapping, user: McpUser, setting: Setting): void {
  const reference = textIn(setting);
  if (reference !== undefined) {
    mapReference(mapping, user, setting, reference);
    return;
  }
  if (setting.form === 'call' && /^(?:MCPServerAdapter|MCPAdapt)$/.test(lastName(setting.name))) {
    const given = setting.args[0] ?? setting.keywords.get('serverparams') ?? setting.keywords.get('server_params');
    if (given !== undefined) mapMcp(mapping, user, given);
    else noteUnknown(mapping, user, setting);
    return;
  }
  const fields = fieldsOf(setting);
  if (!fields.has('command') && !fields.has('url')) noteUnknown(mapping, user, setting);
  else addServer(mapping, user, nameOf(fields), setting, fields);
}

/** `https://…#tool`, or the name of a server that is connected on the platform. */
function mapReference(mapping: Mapping, user: McpUser, setting: Setting, reference: string): void {
  const [address = ''] = reference.split('#');
  if (safeUrl(address) !== undefined) {
    const url: Setting = { ...setting, form: 'text', text: address, isWhole: true };
    addServer(mapping, user, hostOf(address), setting, new Map([['url', url]]));
    return;
  }
  const name = lastName(address.replace(/^crewai-amp:/, ''));
  const none: Setting = { ...setting, form: 'text', text: 'builtin', isWhole: true };
  addServer(mapping, user, shownName(name) || 'mcp-server', setting, new Map([['type', none]]));
}

function addServer({ drafts, servers }: Mapping, user: McpUser, name: string, spot: Spot, fields: Settings): void {
  const problems: typeof drafts.warnings = [];
  const known = new Map([...fields].filter(([key]) => KNOWN.has(key)));
  const entry = { keyAt: spot.at, value: mapOf(spot, known) };
  const server = readServer({ name, entry }, problems);
  drafts.warnings.push(...problems);
  if (server !== undefined && problems.length === 0) {
    servers.add(server, clientFor(drafts, { id: user.id, name: user.id, spot: user.spot }));
  }
}

const KNOWN: ReadonlySet<string> = new Set(['command', 'args', 'env', 'url', 'headers', 'type']);

/** By its script or package, as far as the command tells it. */
function nameOf(fields: Settings): string {
  const url = textIn(fields.get('url'));
  if (url !== undefined) return hostOf(url);
  const words = [...severalIn(fields.get('command')), ...severalIn(fields.get('args'))].flatMap(
    (word) => textIn(word) ?? [],
  );
  const telling = words.slice(1).find((word) => !word.startsWith('-') && word !== '') ?? words[0] ?? '';
  return shownName(telling.replace(/^.*[\\/](?=[^\\/])/, '').replace(/\.(?:py|js|ts)$/, '')) || 'mcp-server';
}

const hostOf = (url: string): string => shownName(safeUrl(url)?.host ?? '') || 'mcp-server';

function noteUnknown({ drafts }: Mapping, { id }: McpUser, { at }: Setting): void {
  const fix = `Add the server that ${id} calls to the result by hand.`;
  drafts.warnings.push({
    at,
    expected: 'an MCP server with a command or a url',
    found: 'one that only the running code knows',
    fix,
  });
}

import { describePlace, type Problem } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import { clientFor } from '../mcp/map-client.ts';
import { type McpServer, readServer, type Setting, type Word } from '../mcp/server.ts';
import { shellWords } from '../shell-words.ts';
import { textIn, valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

type Client = { readonly id: string; readonly name: string; readonly spot: Located | LangflowNode['spot'] };

/**
 * The server of an MCP component: chosen by name with its settings, or as a command or address in older versions.
 * @returns the ids of what stands for it
 */
export function addMcpComponent(
  drafts: Drafts,
  servers: McpServers,
  node: LangflowNode,
  agents: readonly Client[],
): string | undefined {
  const server = serverOf(drafts, node);
  if (server?.off !== undefined) {
    drafts.ignored.push({ what: `server ${server.name}`, where: describePlace(server.at), why: 'it is switched off' });
    return undefined;
  }
  if (server !== undefined && agents.length > 0) {
    const ids = agents.map(({ id, name, spot }) => servers.add(server, clientFor(drafts, { id, name, spot })).id);
    return ids[0];
  }
  const name = server?.name ?? textOf(find(valueIn(node.fields, 'mcp_server'), 'name')) ?? node.title;
  const knownAs = [...(server?.command.map(({ text }) => text) ?? []), name, node.title];
  const callers = agents.map(({ id }) => id);
  return addTool(drafts, { key: `node ${node.key}`, name, spot: node.spot, knownAs, callers, tags: ['mcp'] }).id;
}

function serverOf(drafts: Drafts, { fields, title, key }: LangflowNode): McpServer | undefined {
  const chosen = valueIn(fields, 'mcp_server');
  const config = find(chosen, 'config');
  if (chosen !== undefined && config?.form === 'map' && config.entries.size > 0) {
    const problems: Problem[] = [];
    const name = textOf(find(chosen, 'name'))?.trim() || title;
    const server = readServer({ name, entry: { keyAt: config.at, value: config } }, problems);
    drafts.warnings.push(...problems);
    return problems.length > 0 ? undefined : server;
  }
  const mode = textIn(fields, 'mode')?.text.toLowerCase();
  const url = mode === 'stdio' ? undefined : textIn(fields, 'sse_url', 'url', 'server_url');
  const command = textIn(fields, 'command');
  const spot = url?.spot ?? command?.spot;
  if (spot === undefined) return undefined;
  const { at, pointer } = spot;
  const word = (text: string): Word => ({ text, at, pointer });
  const words = url === undefined ? shellWords(command?.text ?? '').map(word) : [];
  const env = [...settings(fields.get('env')), ...settings(fields.get('headers_input'))];
  const [headers, variables] = url === undefined ? [[], env] : [env, []];
  const given = { command: words, url: url === undefined ? undefined : word(url.text), env: variables, headers };
  return { name: title, at, pointer, key: `node ${key}`, ...given, off: undefined, approved: undefined };
}

/** `NAME=value` in a list, or `{ key, value }`. */
function settings(field: Located | undefined): Setting[] {
  return listOf(find(field, 'value')).flatMap((item): Setting[] => {
    const [, name = '', text = ''] = /^([\w-]+)=(.*)$/s.exec(textOf(item) ?? '') ?? [];
    const given = name === '' ? textOf(find(item, 'key')) : name;
    if (given === undefined || given === '' || given.length > 200 || given === '__proto__') return [];
    const value = name === '' ? (textOf(find(item, 'value')) ?? '') : text;
    return [{ name: given.replace(/\p{Cc}/gu, ' '), text: value, at: item.at, pointer: item.pointer }];
  });
}

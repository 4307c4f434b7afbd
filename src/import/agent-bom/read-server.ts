import type { Problem } from '../../base/errors.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { type McpServer, readServer } from '../mcp/server.ts';

/** A server of an inventory, with the tools that it lists. Problems are added to `problems`. */
export function readBomServer(entry: Located, problems: Problem[]): McpServer | undefined {
  const name = textOf(find(entry, 'name'))?.trim() || 'mcp-server';
  const read = readServer({ name, entry: { keyAt: entry.at, value: entry } }, problems);
  if (read === undefined) return undefined;
  const url = find(entry, 'url');
  const transport = textOf(find(entry, 'transport')) ?? textOf(find(entry, 'type')) ?? '';
  const isRemote = textOf(url)?.trim() && /sse|http/i.test(transport);
  const remote =
    url !== undefined && isRemote ? { command: [], url: { ...standing(url), text: textOf(url) ?? '' } } : {};
  return { ...read, ...remote, tools: toolsOf(entry) };
}

const standing = ({ at, pointer }: Located) => ({ at, pointer });

/** `"name"` or `{ name, description }`. */
const toolsOf = (entry: Located): string[] =>
  listOf(find(entry, 'tools')).flatMap((tool) => textOf(tool) ?? textOf(find(tool, 'name')) ?? []);

import type { Problem } from '../../base/errors.ts';
import { find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { type McpServer, readServer } from './server.ts';

/** The manifest of an MCP bundle or desktop extension: one server, the tools it has, and what its user is asked for. */
export const isBundle = (root: LocatedMap): boolean =>
  find(root, 'server', 'mcp_config')?.form === 'map' ||
  ((root.entries.has('manifest_version') || root.entries.has('dxt_version')) &&
    textOf(find(root, 'server', 'entry_point')) !== undefined);

/** With the command that its client starts. */
export function bundledServers(root: LocatedMap, problems: Problem[]): McpServer[] {
  const name = find(root, 'name');
  const config = find(root, 'server', 'mcp_config');
  const server = root.entries.get('server');
  if (config === undefined || server === undefined) {
    const fix = 'Add server.mcp_config with command and args, or give the configuration of the client.';
    problems.push({ at: server?.keyAt ?? root.at, expected: 'server.mcp_config', found: 'none', fix });
    return [];
  }
  const entry = { keyAt: name?.at ?? server.keyAt, value: config };
  const read = readServer({ name: textOf(name) || 'bundled server', entry }, problems);
  return read === undefined ? [] : [{ ...read, tools: toolsOf(root) }];
}

const toolsOf = (root: Located): string[] =>
  listOf(find(root, 'tools')).flatMap((tool) => textOf(find(tool, 'name')) ?? []);

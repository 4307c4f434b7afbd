import type { Problem } from '../../base/errors.ts';
import { find, textOf } from '../located.ts';
import { launchOf } from '../mcp/launch.ts';
import { clientFor } from '../mcp/map-client.ts';
import { type McpServer, readServer } from '../mcp/server.ts';
import { safeUrl } from '../secrets.ts';
import { shownName } from '../shown-name.ts';
import type { Component } from './component.ts';
import { firstLike, type Mapping, type ToolUser } from './mapping.ts';

/** A workbench with all tools of an MCP server. */
export function mapMcpWorkbench(mapping: Mapping, user: ToolUser, bench: Component): void {
  mapServer(mapping, user, bench, []);
}

/** One tool of an MCP server: several of one server are one server. */
export function mapMcpTool(mapping: Mapping, user: ToolUser, tool: Component): void {
  const name = textOf(find(tool.config, 'tool', 'name'));
  mapServer(mapping, user, tool, name === undefined ? [] : [name]);
}

function mapServer(mapping: Mapping, user: ToolUser, owner: Component, tools: readonly string[]): void {
  const { drafts, servers } = mapping;
  const params = find(owner.config, 'server_params');
  if (params === undefined) return;
  const problems: Problem[] = [];
  const read = readServer(
    { name: 'mcp-server', entry: { keyAt: params.at, value: firstLike(mapping, params) } },
    problems,
  );
  drafts.warnings.push(...problems);
  if (read === undefined) return;
  const server = { ...read, name: serverName(read, owner), tools };
  servers.add(server, clientFor(drafts, { id: user.id, name: user.name, spot: user.component.map }));
}

/** AutoGen gives servers no names: the label of the workbench, the package, the host or the script. */
function serverName({ command, url }: McpServer, { label, type }: Component): string {
  if (label !== undefined && type === 'workbench') return shownName(label);
  const { packages, identity } = launchOf(command);
  const started = safeUrl(url?.text ?? '')?.host ?? packages[0]?.name ?? identity;
  const short =
    started
      .split('/')
      .at(-1)
      ?.replace(/\.(?:py|js|ts|mjs|exe)$/, '') ?? '';
  return shownName(short) || 'mcp-server';
}

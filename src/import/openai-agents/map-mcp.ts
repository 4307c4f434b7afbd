import { describePlace } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import { declared, type Spot } from '../drafts.ts';
import { clientFor } from '../mcp/map-client.ts';
import { fieldsOf, type McpSettings, mcpServerOf } from '../python/mcp-server-of.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyKeyword, type PyValue } from '../python/py-value.ts';
import { argumentOfAgent, type SdkAgent, variableOf } from './find-agents.ts';
import { type Mapping, warnUnread } from './mapping.ts';
import { sdkName } from './sdk-name.ts';

const SERVERS = /^MCPServer(?:Stdio|Sse|StreamableHttp)$/;

/** The MCP servers of an agent. */
export function mapMcpServers(mapping: Mapping, agent: SdkAgent, id: string): void {
  mapMcpList(mapping, agent, id, argumentOfAgent(agent, 'mcp_servers'));
}

/** The servers of a list, also that of a manager. */
export function mapMcpList(mapping: Mapping, agent: SdkAgent, id: string, list: PyValue | undefined): void {
  const { program } = mapping;
  const { items, unread } = program.itemsOf(list);
  const managed = [...items, ...unread].map((item) => managerOf(program, item));
  const more = managed.flatMap((one) => (one === undefined ? [] : program.itemsOf(one).items));
  for (const item of [...items.filter((_, index) => managed[index] === undefined), ...more]) {
    if (item.form === 'call' && SERVERS.test(sdkName(program, item) ?? '')) addServer(mapping, agent, id, item);
    else warnUnread(mapping, item.at, 'an MCP server', id);
  }
  for (const item of unread)
    if (managerOf(program, item) === undefined) warnUnread(mapping, item.at, 'MCP servers', id);
}

/** `manager.active_servers` of `MCPServerManager(servers)`: the servers. */
function managerOf(program: PyProgram, item: PyValue): PyValue | undefined {
  if (item.form !== 'attribute') return undefined;
  const [manager] = program.resolve(item.object);
  const isManager = manager?.form === 'call' && sdkName(program, manager) === 'MCPServerManager';
  return isManager ? argumentOf(manager, 'servers', 0) : undefined;
}

function addServer(mapping: Mapping, agent: SdkAgent, id: string, call: PyCall): void {
  const { program } = mapping;
  const name = program.textOf(argumentOf(call, 'name')) ?? usefulName(variableOf(program, call));
  const fields = fieldsOf(program, argumentOf(call, 'params', 0));
  const server = attach(mapping, { name, spot: call, fields }, { id, name: id, spot: agent.call });
  if (server !== undefined) mapApproval(mapping, argumentOf(call, 'require_approval'), id, server, call);
}

/** `server`, `mcp_server` say nothing; the package says more. */
const usefulName = (name: string | undefined): string | undefined =>
  name === undefined || /^_?(?:mcp_?)?(?:server|client|srv|s)\d*$/i.test(name) ? undefined : name;

function attach(
  { program, drafts, servers }: Mapping,
  settings: McpSettings,
  agent: { readonly id: string; readonly name: string; readonly spot: Spot },
): string | undefined {
  const problems: typeof drafts.warnings = [];
  const server = mcpServerOf(program, settings, problems);
  drafts.warnings.push(...problems);
  if (server === undefined || problems.length > 0) return undefined;
  return servers.add(server, clientFor(drafts, agent)).id;
}

/** `HostedMCPTool(tool_config={…})`: the provider calls the server for the agent. */
export function mapHostedMcp(
  mapping: Mapping,
  { id, spot }: { readonly id: string; readonly spot: Spot },
  call: PyCall,
): void {
  const { program, drafts } = mapping;
  const fields = fieldsOf(program, argumentOf(call, 'tool_config', 0));
  const field = (name: string): PyValue | undefined => fields.find((one) => one.name === name)?.value;
  const label = program.textOf(field('server_label'));
  const url = field('server_url');
  const connector = program.textOf(field('connector_id'));
  let server: string | undefined;
  if (url !== undefined) {
    const given = [{ name: 'url', value: url }, ...headersOf(call, field('headers'), field('authorization'))];
    server = attach(mapping, { name: label, spot: call, fields: given }, { id, name: id, spot: call });
  } else if (connector !== undefined) {
    const key = `connector ${connector} ${label ?? ''}`;
    const known = { key, name: label ?? connector, spot: call, knownAs: [connector], callers: [id] };
    server = addTool(drafts, { ...known, provenance: declared(spot) }).id;
  } else warnUnread(mapping, call.at, 'an MCP server', id);
  if (server !== undefined) mapApproval(mapping, field('require_approval'), id, server, call);
}

/** `authorization` is sent as a header. */
function headersOf(
  call: PyCall,
  headers: PyValue | undefined,
  authorization: PyValue | undefined,
): readonly PyKeyword[] {
  if (authorization === undefined) return headers === undefined ? [] : [{ name: 'headers', value: headers }];
  const key: PyValue = { ...authorization, form: 'string', text: 'Authorization' };
  const entries = [{ key, value: authorization }, ...(headers?.form === 'dict' ? headers.entries : [])];
  return [{ name: 'headers', value: { ...call, form: 'dict', entries } }];
}

/** `"never"`, `"always"`, or which tools always and which never; hosted servers ask unless they are told not to. */
function mapApproval(mapping: Mapping, given: PyValue | undefined, from: string, to: string, spot: Spot): void {
  if (given === undefined) return;
  const { program, drafts, waiting } = mapping;
  const values = program.resolve(given);
  const says = (word: string): boolean => values.some((one) => one.form === 'string' && one.text === word);
  const names = values.flatMap((one) => fieldsOf(program, one)).map(({ name }) => name);
  if (says('never') || (names.includes('never') && !names.includes('always'))) {
    const detail = `require_approval lets ${from} call ${says('never') ? '' : 'some '}tools of ${to} without asking`;
    drafts.findings.push({ title: 'No human in between', detail, where: describePlace(given.at) });
  }
  if (!says('never') && !values.every((one) => one.form === 'boolean' && !one.value))
    waiting.push({ on: { kind: 'invokes', from, to, direction: 'along' }, spot });
}

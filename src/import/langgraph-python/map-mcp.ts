import type { Problem } from '../../base/errors.ts';
import { clientFor } from '../mcp/map-client.ts';
import { fieldsOf, type McpSettings, mcpServerOf } from '../python/mcp-server-of.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import { fullName, langName, methodOf, objectOf } from './lang-name.ts';
import { type Mapping, type Owner, placeKey, warnUnread } from './mapping.ts';

/** `await client.get_tools()`, `await load_mcp_tools(session)`. */
export function isMcpLoad(program: PyProgram, call: PyCall): boolean {
  if (langName(program, call) === 'load_mcp_tools') return true;
  return (
    /^(?:aget_tools|get_tools)$/.test(methodOf(call) ?? '') &&
    sourcesOfLoad(program, call).some((one) => isClient(program, one))
  );
}

const isClient = (program: PyProgram, call: PyCall): boolean =>
  lastName(call.callee) === 'MultiServerMCPClient' && langName(program, call) !== undefined;

function sourcesOfLoad(program: PyProgram, call: PyCall): readonly PyCall[] {
  const from = langName(program, call) === 'load_mcp_tools' ? argumentOf(call, 'session', 0) : objectOf(call);
  const connection = argumentOf(call, 'connection');
  return [from, connection].flatMap((value) => (value === undefined ? [] : sourcesOf(program, value, () => false)));
}

/** The servers whose tools are loaded, for the agent that may call them. @returns their ids */
export function addMcpTools(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] | undefined {
  const { program, drafts, servers } = mapping;
  const settings = sourcesOfLoad(program, call).flatMap((one) => settingsOf(program, one));
  if (settings.length === 0) return undefined;
  if (owner === undefined) return settings.flatMap((one) => mapping.mcp.get(placeKey(one.spot)) ?? []);
  const problems: Problem[] = [];
  const client = clientFor(drafts, owner);
  const ids = settings.flatMap((one) => {
    const server = mcpServerOf(program, one, problems);
    if (server === undefined) return [];
    const { id } = servers.add(server, client);
    mapping.mcp.set(placeKey(one.spot), [id]);
    return [id];
  });
  for (const { at, expected, fix } of problems) warnUnread(mapping, { at, pointer: '' }, expected, fix);
  return ids;
}

const PARAMETERS = /^(?:mcp\.|langchain_mcp_adapters\.)/;

function settingsOf(program: PyProgram, call: PyCall): McpSettings[] {
  if (isClient(program, call)) return clientSettings(program, argumentOf(call, 'connections', 0));
  const name = lastName(call.callee) ?? '';
  if (!PARAMETERS.test(fullName(program, call))) return [];
  if (name === 'StdioServerParameters') return [{ name: undefined, spot: call, fields: call.keywords }];
  if (!/^(?:sse_client|streamablehttp_client|streamable_http_client|websocket_client)$/.test(name)) return [];
  const url = argumentOf(call, 'url', 0);
  const headers = argumentOf(call, 'headers', 1);
  const fields = [
    ...(url === undefined ? [] : [{ name: 'url', value: url }]),
    ...(headers === undefined ? [] : [{ name: 'headers', value: headers }]),
  ];
  return [{ name: undefined, spot: call, fields }];
}

/** `{"math": {"command": …}, "weather": {"url": …}}`. */
const clientSettings = (program: PyProgram, value: PyValue | undefined): McpSettings[] =>
  value === undefined
    ? []
    : program
        .resolve(value)
        .flatMap((one) =>
          one.form !== 'dict'
            ? []
            : one.entries.flatMap((entry): McpSettings[] =>
                entry.key.form === 'string'
                  ? [{ name: entry.key.text, spot: entry.key, fields: fieldsOf(program, entry.value) }]
                  : [],
              ),
        );

import { describePlace, type Problem } from '../../base/errors.ts';
import { addApproval } from '../add-approval.ts';
import { addModel } from '../add-model.ts';
import { addHost } from '../add-tool.ts';
import { assumed, type Drafts, declared } from '../drafts.ts';
import { find, type LocatedMap, listOf, textOf } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { MappedClient } from '../mcp/map-client.ts';
import { readBomServer } from './read-server.ts';
import { reportServer } from './report-server.ts';

/** An agent with the servers that it may call. @returns its id */
export function mapBomAgent(drafts: Drafts, servers: McpServers, agent: LocatedMap): string {
  const name = textOf(find(agent, 'name'))?.trim() || 'agent';
  const id = drafts.idFor(`agent ${agent.pointer}`, name);
  const source = sourceOf(agent);
  const tags = source === undefined ? [] : [`cloud:${source}`];
  drafts.component({ id, kind: 'agent', name, tags, provenance: declared(agent) });
  drafts.identify(id, { by: 'agent', key: name });
  addModel(drafts, id, { name: textOf(find(agent, 'model')), spot: agent });
  const client: MappedClient = { id, name, spot: agent, host: () => hostOf(drafts, agent) };
  const entries = listOf(find(agent, 'mcp_servers'));
  const mapped = entries.flatMap((entry) => {
    const problems: Problem[] = [];
    const server = readBomServer(entry, problems);
    drafts.warnings.push(...problems);
    if (server === undefined) return [];
    if (server.off !== undefined) {
      const why = `it is switched off (${server.off.text})`;
      drafts.ignored.push({ what: `server ${server.name}`, where: describePlace(server.off.at), why });
      return [];
    }
    const added = servers.add(server, client);
    reportServer(drafts, added.id, entry);
    return [added];
  });
  if (mapped.length > 0) approve(drafts, agent, id, name);
  return id;
}

/** These ask their user before a tool is called, as they do when their own configuration is imported. */
const ASKING = /^(?:claude[-_]?(?:desktop|code)|cursor|windsurf|cline|vs-?code|roo(?:-code)?|zed|kiro|gemini-cli)$/i;

function approve(drafts: Drafts, agent: LocatedMap, id: string, name: string): void {
  const type = textOf(find(agent, 'agent_type')) ?? textOf(find(agent, 'type')) ?? '';
  if (!ASKING.test(type)) return;
  const rule = `${type} asks a human before a tool is called; how often a harmful call is refused is judged, 0.3 to 0.9`;
  addApproval(drafts, {
    key: `approval ${agent.pointer}`,
    id: `${id} approval`.slice(0, 200),
    name: `approval of tool calls of ${name}`,
    on: [{ kind: 'invokes', from: id, direction: 'along' }],
    provenance: assumed(agent, rule),
  });
}

const LOCAL = /^(?:file|local|[a-z])$/i;

/** `snowflake://account/…` -> snowflake, account. */
const schemeOf = (agent: LocatedMap): readonly [string, string] | undefined => {
  const [, scheme = '', place = ''] =
    /^([a-z][\w+.-]*):\/\/([^/?#]*)/i.exec(textOf(find(agent, 'config_path')) ?? '') ?? [];
  return scheme === '' || LOCAL.test(scheme) ? undefined : [scheme.toLowerCase(), place];
};

/** The cloud that an agent lives in; undefined if it is on a machine. */
function sourceOf(agent: LocatedMap): string | undefined {
  const [scheme] = schemeOf(agent) ?? [];
  const source = textOf(find(agent, 'source')) ?? '';
  const [known] = /^(?:snowflake|aws|azure|gcp|openai|databricks|huggingface|vertex)[\w-]*/i.exec(source) ?? [];
  return scheme ?? known?.toLowerCase();
}

/** One machine for all agents that have their configuration there; one for each account of a cloud. */
function hostOf(drafts: Drafts, agent: LocatedMap): string {
  const [scheme, place] = schemeOf(agent) ?? [];
  if (scheme === undefined) return addHost(drafts, agent);
  const name = place === '' || place === undefined ? scheme : `${scheme} ${place}`.slice(0, 150);
  const provenance = assumed(agent, 'servers that are started need a machine: one of the account in config_path');
  return drafts.component({ id: drafts.idFor(`host ${name}`, `${name} host`), kind: 'host', provenance });
}

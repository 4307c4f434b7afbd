import { describePlace, InvalidInputError } from '../base/errors.ts';
import { buildEcosystem } from '../graph/build-ecosystem.ts';
import { assumed, Drafts, declared, inferred } from './drafts.ts';
import type { Imported } from './importer.ts';
import { mapApproval } from './mcp-approval.ts';
import { Credentials } from './mcp-credentials.ts';
import type { McpConfig } from './mcp-dialects.ts';
import { baseName } from './mcp-launch.ts';
import { type MappedClient, mapClient } from './mcp-map-client.ts';
import { type MappedServer, mapServer } from './mcp-map-server.ts';
import type { McpServer } from './mcp-server.ts';
import { findToxicFlow } from './toxic-flow.ts';

/** A configuration without mistakes -> the ecosystem of its client. */
export function mapMcp(config: McpConfig, servers: readonly McpServer[], file: string): Imported {
  const drafts = new Drafts();
  const running = servers.filter(({ off }) => off === undefined);
  for (const { name, pointer } of running) drafts.idFor(pointer, name);
  const client = mapClient(config, drafts);
  const credentials = new Credentials(config, drafts, client);
  const mapped = running.map((server) => mapServer(server, client, credentials, drafts));
  credentials.addUnused();
  if (mapped.some(({ isLocal }) => isLocal)) {
    const rule = 'a client that starts local servers runs on the same machine';
    drafts.relation({ from: client.id, to: client.host(), kind: 'runs-on', provenance: inferred(client.spot, rule) });
  }
  mapApproval(config, mapped, client, drafts);
  mapTelemetry(config, client, drafts);
  exposeSomething(mapped, client, drafts);
  findToxicFlow(mapped, client, drafts);
  noteRest(config, servers, drafts);
  return finish(config, drafts, file);
}

function mapTelemetry({ telemetry }: McpConfig, client: MappedClient, drafts: Drafts): void {
  if (telemetry === undefined) return;
  const { keyAt: at, value } = telemetry;
  const enabled = value.form === 'map' ? value.entries.get('enabled')?.value : undefined;
  if (enabled?.form !== 'scalar' || enabled.value !== true) {
    drafts.ignored.push({ what: 'otel', where: describePlace(at), why: 'tracing is not switched on' });
    return;
  }
  const id = drafts.idFor('telemetry', 'traces');
  const spot = { at, pointer: value.pointer };
  drafts.component({ id, kind: 'log-store', name: 'OpenTelemetry traces', provenance: declared(spot) });
  drafts.relation({
    from: client.id,
    to: id,
    kind: 'writes',
    provenance: inferred(spot, 'the client sends its traces there'),
  });
}

/** No attacker without a place to start: where no server takes in content from outside, its user does. */
function exposeSomething(mapped: readonly MappedServer[], client: MappedClient, drafts: Drafts): void {
  if (mapped.length === 0 || drafts.components().some(({ exposed }) => exposed)) return;
  const id = drafts.idFor('pasted', 'pasted-content');
  const provenance = assumed(
    client.spot,
    'no server is known to take in content from outside, but what the user pastes or opens does',
  );
  drafts.component({ id, kind: 'external', name: 'what the user pastes or opens', exposed: true, provenance });
  drafts.relation({ from: id, to: client.id, kind: 'feeds', provenance });
}

function noteRest({ root, others, entries }: McpConfig, servers: readonly McpServer[], drafts: Drafts): void {
  for (const { name, off } of servers) {
    if (off !== undefined)
      drafts.ignored.push({
        what: `server ${name}`,
        where: describePlace(off.at),
        why: `it is switched off (${off.text})`,
      });
  }
  for (const { name, entry } of others) {
    drafts.ignored.push({ what: name, where: describePlace(entry.keyAt), why: 'it says nothing about servers' });
  }
  if (entries.length > 0 && servers.some(({ off }) => off === undefined)) return;
  const found = entries.length === 0 ? 'none' : 'only servers that are switched off';
  const fix = 'The client has nothing to call: give the file that lists its servers, or add some.';
  drafts.warnings.push({ at: root.at, expected: 'at least one server', found, fix });
}

function finish({ client }: McpConfig, drafts: Drafts, file: string): Imported {
  const built = buildEcosystem({
    name: (
      baseName(file)
        .replace(/(?!^)\.[^.]*$/, '')
        .slice(0, 200) || client.id
    ).replace(/\p{Cc}/gu, ' '),
    description: `${client.name} and its MCP servers, imported from an MCP client configuration.`,
    components: drafts.components(),
    relations: drafts.relations(),
  });
  if (built.ecosystem === undefined) throw new InvalidInputError(built.problems);
  const { ignored, findings, toFill, warnings } = drafts;
  return { ecosystem: built.ecosystem, ignored, findings, toFill: toFill.sort(byInfluence), warnings };
}

/** What moves results most, from the sensitivity of small systems: the model, what servers can do, then the rest. */
const INFLUENCE = ['tier', 'capabilities', 'effectiveness', 'value', 'name'];
const byInfluence = (a: { field: string }, b: { field: string }): number =>
  INFLUENCE.indexOf(a.field) - INFLUENCE.indexOf(b.field);

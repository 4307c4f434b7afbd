import { describePlace } from '../../base/errors.ts';
import { Drafts, declared, finish, inferred } from '../drafts.ts';
import type { Imported } from '../importer.ts';
import { mapApproval } from './approval.ts';
import { McpServers } from './attach.ts';
import { mapClientSecrets } from './client-secrets.ts';
import type { McpConfig } from './config.ts';
import { type MappedClient, mapClient } from './map-client.ts';
import { type McpServer, serverKey } from './server.ts';

/** A configuration without mistakes -> the ecosystem of its client. */
export function mapMcp(config: McpConfig, servers: readonly McpServer[], file: string): Imported {
  const drafts = new Drafts();
  const running = servers.filter(({ off }) => off === undefined);
  for (const server of running) drafts.idFor(serverKey(server), server.name);
  const client = mapClient(config, drafts);
  const attached = new McpServers(drafts, config.passwords);
  const mapped = running.map((server) => attached.add(server, client));
  attached.addUnusedPasswords(client);
  mapClientSecrets(config, client, drafts);
  mapApproval(config, mapped, client, drafts);
  mapTelemetry(config, client, drafts);
  noteRest(config, servers, drafts);
  const description = `${client.name} and its MCP servers, imported from an MCP client configuration.`;
  return finish(drafts, { file, description });
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

function noteRest({ root, others, left = [] }: McpConfig, servers: readonly McpServer[], drafts: Drafts): void {
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
  drafts.ignored.push(...left);
  if (servers.some(({ off }) => off === undefined)) return;
  const found = servers.length === 0 ? 'none' : 'only servers that are switched off';
  const fix = 'The client has nothing to call: give the file that lists its servers, or add some.';
  drafts.warnings.push({ at: root.at, expected: 'at least one server', found, fix });
}

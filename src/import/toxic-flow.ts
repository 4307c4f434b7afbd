import { describePlace } from '../base/errors.ts';
import type { Drafts } from './drafts.ts';
import type { MappedClient } from './mcp-map-client.ts';
import type { MappedServer } from './mcp-map-server.ts';
import type { Capability } from './tool-facts.ts';

/**
 * Private data, hostile content and a way out that one client can reach: then content from outside may
 * send the data away ("lethal trifecta", Willison 2025). Said once, by its shortest path of servers.
 */
export function findToxicFlow(servers: readonly MappedServer[], client: MappedClient, drafts: Drafts): void {
  const able = (capability: Capability): MappedServer | undefined =>
    servers.find(({ can }) => can.includes(capability));
  const all = servers.find(({ can }) => TRIFECTA.every((capability) => can.includes(capability)));
  const [entry, data, exit] = all === undefined ? TRIFECTA.map(able) : [all, all, all];
  if (entry === undefined || data === undefined || exit === undefined) return;
  const steps = [
    entry.content ?? 'outside content',
    entry.id,
    client.id,
    data.id,
    `${data.title} (private)`,
    client.id,
    exit.id,
  ];
  drafts.findings.push({
    title: 'Toxic flow',
    detail: `hostile content can send private data away: ${steps.join(' → ')} → outside`,
    where: describePlace(entry.server.at),
  });
}

const TRIFECTA = ['ingest-untrusted', 'read-private', 'egress'] as const satisfies readonly Capability[];

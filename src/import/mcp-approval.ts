import { describePlace } from '../base/errors.ts';
import type { Belief } from '../graph/belief.ts';
import type { SelectorDraft } from '../graph/build-ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { assumed, type Drafts } from './drafts.ts';
import type { McpConfig } from './mcp-dialects.ts';
import type { MappedClient } from './mcp-map-client.ts';
import type { MappedServer } from './mcp-map-server.ts';

/** Nobody has measured it: people refuse some calls at first and fewer later. */
const effectiveness: Belief = { form: 'range', low: 0.3, high: 0.9 };

/** Clients ask before a tool is called, except for servers whose tools were approved once and for all. */
export function mapApproval(
  { client: { asks } }: McpConfig,
  servers: readonly MappedServer[],
  client: MappedClient,
  drafts: Drafts,
): void {
  for (const { id, server } of servers) {
    if (server.approved === undefined) continue;
    const { text, at } = server.approved;
    const detail = `${text} lets ${client.name} call tools of ${id} without asking`;
    drafts.findings.push({ title: 'No human in between', detail, where: describePlace(at) });
  }
  // In the order in which a file is read: by code units of the selectors.
  const gated = servers
    .filter(({ server }) => server.approved === undefined)
    .sort((a, b) => byCodeUnits(JSON.stringify(a.id), JSON.stringify(b.id)));
  if (!asks || gated.length === 0) return;
  const id = drafts.idFor('approval', 'approval');
  const rule =
    'clients ask a human before a tool is called; how often people refuse a harmful call is judged, 0.3 to 0.9';
  const all: SelectorDraft = { kind: 'invokes', from: client.id, direction: 'along' };
  const on = gated.length === servers.length ? [all] : gated.map((one) => ({ ...all, to: one.id }));
  drafts.component({
    id,
    kind: 'control',
    name: 'approval of tool calls by the user',
    guards: on.map((selector) => ({ on: selector, effectiveness })),
    provenance: assumed(client.spot, rule),
  });
  drafts.toFill.push({
    component: id,
    field: 'effectiveness',
    why: 'how often the user refuses a harmful call is only judged',
  });
}

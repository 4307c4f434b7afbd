import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { addApproval } from '../add-approval.ts';
import { assumed, type Drafts } from '../drafts.ts';
import type { McpConfig } from './config.ts';
import type { MappedClient } from './map-client.ts';
import type { MappedServer } from './map-server.ts';

/** Clients ask before a tool is called, except for servers whose tools were approved once and for all. */
export function mapApproval(
  { client: { asks }, unasked, settings }: McpConfig,
  servers: readonly MappedServer[],
  client: MappedClient,
  drafts: Drafts,
): void {
  if (settings?.startsAll !== undefined) {
    const { text, at } = settings.startsAll;
    const detail = `${text} lets ${client.name} start every server that a project names, without asking`;
    drafts.findings.push({ title: 'No human in between', detail, where: describePlace(at) });
  }
  if (unasked !== undefined) {
    const detail = `${unasked.text} lets ${client.name} call every tool without asking`;
    drafts.findings.push({ title: 'No human in between', detail, where: describePlace(unasked.at) });
    return;
  }
  for (const { id, server } of servers) {
    if (server.approved === undefined) continue;
    const { text, at } = server.approved;
    const detail = `${text} lets ${client.name} call tools of ${id} without asking`;
    drafts.findings.push({ title: 'No human in between', detail, where: describePlace(at) });
  }
  const gated = servers.filter(({ server }) => server.approved === undefined);
  if (!asks || gated.length === 0) return;
  const rule =
    'clients ask a human before a tool is called; how often people refuse a harmful call is judged, 0.3 to 0.9';
  const all: SelectorDraft = { kind: 'invokes', from: client.id, direction: 'along' };
  const on = gated.length === servers.length ? [all] : gated.map((one) => ({ ...all, to: one.id }));
  addApproval(drafts, {
    key: 'approval',
    id: 'approval',
    name: 'approval of tool calls by the user',
    on,
    provenance: assumed(client.spot, rule),
  });
}

import { addModel } from '../add-model.ts';
import { addHost } from '../add-tool.ts';
import { addUser } from '../add-user.ts';
import { assumed, type Drafts, inferred, type Spot } from '../drafts.ts';
import { textOf } from '../located.ts';
import type { McpConfig } from './config.ts';

/** The client in the graph, and the machine it is on, which exists only if something asks for it. */
export type MappedClient = {
  readonly id: string;
  readonly name: string;
  readonly spot: Spot;
  readonly host: () => string;
};

export function mapClient({ client, root, models }: McpConfig, drafts: Drafts): MappedClient {
  const id = drafts.idFor('client', client.id);
  drafts.component({ id, kind: 'agent', name: client.name, provenance: inferred(root, client.rule) });
  if (client.isKnown) drafts.identify(id, { by: 'agent', key: client.name });
  const user = addUser(drafts, { to: [], spot: root, provenance: assumed(root, 'somebody uses the client') });
  const rule = 'the user gives the client its tasks';
  drafts.relation({ from: user, to: id, kind: 'messages', provenance: assumed(root, rule) });
  const named = models.filter(({ value }) => textOf(value));
  if (named.length === 0) addModel(drafts, id, { spot: root });
  for (const { value } of named) addModel(drafts, id, { name: textOf(value), spot: value });
  return { id, name: client.name, spot: root, host: () => hostOf(drafts, { id, name: client.name, spot: root }) };
}

/** An agent of any file that has MCP servers of its own. */
export const clientFor = (drafts: Drafts, agent: Omit<MappedClient, 'host'>): MappedClient => ({
  ...agent,
  host: () => addHost(drafts, agent.spot),
});

function hostOf(drafts: Drafts, { name, spot }: Omit<MappedClient, 'host'>): string {
  const provenance = assumed(spot, 'local servers need a machine to run on');
  return drafts.component({ id: drafts.idFor('host', 'host'), kind: 'host', name: `machine of ${name}`, provenance });
}

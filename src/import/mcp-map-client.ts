import { assumed, type Drafts, declared, inferred, type Spot } from './drafts.ts';
import { type Entry, textOf } from './located.ts';
import type { McpConfig } from './mcp-dialects.ts';

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
  const user = drafts.idFor('user', 'user');
  drafts.component({ id: user, kind: 'human', provenance: assumed(root, 'somebody uses the client') });
  const rule = 'the user gives the client its tasks';
  drafts.relation({ from: user, to: id, kind: 'messages', provenance: assumed(root, rule) });
  const named = models.filter(({ value }) => textOf(value));
  if (named.length === 0) mapUnknownModel(id, root, drafts);
  for (const model of named) mapModel(id, model, drafts);
  const host = (): string => {
    const provenance = assumed(root, 'local servers need a machine to run on');
    return drafts.component({
      id: drafts.idFor('host', 'host'),
      kind: 'host',
      name: `machine of ${client.name}`,
      provenance,
    });
  };
  return { id, name: client.name, spot: root, host };
}

function mapUnknownModel(client: string, root: Spot, drafts: Drafts): void {
  const id = drafts.idFor('model', 'model');
  const provenance = assumed(root, 'the client runs on a foundation model, which the file does not name');
  drafts.component({ id, kind: 'model', provenance });
  drafts.relation({ from: client, to: id, kind: 'infers', provenance });
  drafts.toFill.push({
    component: id,
    field: 'tier',
    why: 'how strong the model is against hostile content decides most',
  });
}

function mapModel(client: string, { value }: Entry, drafts: Drafts): void {
  const name = (textOf(value) ?? '').slice(0, 200);
  const id = drafts.idFor(`model ${name}`, name);
  drafts.component({ id, kind: 'model', provenance: declared(value) });
  drafts.relation({ from: client, to: id, kind: 'infers', provenance: declared(value) });
  drafts.toFill.push({
    component: id,
    field: 'tier',
    why: 'how strong the model is against hostile content decides most',
  });
}

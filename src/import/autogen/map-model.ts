import { addModel } from '../add-model.ts';
import { find, textOf } from '../located.ts';
import { type Component, componentOf } from './component.ts';
import type { Mapping } from './mapping.ts';

/** Keys under which model clients name their model, most telling first. */
const NAMES = ['model', 'azure_deployment', 'model_id', 'repo_id', 'model_path', 'ai_model_id'];

/** The model that a component's `model_client` stands for, and what opens it. */
export function mapModel(mapping: Mapping, user: string, owner: Component): void {
  const client = componentOf(find(owner.config, 'model_client'));
  if (client !== undefined) mapClient(mapping, user, client);
  else addModel(mapping.drafts, user, { name: textOf(find(owner.config, 'model')), spot: owner.map });
}

function mapClient(mapping: Mapping, user: string, client: Component): void {
  const { config, map, className } = componentOf(find(client.config, 'client')) ?? client;
  const named = NAMES.map((key) => find(config, key)).find((value) => textOf(value)?.trim());
  const id = addModel(mapping.drafts, user, { name: textOf(named), spot: named ?? map });
  mapping.secrets.addAll(config, { of: className, holder: user, opens: id });
}

import { addModel } from '../add-model.ts';
import { type Drafts, declared, type Spot } from '../drafts.ts';
import { find, listOf, textOf } from '../located.ts';
import { textIn, valueIn } from './fields.ts';
import type { LangflowNode } from './node.ts';

/** Fields that name a model, by what providers call them. */
const NAMES = [
  'model_name',
  'model',
  'model_id',
  'azure_deployment',
  'deployment_name',
  'embedding_model',
  'ollama_model',
  'repo_id',
];

/** The model that a component names; a list of choices in new versions. */
export function namedModel({ fields }: LangflowNode): { name: string; spot: Spot } | undefined {
  const model = valueIn(fields, 'model');
  for (const choice of [...listOf(model), ...(model?.form === 'map' ? [model] : [])]) {
    const name = textOf(find(choice, 'name'))?.trim();
    if (name !== undefined && name !== '') return { name, spot: choice };
  }
  const text = textIn(fields, ...NAMES);
  return text === undefined ? undefined : { name: text.text, spot: text.spot };
}

/** @returns its id */
export function addNamedModel(drafts: Drafts, user: string, from: LangflowNode): string {
  const named = namedModel(from);
  return addModel(drafts, user, named ?? { spot: from.spot });
}

/** A model that nothing infers as such: embeddings, and models that no agent uses. @returns its id */
export function addLoneModel(drafts: Drafts, node: LangflowNode): string {
  const name = namedModel(node)?.name.slice(0, 200);
  const id = drafts.idFor(name === undefined ? `node ${node.key}` : `model ${name}`, name ?? node.title);
  const isNew = !drafts.has(id);
  drafts.component({ id, kind: 'model', provenance: declared(namedModel(node)?.spot ?? node.spot) });
  if (name !== undefined) drafts.identify(id, { by: 'model', key: name });
  // What only embeds follows no instructions.
  if (isNew && !node.gives.has('Embeddings')) {
    const why = 'how strong the model is against hostile content decides most';
    drafts.toFill.push({ component: id, field: 'tier', why });
  }
  return id;
}

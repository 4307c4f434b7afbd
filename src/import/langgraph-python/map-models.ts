import { addModel } from '../add-model.ts';
import type { Spot } from '../drafts.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import type { PyValue } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import type { Mapping } from './mapping.ts';
import { isForeignAgent, isModelCall, modelNames } from './model-calls.ts';

/** The models that an agent calls, with their keys. @param models - names, or calls that make them */
export function addModels({ program, drafts }: Mapping, id: string, models: readonly PyValue[], spot: Spot): void {
  const isNamed = models.some((model) => modelNames(program, model).length > 0);
  for (const model of models) {
    const names = modelNames(program, model);
    if (names.length === 0 && isNamed && isForeignAgent(program, model)) continue; // its model is named beside it
    const ids = names.map((name) => addModel(drafts, id, { name, spot: model }));
    const [opens = addModel(drafts, id, { spot: model })] = ids;
    if (model.form === 'call') addCallSecrets(drafts, program, model, { holder: id, opens });
  }
  if (models.length === 0) addModel(drafts, id, { spot });
}

/** The models that a value may be: by name, or as what is made of one. */
export function modelsIn({ program }: Mapping, value: PyValue | undefined): readonly PyValue[] {
  if (value === undefined) return [];
  const named = program.resolve(value).filter(({ form }) => form === 'string');
  return [...named, ...sourcesOf(program, value, () => false).filter((call) => isModelCall(program, call))];
}

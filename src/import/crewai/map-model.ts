import { addModel } from '../add-model.ts';
import type { Spot } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import { mapSecrets } from './map-secrets.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, type Setting, textIn } from './setting.ts';

/** What the classes of the libraries in use call it. */
const NAMES = ['model', 'model_name', 'model_id', 'azure_deployment', 'deployment_name', 'deployment', 'name'];

/** The model that an `llm` field gives; one without a name where it gives none. */
export function mapModel(mapping: Mapping, user: string, llm: Setting | undefined, spot: Spot): void {
  const model = addModel(mapping.drafts, user, { name: shownName(nameOf(llm) ?? ''), spot: llm ?? spot });
  mapSecrets(mapping, fieldsOf(llm), { holder: user, opens: model });
}

function nameOf(llm: Setting | undefined): string | undefined {
  if (llm?.form === 'text') return llm.isWhole ? llm.text : undefined;
  if (llm?.form === 'variable') return nameOf(llm.fallback);
  if (llm?.form === 'list') return nameOf(llm.items[0]);
  const fields = fieldsOf(llm);
  const named = NAMES.flatMap((name) => fields.get(name) ?? [])[0];
  if (named !== undefined) return named === llm ? undefined : nameOf(named);
  const config = fields.get('config');
  if (config?.form === 'map') return nameOf(config);
  return llm?.form === 'call' ? textIn(llm.args[0]) : undefined;
}

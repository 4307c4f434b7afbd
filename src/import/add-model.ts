import type { Provenance } from '../graph/ecosystem.ts';
import { assumed, type Drafts, declared, type Spot } from './drafts.ts';

export type ModelUse = {
  /** As the file writes it; undefined or empty where it names none. */
  readonly name?: string | undefined;
  /** Where the model, or what runs on it, stands. */
  readonly spot: Spot;
  /** Of the use, if the file does not say it itself. */
  readonly provenance?: Provenance;
};

const LONGEST_NAME = 200;

/** Who is asked for the model: `openai/gpt-4o`, `azure/gpt-4o` and `gpt-4o` have the same weights and weaknesses. */
const PROVIDER =
  /^(?:(?:openai|anthropic|azure|azure_ai|azure_openai|google|google_genai|gemini|vertex_ai|bedrock|mistral|mistralai|groq|ollama|ollama_chat|deepseek|xai|cohere|together_ai|fireworks_ai|openrouter|litellm)[/:])+/i;

/** By what a model is known in other files. */
export const modelKey = (name: string): string => name.replace(PROVIDER, '') || name;

/**
 * The model that a component infers; the same name, the same model.
 * @returns its id
 */
export function addModel(drafts: Drafts, user: string, { name, spot, ...use }: ModelUse): string {
  const named = name?.trim().slice(0, LONGEST_NAME) ?? '';
  const provenance =
    named === '' ? assumed(spot, 'it runs on a foundation model, which the file does not name') : declared(spot);
  const id = named === '' ? drafts.idFor('model', 'model') : drafts.idFor(`model ${modelKey(named)}`, named);
  const isNew = !drafts.has(id);
  drafts.component({ id, kind: 'model', provenance });
  drafts.relation({ from: user, to: id, kind: 'infers', provenance: use.provenance ?? provenance });
  if (named !== '') drafts.identify(id, { by: 'model', key: modelKey(named) });
  if (isNew) {
    const why = 'how strong the model is against hostile content decides most';
    drafts.toFill.push({ component: id, field: 'tier', why });
  }
  return id;
}

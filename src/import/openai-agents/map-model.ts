import { addModel } from '../add-model.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { argumentOf, type PyValue } from '../python/py-value.ts';
import { argumentOfAgent, type SdkAgent } from './find-agents.ts';
import type { Mapping } from './mapping.ts';

/** The models of an agent: by name, or as a model object with the client and the keys that it uses. */
export function mapModel(mapping: Mapping, agent: SdkAgent, id: string): void {
  const { program, drafts } = mapping;
  const given = argumentOfAgent(agent, 'model');
  const values = given === undefined ? [] : program.resolve(given);
  let isKnown = false;
  for (const value of values) {
    const name = modelName(mapping, value);
    if (name === undefined) continue;
    isKnown = true;
    const model = addModel(drafts, id, { name, spot: given ?? agent.call });
    if (value.form === 'call') addCallSecrets(drafts, program, value, { holder: id, opens: model });
  }
  if (!isKnown) addModel(drafts, id, { spot: given ?? agent.call });
}

/** `"gpt-4.1"`, `OpenAIChatCompletionsModel(model="gpt-4.1", …)`, `LitellmModel("…")`, the default of a variable. */
function modelName({ program }: Mapping, value: PyValue): string | undefined {
  if (value.form === 'string') return value.text;
  if (value.form === 'variable') return program.textOf(value.fallback);
  if (value.form !== 'call') return undefined;
  const named = argumentOf(value, 'model', 0) ?? argumentOf(value, 'model_name');
  const [first] = named === undefined ? [] : program.resolve(named);
  return first?.form === 'variable' ? program.textOf(first.fallback) : program.textOf(first);
}

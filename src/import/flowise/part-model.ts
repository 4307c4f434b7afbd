import { addModel } from '../add-model.ts';
import { declared, inferred } from '../drafts.ts';
import type { FlowiseContext } from './context.ts';
import { type Part, settingOf } from './part.ts';

const NAMES = [
  'customModelName',
  'customModel',
  'modelName',
  'model',
  'deploymentName',
  'azureOpenAIApiDeploymentName',
];

export const modelName = (part: Part): string => settingOf(part, ...NAMES) ?? part.name;

export type ModelUser = {
  /** The component that infers. */
  readonly id: string;
  /** How it comes to use the model, if nothing joins the two directly. */
  readonly because?: string | undefined;
  readonly spot: Part['spot'];
};

/** The model that a part stands for, with its users and what they hold to use it. @returns its id */
export function addPartModel(context: FlowiseContext, part: Part, users: readonly ModelUser[]): string {
  const { drafts, secrets } = context;
  const name = modelName(part);
  const asked = drafts.toFill.length;
  let id = '';
  for (const user of users) {
    const provenance = user.because === undefined ? declared(user.spot) : inferred(user.spot, user.because);
    id = addModel(drafts, user.id, { name, spot: part.spot, provenance });
  }
  if (/embedding/i.test(part.name)) {
    // What only embeds follows no instructions.
    drafts.toFill.splice(asked);
    if (id !== '') drafts.component({ id, kind: 'model', tags: ['embeddings'], provenance: declared(part.spot) });
  }
  if (id !== '') {
    const holders = users.map((user) => user.id);
    secrets.add(part, holders, id);
  }
  return id;
}

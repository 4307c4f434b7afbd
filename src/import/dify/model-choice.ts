import { addModel } from '../add-model.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { find, type Located } from '../located.ts';
import { nameIn } from './scalar-text.ts';

/** The model that a component infers: `{ provider, name }`, or `model` for the name in agent nodes. */
export function addChosenModel(drafts: Drafts, user: string, choice: Located | undefined, spot: Spot): void {
  const named = find(choice, 'name') ?? find(choice, 'model');
  const name = nameIn(named);
  addModel(drafts, user, { name, spot: name === undefined ? spot : (named ?? spot) });
}

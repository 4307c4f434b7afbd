import { find, type Located } from '../located.ts';

/** Fields of a component: `template: { name: { value, … } }`; groups set some of those inside. */
export type Fields = ReadonlyMap<string, Located>;

/** What a field is set to. */
export const valueIn = (fields: Fields, name: string): Located | undefined => find(fields.get(name), 'value');

/** The first of some fields that is set to a text, without blanks around it. */
export function textIn(fields: Fields, ...names: readonly string[]): { text: string; spot: Located } | undefined {
  for (const name of names) {
    const spot = valueIn(fields, name);
    if (spot?.form !== 'scalar' || typeof spot.value !== 'string') continue;
    const text = spot.value.replace(/\p{Cc}/gu, ' ').trim();
    if (text !== '') return { text, spot };
  }
  return undefined;
}

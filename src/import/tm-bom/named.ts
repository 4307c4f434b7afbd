import { find, type Located, listOf, textOf } from '../located.ts';

/** Something of a threat model that others refer to by its symbolic name. */
export type Named = { readonly name: string; readonly title: string; readonly spot: Located };

/** The named entries of a list; a name that comes twice stands for the first. */
export function namedIn(root: Located, list: string): readonly Named[] {
  const seen = new Set<string>();
  return listOf(find(root, list)).flatMap((spot) => {
    const name = textOf(find(spot, 'symbolic_name'));
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return [{ name, title: oneLine(textOf(find(spot, 'title')) ?? name), spot }];
  });
}

/** Titles are broken into lines for drawings. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The texts of a list. */
export const textsOf = (located: Located | undefined): readonly string[] =>
  listOf(located).flatMap((one) => textOf(one) ?? []);

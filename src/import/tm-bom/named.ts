import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
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

/** Says which entries of lists nothing can refer to: they have no name, or that of another. */
export function noteNameless(root: Located, lists: readonly string[], drafts: Drafts): void {
  const seen = new Set<string>();
  for (const list of lists) {
    for (const spot of listOf(find(root, list))) {
      const name = textOf(find(spot, 'symbolic_name'));
      if (name !== undefined && !seen.has(name)) {
        seen.add(name);
        continue;
      }
      drafts.ignored.push({
        what: `${list}: ${JSON.stringify((name ?? '').slice(0, 80))}`,
        where: describePlace(spot.at),
        why: name === undefined ? 'it has no symbolic_name' : 'something before it has this symbolic_name',
      });
    }
  }
}

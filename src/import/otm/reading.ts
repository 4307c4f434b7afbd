import type { Place, Problem } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, find, type Located, type LocatedMap, listOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idOf } from './id-of.ts';

/** What is gathered while a threat model is read: problems refuse the file, warnings of the drafts do not. */
export type Reading = { readonly drafts: Drafts; readonly problems: Problem[] };

/** Something of a list that others refer to by its id. */
export type Listed = { readonly id: string; readonly map: LocatedMap };

/** The objects of a list of the root, by id; what has none, or one that was there before, is a problem of the file. */
export function listedIn(root: Located, key: string, { problems }: Reading): ReadonlyMap<string, Listed> {
  const list = find(root, key);
  const known = new Map<string, Listed>();
  if (list !== undefined && list.form !== 'list' && !isNull(list)) {
    problems.push({ at: list.at, expected: `a list of ${key}`, found: describeForm(list), fix: 'Make it a list.' });
  }
  for (const item of listOf(list)) {
    const id = idOf(find(item, 'id'));
    const bad = (at: Place, expected: string, found: string, fix: string) =>
      problems.push({ at, expected, found, fix });
    if (item.form !== 'map')
      bad(item.at, `an object in ${key}`, describeForm(item), 'Remove it, or make it an object.');
    else if (id === undefined) bad(item.at, `an id in each of ${key}`, 'none', 'Give it an id that no other one has.');
    else if (known.has(id))
      bad(item.at, `each id once in ${key}`, `${shownName(id)} again`, 'Rename one of the two: flows name them by id.');
    else known.set(id, { id, map: item });
  }
  return known;
}

/** Says what is wrong with a part that is read all the same. */
export function warn(
  { drafts }: Pick<Reading, 'drafts'>,
  at: Place,
  said: Pick<Problem, 'expected' | 'found' | 'fix'>,
): void {
  drafts.warnings.push({ at, ...said });
}

export const isNull = (located: Located | undefined): boolean => located?.form === 'scalar' && located.value === null;

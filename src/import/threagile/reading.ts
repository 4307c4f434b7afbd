import type { Place, Problem } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, entriesOf, find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';

/** What is gathered while a model is read: problems refuse it, warnings of the drafts do not. */
export type Reading = { readonly drafts: Drafts; readonly problems: Problem[] };

/** One of a map of the model: the key is its title, and others refer to it by its id. */
export type Titled = { readonly id: string; readonly title: string; readonly map: LocatedMap };

/** What a map of the root holds, by id; what has none, or one that was there before, is a problem. */
export function titledIn(root: Located, section: string, { problems }: Reading): ReadonlyMap<string, Titled> {
  const whole = find(root, section);
  const known = new Map<string, Titled>();
  const bad = (at: Place, expected: string, found: string, fix: string) => problems.push({ at, expected, found, fix });
  if (whole !== undefined && whole.form !== 'map' && !isNull(whole)) {
    bad(whole.at, `${section} by their titles`, describeForm(whole), 'Write them as a map.');
  }
  for (const [key, { keyAt, value }] of entriesOf(whole)) {
    const id = idIn(value, 'id');
    // In a parsed model the key is the id.
    const title = textOf(find(value, 'title')) ?? key;
    if (value.form !== 'map') bad(keyAt, `an object in ${section}`, describeForm(value), 'Remove it, or write it out.');
    else if (id === undefined) bad(keyAt, `an id in each of ${section}`, 'none', 'Give it one, which others refer to.');
    else if (known.has(id))
      bad(keyAt, `each id once in ${section}`, `${shownName(id)} again`, 'Rename one of the two.');
    else known.set(id, { id, title, map: { ...value, at: keyAt } });
  }
  return known;
}

/** An id, perhaps written like a number. */
export const idIn = (map: Located | undefined, key: string): string | undefined => idOf(find(map, key));

export function idOf(located: Located | undefined): string | undefined {
  if (located?.form !== 'scalar' || located.value === null || located.value === '') return undefined;
  return String(located.value);
}

/** Texts of a list; `tags:` with nothing behind it is an empty one. */
export const textsIn = (map: Located | undefined, key: string): readonly string[] =>
  listOf(find(map, key)).flatMap((one) => idOf(one) ?? []);

const isNull = (located: Located): boolean => located.form === 'scalar' && located.value === null;

/** Says what is wrong with a part that is read all the same. */
export function warn(
  { drafts }: Pick<Reading, 'drafts'>,
  at: Place,
  said: Pick<Problem, 'expected' | 'found' | 'fix'>,
) {
  drafts.warnings.push({ at, ...said });
}

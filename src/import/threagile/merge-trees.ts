import type { Problem } from '../../base/errors.ts';
import type { Entry, Located, LocatedMap } from '../located.ts';
import { shownName } from '../shown-name.ts';

/**
 * Two files as one, as Threagile merges them: maps key by key, lists one after the other; what both say in one word
 * must be the same.
 */
export function mergeTrees(first: Located, second: Located, problems: Problem[]): Located {
  if (isEmpty(second)) return first;
  if (isEmpty(first)) return second;
  if (first.form === 'map' && second.form === 'map') return mergeMaps(first, second, problems);
  if (first.form === 'list' && second.form === 'list') return { ...first, items: [...first.items, ...second.items] };
  return first;
}

function mergeMaps(first: LocatedMap, second: LocatedMap, problems: Problem[]): LocatedMap {
  const entries = new Map<string, Entry>(first.entries);
  for (const [key, entry] of second.entries) {
    const known = entries.get(key);
    if (known === undefined) entries.set(key, entry);
    else if (key !== 'includes') {
      if (differs(known.value, entry.value)) problems.push(conflict(key, known, entry));
      entries.set(key, { ...known, value: mergeTrees(known.value, entry.value, problems) });
    }
  }
  return { ...first, entries };
}

const isEmpty = (located: Located): boolean =>
  located.form === 'scalar' && (located.value === null || located.value === '');

const differs = (first: Located, second: Located): boolean =>
  !isEmpty(first) &&
  !isEmpty(second) &&
  (first.form !== second.form ||
    (first.form === 'scalar' &&
      typeof first.value !== 'boolean' &&
      second.form === 'scalar' &&
      first.value !== second.value));

const conflict = (key: string, known: Entry, entry: Entry): Problem => ({
  at: entry.keyAt,
  expected: `the same ${shownName(key)} as in ${known.keyAt.file}`,
  found: 'something else',
  fix: 'Say it in one of the two files only.',
});

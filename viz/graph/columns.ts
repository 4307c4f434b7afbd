import type { ComponentDetail } from '../../src/measure/results.ts';
import type { Related } from './communities.ts';
import { type Group, groupsOf } from './groups.ts';

/**
 * Groups as columns, at most so many: where there are more, those whose names differ in a number at the end are joined
 * (billing, billing-2, …), and the smallest of what is left are gathered as "others".
 * @param asked - name of a group that keeps a column of its own; null: none
 */
export function columnsOf(
  components: readonly ComponentDetail[],
  relations: readonly Related[],
  most: number,
  asked: string | null = null,
): readonly Group[] {
  const groups = groupsOf(components, relations);
  if (groups.length <= most) return groups;
  const families = new Map<string, number[]>();
  for (const { name, members } of groups) {
    const key = columnName(name) === asked ? name : stem(name);
    families.set(key, [...(families.get(key) ?? []), ...members]);
  }
  const joined = [...families].map(([name, members]): Group => ({ name, members }));
  if (joined.length <= most) return joined;
  const isKept = ({ name }: Group, k: number): boolean => k < most - 1 || columnName(name) === asked;
  const others = joined.filter((group, k) => !isKept(group, k)).flatMap(({ members }) => members);
  return [...joined.filter(isKept), { name: OTHERS, members: others }];
}

const OTHERS = 'others';

const stem = (name: string): string => name.replace(/[-_. ]*\d+$/, '') || name;

/** What a column is called. */
export const columnName = (name: string): string => (name === '' ? 'no group' : name);

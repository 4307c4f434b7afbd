import type { ComponentDetail } from '../../src/measure/results.ts';
import { communitiesOf, type Related } from './communities.ts';

/** Components that belong together: a column of the grid. `members` are positions. */
export type Group = { readonly name: string; readonly members: readonly number[] };

/**
 * Zones, else first tags, files, or what stands before the first dash, dot or slash of ids, else communities of the
 * relations. Those with most exposed components first, then the largest; "shared" and what belongs nowhere (name '') last.
 */
export function groupsOf(components: readonly ComponentDetail[], relations: readonly Related[] = []): readonly Group[] {
  const keyOf = groupingOf(components) ?? communitiesOf(components, relations);
  const groups = new Map<string, number[]>();
  for (const [i, component] of components.entries()) {
    const key = keyOf(component);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [i]);
    else members.push(i);
  }
  const isLast = (name: string): number => (name === 'shared' || name === '' ? 1 : 0);
  return [...groups]
    .map(([name, members]) => ({ name, members, exposed: members.filter((i) => components[i]?.exposed).length }))
    .sort(
      (a, b) =>
        isLast(a.name) - isLast(b.name) ||
        b.exposed - a.exposed ||
        b.members.length - a.members.length ||
        (a.name < b.name ? -1 : 1),
    );
}

/** Null if nothing that components say of themselves parts them. */
function groupingOf(components: readonly ComponentDetail[]): ((component: ComponentDetail) => string) | null {
  const candidates: ((component: ComponentDetail) => string)[] = [
    ({ zone }) => zone ?? '',
    ({ tags }) => tags[0] ?? '',
    ({ source }) => source.split(':')[0] ?? '',
    ({ id }) => /^(.*?)[-./:_]/.exec(id)?.[1] ?? '',
  ];
  const groupsInto = (keyOf: (component: ComponentDetail) => string): number => new Set(components.map(keyOf)).size;
  return candidates.find((keyOf) => groupsInto(keyOf) > 1 && groupsInto(keyOf) <= components.length / 2) ?? null;
}

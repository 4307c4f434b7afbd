import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import type { Part } from './part.ts';
import type { Refs } from './refs.ts';

/** One part needs another. */
export type Dependency = { readonly from: Part; readonly to: Part; readonly spot: Located };

/** What the bill says of who depends on whom; references that lead nowhere are noted. */
export function dependenciesOf(root: Located, refs: Refs, drafts: Drafts): readonly Dependency[] {
  return listOf(find(root, 'dependencies')).flatMap((row) => {
    const named = find(row, 'ref');
    const from = partAt(named, refs, drafts);
    if (from === undefined) return [];
    return listOf(find(row, 'dependsOn')).flatMap((spot) => {
      const to = partAt(spot, refs, drafts);
      return to === undefined || to === from ? [] : [{ from, to, spot }];
    });
  });
}

function partAt(named: Located | undefined, refs: Refs, drafts: Drafts): Part | undefined {
  const ref = textOf(named);
  if (named === undefined || ref === undefined) return undefined;
  const target = refs.find(ref);
  if (target !== undefined && 'part' in target) return target.part;
  const why =
    target === undefined ? 'no component or service has this bom-ref' : 'it stands in another bill of materials';
  drafts.ignored.push({ what: `dependency on ${ref.slice(0, 80)}`, where: describePlace(named.at), why });
  return undefined;
}

/**
 * Dependencies between parts that are kept: what depends on one of them through others that are left out depends on it
 * itself. The place is that of the first step.
 */
export function throughOthers(
  dependencies: readonly Dependency[],
  isKept: (part: Part) => boolean,
): readonly Dependency[] {
  const next = bySource(dependencies);
  const found: Dependency[] = [];
  for (const [from, steps] of next) {
    if (!isKept(from)) continue;
    const seen = new Set<Part>([from]);
    const waiting = [...steps];
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const { to, spot } = step;
      if (seen.has(to)) continue;
      seen.add(to);
      if (isKept(to)) found.push({ from, to, spot });
      else for (const more of next.get(to) ?? []) waiting.push({ ...more, spot });
    }
  }
  return found;
}

/** Kept parts that need a part that is left out, directly or through others that are left out. */
export function dependentsOf(
  part: Part,
  users: ReadonlyMap<Part, readonly Part[]>,
  isKept: (part: Part) => boolean,
): readonly Part[] {
  const seen = new Set<Part>([part]);
  const found: Part[] = [];
  const waiting = [part];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const user of [...(users.get(one) ?? []), ...(one.parent === undefined ? [] : [one.parent])]) {
      if (seen.has(user)) continue;
      seen.add(user);
      if (isKept(user)) found.push(user);
      else waiting.push(user);
    }
  }
  return found;
}

function bySource(dependencies: readonly Dependency[]): ReadonlyMap<Part, readonly Dependency[]> {
  const grouped = new Map<Part, Dependency[]>();
  for (const one of dependencies) {
    const others = grouped.get(one.from);
    if (others === undefined) grouped.set(one.from, [one]);
    else others.push(one);
  }
  return grouped;
}

/** Who needs each part directly. */
export function usersOf(dependencies: readonly Dependency[]): ReadonlyMap<Part, readonly Part[]> {
  const users = new Map<Part, Part[]>();
  for (const { from, to } of dependencies) {
    const others = users.get(to);
    if (others === undefined) users.set(to, [from]);
    else others.push(from);
  }
  return users;
}

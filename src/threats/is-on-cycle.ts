import type { ComponentId } from '../graph/ids.ts';
import type { RelationKind } from '../graph/kinds.ts';
import type { TrustIndex } from './trust-index.ts';

/**
 * Whether relations of these kinds, each taken from its `from` to its `to`, lead over others back to a component.
 * People end a cycle: they answer when they want to.
 */
export function isOnCycle(index: TrustIndex, id: ComponentId, kinds: readonly RelationKind[]): boolean {
  const known = knownCycles.get(index) ?? new Map<string, ReadonlySet<ComponentId>>();
  knownCycles.set(index, known);
  const key = kinds.join();
  const found = known.get(key) ?? onCycles(index, kinds);
  known.set(key, found);
  return found.has(id);
}

/** Rules ask of one component after the other: the answer for all is found once. */
const knownCycles = new WeakMap<TrustIndex, Map<string, ReadonlySet<ComponentId>>>();

type Steps = (id: ComponentId) => readonly ComponentId[];

/** Kosaraju's two walks: what reaches each other is on a cycle, if it is more than one. */
function onCycles({ ecosystem, outOf, into, componentOf }: TrustIndex, kinds: readonly RelationKind[]) {
  const isPerson = (id: ComponentId): boolean => componentOf.get(id)?.kind === 'human';
  const goes = (kind: RelationKind, other: ComponentId): boolean => kinds.includes(kind) && !isPerson(other);
  const next: Steps = (id) => (outOf.get(id) ?? []).flatMap(({ kind, to }) => (goes(kind, to) ? [to] : []));
  const previous: Steps = (id) => (into.get(id) ?? []).flatMap(({ kind, from }) => (goes(kind, from) ? [from] : []));
  const ids = ecosystem.components.flatMap(({ id }) => (isPerson(id) ? [] : [id]));
  const lastLeftFirst = walks(ids, next).flat().reverse();
  return new Set(walks(lastLeftFirst, previous).flatMap((group) => (group.length > 1 ? group : [])));
}

/** From each that was not visited, all that can be got to then, in the order in which they are left. */
function walks(from: readonly ComponentId[], steps: Steps): ComponentId[][] {
  const visited = new Set<ComponentId>();
  const visit = (id: ComponentId) => {
    visited.add(id);
    return { id, left: [...steps(id)] };
  };
  return from.flatMap((start) => {
    if (visited.has(start)) return [];
    const done: ComponentId[] = [];
    const path = [visit(start)];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const next = at.left.pop();
      if (next === undefined) done.push(...path.splice(-1).map(({ id }) => id));
      else if (!visited.has(next)) path.push(visit(next));
    }
    return [done];
  });
}

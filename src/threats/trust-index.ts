import { meanOf } from '../graph/belief.ts';
import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId } from '../graph/ids.ts';
import { type Direction, type ModelTier, relationKinds } from '../graph/kinds.ts';

/** An ecosystem with its relations by end, for whoever asks much of single components. */
export type TrustIndex = {
  readonly ecosystem: Ecosystem;
  readonly componentOf: ReadonlyMap<ComponentId, Component>;
  /** Relations that are written from a component, and to it; empty lists are left out. */
  readonly outOf: ReadonlyMap<ComponentId, readonly Relation[]>;
  readonly into: ReadonlyMap<ComponentId, readonly Relation[]>;
  /** Tier of the model that a component is or infers from (the first by id), if that says one. */
  readonly tierOf: (component: Component) => ModelTier | null;
};

export function trustIndex(ecosystem: Ecosystem): TrustIndex {
  const componentOf = new Map(ecosystem.components.map((component) => [component.id, component]));
  const outOf = groupBy(ecosystem.relations, ({ from }) => from);
  return {
    ecosystem,
    componentOf,
    outOf,
    into: groupBy(ecosystem.relations, ({ to }) => to),
    tierOf: ({ id, tier }) =>
      tier ?? modelsOf(outOf.get(id) ?? []).map((to) => componentOf.get(to)?.tier ?? null)[0] ?? null,
  };
}

/** The component at the other end, seen from `id`; undefined for a relation to itself. */
export function otherEnd({ componentOf }: TrustIndex, { from, to }: Relation, id: ComponentId): Component | undefined {
  const other = from === id ? to : from;
  return other === id ? undefined : componentOf.get(other);
}

/** Whether anything gets through in that way. */
export const isOpen = (relation: Relation, direction: Direction): boolean => meanTrust(relation, direction) > 0;

/** 0 where relations of that kind carry nothing, whatever the file says. */
export const meanTrust = ({ kind, trust }: Relation, direction: Direction): number =>
  relationKinds[kind][direction] === null ? 0 : meanOf(trust[direction]);

const modelsOf = (relations: readonly Relation[]): ComponentId[] =>
  relations
    .filter(({ kind }) => kind === 'infers')
    .map(({ to }) => to)
    .sort(byCodeUnits);

function groupBy(
  relations: readonly Relation[],
  key: (relation: Relation) => ComponentId,
): Map<ComponentId, Relation[]> {
  const groups = new Map<ComponentId, Relation[]>();
  for (const relation of relations) {
    const group = groups.get(key(relation));
    if (group === undefined) groups.set(key(relation), [relation]);
    else group.push(relation);
  }
  return groups;
}

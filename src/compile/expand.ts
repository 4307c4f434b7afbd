import { InvalidInputError, type Problem } from '../base/errors.ts';
import type { Component, Ecosystem, Relation, RelationNamed } from '../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId } from '../graph/ids.ts';
import type { FactorEffects } from './factors/factor-effects.ts';

/**
 * The ecosystem with its replicas and spawn slots written out: one node per thing that can fall.
 * Nodes are sorted by id (code units); their position is the component index of the engine.
 */
export type Expanded = {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly slots: readonly Slot[];
  /** Positions of the nodes that stand for a component: its replicas, then its slots. */
  readonly nodesOf: ReadonlyMap<ComponentId, readonly number[]>;
  /** What agentic factors and the attacker change; left out if nothing. */
  readonly factors?: FactorEffects;
};

export type Node = { readonly id: string; readonly component: Component; readonly isSlot: boolean };
export type Link = { readonly relation: Relation; readonly from: number; readonly to: number };
/** An unborn copy of `relation.to`, which `parent` may give birth to. */
export type Slot = { readonly node: number; readonly parent: number; readonly relation: RelationNamed<'spawns'> };

/** More than this many relations between replicas and slots is refused, with the estimate. */
const MAX_LINKS = 1_000_000;

/** @throws {InvalidInputError} if replicas and slots make more than a million relations, or ids clash. */
export function expand(ecosystem: Ecosystem): Expanded {
  refuseTooMany(ecosystem);
  const countOf = new Map(ecosystem.components.map(({ id, count }) => [id, count]));
  const spawns = ecosystem.relations.filter((relation) => relation.kind === 'spawns');
  const drafts = ecosystem.components.flatMap(replicas);
  const slotDrafts = reserveSlots(ecosystem, spawns, countOf);
  const nodes = [...drafts, ...slotDrafts.map(({ node }) => node)].sort((a, b) => byCodeUnits(a.id, b.id));
  refuseClashes(nodes);
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
  const at = (id: string): number => indexOf.get(id) as number;
  const slots = slotDrafts.map(({ node, parentId, relation }) => ({
    node: at(node.id),
    parent: at(parentId),
    relation,
  }));
  const links = [
    ...ecosystem.relations.flatMap((relation) =>
      pairs(relation, countOf).map(([from, to]) => ({ relation, from: at(from), to: at(to) })),
    ),
    ...slots.flatMap((slot) => linksOfSlot(slot, ecosystem.relations, countOf, at)),
  ];
  return { nodes, links, slots, nodesOf: groupByComponent(nodes) };
}

const replicaId = (id: string, replica: number, count: number): string => (count === 1 ? id : `${id}#${replica}`);
const replicaIds = (id: ComponentId, count: number): string[] =>
  Array.from({ length: count }, (_, i) => replicaId(id, i + 1, count));

const replicas = (component: Component): Node[] =>
  replicaIds(component.id, component.count).map((id) => ({ id, component, isSlot: false }));

type SlotDraft = { readonly node: Node; readonly parentId: string; readonly relation: RelationNamed<'spawns'> };

/** Slots are called `child+1`, `child+2`, ... in the order of the relations, which is not that of the file. */
function reserveSlots(
  ecosystem: Ecosystem,
  spawns: readonly RelationNamed<'spawns'>[],
  countOf: ReadonlyMap<ComponentId, number>,
): SlotDraft[] {
  const componentOf = new Map(ecosystem.components.map((component) => [component.id, component]));
  const used = new Map<ComponentId, number>();
  return spawns.flatMap((relation) =>
    replicaIds(relation.from, countOf.get(relation.from) as number).flatMap((parentId) =>
      Array.from({ length: relation.max }, () => {
        const number = (used.get(relation.to) ?? 0) + 1;
        used.set(relation.to, number);
        const component = componentOf.get(relation.to) as Component;
        return { node: { id: `${relation.to}+${number}`, component, isSlot: true }, parentId, relation };
      }),
    ),
  );
}

/** Every pair of replicas, or the pairs of equal number; a component is not related to itself. */
function pairs({ from, to, link }: Relation, countOf: ReadonlyMap<ComponentId, number>): [string, string][] {
  const sources = replicaIds(from, countOf.get(from) as number);
  const targets = replicaIds(to, countOf.get(to) as number);
  if (link === 'pairwise') {
    return Array.from({ length: Math.max(sources.length, targets.length) }, (_, i): [string, string] => [
      sources[i % sources.length] as string,
      targets[i % targets.length] as string,
    ]).filter(([a, b]) => a !== b);
  }
  return sources.flatMap((a) => targets.filter((b) => a !== b).map((b): [string, string] => [a, b]));
}

/** A slot has all relations of the component it copies; of the `spawns` into it only its own parent's. */
function linksOfSlot(
  slot: Slot,
  relations: readonly Relation[],
  countOf: ReadonlyMap<ComponentId, number>,
  at: (id: string) => number,
): Link[] {
  const child = slot.relation.to;
  const others = (id: ComponentId): number[] => replicaIds(id, countOf.get(id) as number).map(at);
  const copied = relations.flatMap((relation): Link[] => {
    if (relation.from === relation.to) return [];
    if (relation.from === child) return others(relation.to).map((to) => ({ relation, from: slot.node, to }));
    if (relation.to === child && relation.kind !== 'spawns')
      return others(relation.from).map((from) => ({ relation, from, to: slot.node }));
    return [];
  });
  return [...copied, { relation: slot.relation, from: slot.parent, to: slot.node }];
}

function groupByComponent(nodes: readonly Node[]): Map<ComponentId, number[]> {
  const groups = new Map<ComponentId, number[]>();
  for (const [index, { component }] of nodes.entries()) {
    const group = groups.get(component.id);
    if (group === undefined) groups.set(component.id, [index]);
    else group.push(index);
  }
  return groups;
}

function refuseTooMany({ components, relations, name }: Ecosystem): void {
  const countOf = new Map(components.map(({ id, count }) => [id, count]));
  const count = (id: ComponentId): number => countOf.get(id) as number;
  const slotsOf = new Map<ComponentId, number>();
  for (const relation of relations) {
    if (relation.kind !== 'spawns') continue;
    slotsOf.set(relation.to, (slotsOf.get(relation.to) ?? 0) + relation.max * count(relation.from));
  }
  const total = (id: ComponentId): number => count(id) + (slotsOf.get(id) ?? 0);
  const estimate = relations.reduce(
    (sum, { from, to, link }) => sum + (link === 'all' ? total(from) * total(to) : Math.max(total(from), total(to))),
    0,
  );
  if (estimate <= MAX_LINKS) return;
  const biggest = components.reduce((a, b) => (total(a.id) >= total(b.id) ? a : b));
  throw new InvalidInputError([
    {
      at: biggest.provenance.at,
      expected: 'at most 1,000,000 relations once replicas and slots are written out',
      found: `about ${estimate.toLocaleString('en-US')} in ${name}`,
      fix: 'Lower count or max, or join replicas one to one with link: pairwise.',
    },
  ]);
}

function refuseClashes(nodes: readonly Node[]): void {
  const problems: Problem[] = [];
  for (let i = 1; i < nodes.length; i++) {
    const [before, node] = [nodes[i - 1] as Node, nodes[i] as Node];
    if (before.id !== node.id) continue;
    problems.push({
      at: node.component.provenance.at,
      expected: 'an id that no replica or spawned copy has',
      found: `"${node.id}", which also names a copy of "${before.component.id}"`,
      fix: 'Rename one of the two components.',
    });
  }
  if (problems.length > 0) throw new InvalidInputError(problems);
}

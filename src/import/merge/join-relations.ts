import { defaultRelationId, type RelationDraft } from '../../graph/build-ecosystem.ts';
import type { Relation } from '../../graph/ecosystem.ts';
import { certainties } from '../../graph/kinds.ts';
import { relationDraft } from '../relation-draft.ts';

/** A relation of one file, with the ids that its ends have after merging. */
export type Link = {
  readonly relation: Relation;
  readonly file: string;
  /** Somebody wrote it by hand. */
  readonly isOwn: boolean;
  readonly from: string;
  readonly to: string;
};

export type JoinedRelations = {
  readonly drafts: readonly RelationDraft[];
  /** What each relation is called now; those that say the same as a surer one have its id. */
  readonly idOf: ReadonlyMap<Relation, string>;
};

/**
 * Relations between the same ends that say the same are one: those of the file that is surest. Parallel relations of
 * one file stay. A relation whose ends have become one component says nothing more.
 */
export function joinedRelations(links: readonly Link[], labelOf: (file: string) => string): JoinedRelations {
  const idOf = new Map<Relation, string>();
  const drafts: RelationDraft[] = [];
  const own = customIds(links);
  for (const group of grouped(links).values()) {
    const kept = surestOfOneFile(group);
    const ids = new Map(kept.map((link) => [link, newId(link, own, labelOf)]));
    for (const [link, { custom, id }] of ids) {
      idOf.set(link.relation, id);
      drafts.push({ ...relationDraft(link.relation), from: link.from, to: link.to, id: custom });
    }
    const [first] = ids.values();
    for (const { relation } of group) if (!idOf.has(relation)) idOf.set(relation, first?.id ?? relation.id);
  }
  return { drafts, idOf };
}

function grouped(links: readonly Link[]): ReadonlyMap<string, Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const { relation, from, to } = link;
    if (from === to && relation.from !== relation.to) continue;
    const key = [from, relation.kind, to, 'role' in relation ? relation.role : ''].join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [link]);
    else group.push(link);
  }
  return groups;
}

/** The relations of the file that has the surest, and of these only those that had the same ends there. */
function surestOfOneFile(group: readonly Link[]): readonly Link[] {
  const [surest] = [...group].sort(
    (a, b) =>
      Number(b.isOwn) - Number(a.isOwn) ||
      certainties.indexOf(a.relation.provenance.certainty) - certainties.indexOf(b.relation.provenance.certainty),
  );
  return group.filter(
    ({ file, relation }) =>
      file === surest?.file && relation.from === surest.relation.from && relation.to === surest.relation.to,
  );
}

const isCustom = ({ id, from, kind, to, ordinal }: Relation): boolean =>
  id !== defaultRelationId(from, kind, to, ordinal);

/** Ids that authors gave, and how many files have each. */
function customIds(links: readonly Link[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { relation } of links) if (isCustom(relation)) uses.set(relation.id, (uses.get(relation.id) ?? 0) + 1);
  return uses;
}

function newId(
  { relation, file, isOwn, from, to }: Link,
  customs: ReadonlyMap<string, number>,
  labelOf: (file: string) => string,
): { readonly custom: string | undefined; readonly id: string } {
  if (!isCustom(relation)) {
    return { custom: undefined, id: defaultRelationId(from, relation.kind, to, relation.ordinal) };
  }
  const id = isOwn || customs.get(relation.id) === 1 ? relation.id : `${labelOf(file)}.${relation.id}`.slice(0, 200);
  return { custom: id, id };
}

import { defaultRelationId, type RelationDraft } from '../graph/build-ecosystem.ts';
import type { Relation } from '../graph/ecosystem.ts';

/** A relation as it can be built again; its id only if its author gave it one. Casts: it has the fields of its kind, and a draft takes them all. */
export function relationDraft(relation: Relation): RelationDraft {
  const { id, ordinal, crosses: _crosses, ...fields } = relation;
  const isDefault = id === defaultRelationId(relation.from, relation.kind, relation.to, ordinal);
  return { ...(fields as unknown as RelationDraft), id: isDefault ? undefined : id };
}

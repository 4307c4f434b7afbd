import type { Problem } from '../../base/errors.ts';
import { defaultRelationId, type RelationDraft } from '../../graph/build-ecosystem.ts';
import type { Relation } from '../../graph/ecosystem.ts';
import { idProblem } from '../../graph/ids.ts';
import { type RelationKind, relationKindNames } from '../../graph/kinds.ts';
import type { Attributes } from '../diagram/diagram.ts';
import type { Spot } from '../drafts.ts';
import type { AttributeValue } from './attribute-value.ts';
import { beliefOf, beliefText } from './belief-text.ts';
import { effectivenessOf, effectivenessText } from './effectiveness-text.ts';
import { provenanceOf, provenanceRecord } from './provenance-record.ts';
import { FieldReader } from './read-fields.ts';

/** Everything a relation is, besides its ends, as attributes of an edge; {@link relationOf} reads it back the same. */
export const relationRecord = (relation: Relation): readonly AttributeValue[] => [
  ...(hasDefaultId(relation) ? [] : [['relationId', relation.id] as const]),
  ['kind', relation.kind],
  ['trustAlong', beliefText(relation.trust.along)],
  ['trustAgainst', beliefText(relation.trust.against)],
  ['rate', beliefText(relation.rate)],
  ['signed', relation.signed],
  ['link', relation.link],
  ['crosses', relation.crosses],
  ...ownFields(relation),
  ...(relation.tags.length === 0 ? [] : [['tags', JSON.stringify(relation.tags)] as const]),
  ...provenanceRecord(relation.provenance),
];

function ownFields(relation: Relation): readonly AttributeValue[] {
  switch (relation.kind) {
    case 'monitors':
      return [['detection', beliefText(relation.detection)]];
    case 'authenticates':
      return [['role', relation.role]];
    case 'spawns':
      return [['max', relation.max]];
    case 'guards':
      return [['effectiveness', effectivenessText(relation.effectiveness)]];
    default:
      return [];
  }
}

const hasDefaultId = ({ id, from, kind, to, ordinal }: Relation): boolean =>
  id === defaultRelationId(from, kind, to, ordinal);

type Standing = { readonly from: string; readonly to: string; readonly spot: Spot };

const MOST_COPIES = 1_000_000;

/** The relation that attributes describe; undefined unless they say its kind. */
export function relationOf(
  attributes: Attributes,
  { from, to, spot }: Standing,
  warnings: Problem[],
): RelationDraft | undefined {
  const kind = relationKindNames.find((one) => one === attributes.get('kind'));
  if (kind === undefined) return undefined;
  const read = new FieldReader(attributes, spot, warnings);
  const belief = (name: string) => read.field(name, 'a probability', beliefOf);
  return {
    from,
    to,
    kind,
    id: read.field('relationId', 'an id', (text) => (idProblem(text) === undefined ? text : undefined)),
    trust: { along: belief('trustAlong'), against: belief('trustAgainst') },
    rate: belief('rate'),
    signed: read.flag('signed'),
    link: read.oneOf('link', ['all', 'pairwise']),
    tags: read.texts('tags'),
    ...fieldsOf(kind, read),
    provenance: provenanceOf(attributes, spot),
  };
}

/** Only what this kind has. */
function fieldsOf(kind: RelationKind, read: FieldReader): Partial<RelationDraft> {
  switch (kind) {
    case 'monitors':
      return { detection: read.field('detection', 'a probability', beliefOf) };
    case 'authenticates':
      return { role: read.oneOf('role', ['holds', 'accepts']) };
    case 'spawns':
      return { max: read.whole('max', 0, MOST_COPIES) };
    case 'guards':
      return {
        effectiveness: read.field('effectiveness', 'a probability', effectivenessOf) ?? { form: 'number', value: 0 },
      };
    default:
      return {};
  }
}

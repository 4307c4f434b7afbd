import { z } from 'zod';
import { type AtlasFormat, atlasId, caseStudyWord, listOf, maturityWord, name, version } from './atlas-format.ts';

const mapOf = <T extends z.ZodType>(item: T, what: string) => z.record(atlasId, item, { error: `a map of ${what}` });
const targets = listOf(z.object({ target: atlasId }), 'relationships').nullish();
const schema = z.object({
  collection: z.object({ version }),
  techniques: mapOf(z.object({ name, maturity: maturityWord.nullish() }), 'techniques by id'),
  mitigations: mapOf(z.object({ name }), 'mitigations by id').nullish(),
  'case-studies': mapOf(z.object({ name, type: caseStudyWord.nullish() }), 'case studies by id').nullish(),
  relationships: mapOf(
    z.object({ achieves: targets, specializes: targets, mitigates: targets, employs: targets }),
    'relationships by the id of their source',
  ).nullish(),
});
type Collection = z.infer<typeof schema>;

/** `dist/v6/ATLAS-2026.06.yaml`: everything by id, and what it has to do with each other apart from it. */
export const atlasCollectionFormat: AtlasFormat = {
  name: 'dist/v6/ATLAS-YYYY.MM.yaml of releases since 2026.05',
  fits: ({ collection, techniques }) =>
    collection !== undefined || (typeof techniques === 'object' && techniques !== null && !Array.isArray(techniques)),
  schema,
  version: ['collection', 'version'],
  read(value) {
    const { techniques, mitigations, 'case-studies': caseStudies, relationships } = value as Collection;
    const related = new Map(Object.entries(relationships ?? {}));
    const targetsOf = (id: string, kind: keyof NonNullable<ReturnType<typeof related.get>>): string[] =>
      (related.get(id)?.[kind] ?? []).map(({ target }) => target);
    return {
      techniques: Object.entries(techniques).map(([id, one]) => ({
        id,
        name: one.name,
        tactics: targetsOf(id, 'achieves'),
        maturity: one.maturity ?? undefined,
        parent: targetsOf(id, 'specializes')[0] ?? null,
      })),
      places: Object.keys(techniques).map((id) => ['techniques', id]),
      mitigations: Object.entries(mitigations ?? {}).map(([id, one]) => ({
        id,
        name: one.name,
        techniques: targetsOf(id, 'mitigates'),
      })),
      caseStudies: Object.entries(caseStudies ?? {}).map(([id, one]) => ({
        id,
        name: one.name,
        type: one.type ?? 'exercise',
        techniques: targetsOf(id, 'employs'),
      })),
    };
  },
};

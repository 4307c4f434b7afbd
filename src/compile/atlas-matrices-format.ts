import { z } from 'zod';
import type { ReadRelease } from './atlas-format.ts';
import { type AtlasFormat, atlasId, caseStudyWord, listOf, maturityWord, name, version } from './atlas-format.ts';

const technique = z.object({
  id: atlasId,
  name,
  tactics: listOf(atlasId, 'ids of tactics').nullish(),
  maturity: maturityWord.nullish(),
  'subtechnique-of': atlasId.nullish(),
});
/** A technique that a mitigation is for: by its id, or with what it does there. */
const use = z.union([atlasId, z.object({ id: atlasId })], { error: 'the id of a technique, or { id, use }' });
const mitigation = z.object({
  id: atlasId,
  name,
  techniques: listOf(use, 'techniques').nullish(),
  'ml-lifecycle': z.unknown(),
});
const caseStudy = z.object({
  id: atlasId,
  name,
  'case-study-type': caseStudyWord.nullish(),
  procedure: listOf(z.object({ technique: atlasId }), 'steps').nullish(),
});
const schema = z.object({
  version,
  matrices: listOf(
    z.object({
      techniques: listOf(technique, 'techniques').nullish(),
      mitigations: listOf(mitigation, 'mitigations').nullish(),
    }),
    'matrices',
  ),
  'case-studies': listOf(caseStudy, 'case studies').nullish(),
});

/** `dist/ATLAS.yaml` of releases 4 and 5. */
export const atlasMatricesFormat: AtlasFormat = {
  name: 'dist/ATLAS.yaml of releases 4 and 5',
  fits: ({ matrices }) => Array.isArray(matrices),
  schema,
  version: ['version'],
  read(value) {
    const { matrices, 'case-studies': caseStudies } = value as z.infer<typeof schema>;
    const techniques = matrices.flatMap((matrix) => matrix.techniques ?? []);
    const mitigations = matrices.flatMap((matrix) => matrix.mitigations ?? []);
    return {
      techniques: techniques.map((one) => ({
        id: one.id,
        name: one.name,
        tactics: one.tactics ?? [],
        maturity: one.maturity ?? undefined,
        parent: one['subtechnique-of'] ?? null,
      })),
      places: matrices.flatMap((matrix, at) =>
        (matrix.techniques ?? []).map((_, index) => ['matrices', at, 'techniques', index, 'id']),
      ),
      mitigations: mitigations.map((one) => ({ id: one.id, name: one.name, techniques: techniquesOf(one) })),
      caseStudies: (caseStudies ?? []).map(
        ({ id, name: title, 'case-study-type': type, procedure }): ReadRelease['caseStudies'][number] => ({
          id,
          name: title,
          // Releases before 4.2 have no types; at least somebody has shown it.
          type: type ?? 'exercise',
          techniques: (procedure ?? []).map(({ technique: used }) => used),
        }),
      ),
    };
  },
};

/** Release 5.6 has techniques of two mitigations indented too far: among the phases of their lifecycle. */
function techniquesOf({ techniques, 'ml-lifecycle': phases }: z.infer<typeof mitigation>): string[] {
  const strayed = Array.isArray(phases) ? phases.flatMap((phase) => use.safeParse(asMap(phase)).data ?? []) : [];
  return [...(techniques ?? []), ...strayed].map((one) => (typeof one === 'string' ? one : one.id));
}

/** A phase is a text, and never the id of a technique. */
const asMap = (phase: unknown): unknown => (typeof phase === 'string' ? null : phase);

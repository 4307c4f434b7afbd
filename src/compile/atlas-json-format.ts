import { z } from 'zod';
import { type AtlasJson, draftOfJson } from '../threats/atlas-json.ts';
import { type AtlasFormat, atlasId, caseStudyWord, listOf, maturityWord, name, version } from './atlas-format.ts';

const ids = listOf(atlasId, 'ids');
const entry = { id: atlasId, name, techniques: ids.optional() };
const schema = z.object({
  version,
  techniques: listOf(
    z.object({
      id: atlasId,
      name,
      tactics: ids.optional(),
      maturity: maturityWord.optional(),
      parent: atlasId.nullish(),
    }),
    'techniques',
  ),
  mitigations: listOf(z.object(entry), 'mitigations').optional(),
  caseStudies: listOf(z.object({ ...entry, type: caseStudyWord.optional() }), 'case studies').optional(),
});

/** The shape of the release that comes with blastradius. */
export const atlasJsonFormat: AtlasFormat = {
  name: 'atlas.json as it comes with blastradius',
  fits: ({ techniques }) => Array.isArray(techniques),
  schema,
  version: ['version'],
  read(value) {
    // What the schema lets through has this type: keys that may be left out are never there without a value.
    const json = value as AtlasJson;
    return { ...draftOfJson(json), places: json.techniques.map((_, index) => ['techniques', index, 'id']) };
  },
};

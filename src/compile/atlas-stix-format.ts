import { z } from 'zod';
import { type AtlasFormat, atlasId, listOf, name } from './atlas-format.ts';

const reference = z.object({ source_name: z.string().optional(), external_id: atlasId.optional() });
const phase = z.object({ phase_name: z.string({ error: 'the name of a phase' }) });
const schema = z.object({
  objects: listOf(
    z.object({
      type: z.string({ error: 'the type of an object' }),
      id: atlasId,
      name: name.optional(),
      external_references: listOf(reference, 'references').optional(),
      kill_chain_phases: listOf(phase, 'phases').optional(),
      x_mitre_shortname: z.string({ error: 'the short name of a tactic' }).optional(),
      x_mitre_deprecated: z.boolean({ error: 'true or false' }).optional(),
      revoked: z.boolean({ error: 'true or false' }).optional(),
      relationship_type: z.string({ error: 'the type of a relationship' }).optional(),
      source_ref: atlasId.optional(),
      target_ref: atlasId.optional(),
    }),
    'STIX objects',
  ),
});
type StixObject = z.infer<typeof schema>['objects'][number];

/** `stix-atlas.json` of the ATLAS Navigator: techniques and mitigations, but neither case studies nor maturities. */
export const atlasStixFormat: AtlasFormat = {
  name: 'stix-atlas.json',
  fits: ({ type, objects }) => type === 'bundle' || Array.isArray(objects),
  schema,
  version: [],
  read(value) {
    const all = (value as z.infer<typeof schema>).objects;
    const current = all.filter(({ revoked, x_mitre_deprecated: gone }) => revoked !== true && gone !== true);
    const atlasIds = new Map(current.flatMap((one) => atlasIdOf(one).map((own) => [one.id, own] as const)));
    const tactics = new Map(
      current.flatMap((one) => (one.type === 'x-mitre-tactic' ? [[one.x_mitre_shortname, atlasIds.get(one.id)]] : [])),
    );
    const ofType = (type: string) => current.filter((one) => one.type === type && atlasIds.has(one.id));
    const targets = (kind: string, source: string): string[] =>
      (related.get(`${kind}/${source}`) ?? []).flatMap((ref) => atlasIds.get(ref) ?? []);
    const related = relationships(current);
    const entry = (one: StixObject) => ({ id: atlasIds.get(one.id) ?? one.id, name: one.name ?? one.id });
    const techniques = ofType('attack-pattern');
    return {
      techniques: techniques.map((one) => ({
        ...entry(one),
        tactics: (one.kill_chain_phases ?? []).flatMap(({ phase_name: short }) => tactics.get(short) ?? []),
        maturity: undefined,
        parent: targets('subtechnique-of', one.id)[0] ?? null,
      })),
      places: techniques.map((one) => ['objects', all.indexOf(one)]),
      mitigations: ofType('course-of-action').map((one) => ({
        ...entry(one),
        techniques: targets('mitigates', one.id),
      })),
      caseStudies: [],
    };
  },
};

/** None or one. */
const atlasIdOf = ({ external_references: references = [] }: StixObject): string[] =>
  references.flatMap(({ source_name: source, external_id: own }) =>
    source === 'mitre-atlas' && own !== undefined ? [own] : [],
  );

/** `mitigates/SOURCE` -> targets. */
function relationships(objects: readonly StixObject[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { type, relationship_type: kind, source_ref: source, target_ref: target } of objects) {
    if (type !== 'relationship' || target === undefined) continue;
    const key = `${kind}/${source}`;
    found.set(key, [...(found.get(key) ?? []), target]);
  }
  return found;
}

import type { Maturity } from './maturities.ts';
import { type MaturityTable, mostMature } from './maturity.ts';

/** One release of MITRE ATLAS: identifiers, names and relations, from whatever file it was read. */
export type AtlasRelease = {
  /** `5.6.0`, `2026.06`. */
  readonly version: string;
  /** In the order of the file. */
  readonly techniques: readonly AtlasTechnique[];
};

export type AtlasTechnique = {
  /** `AML.T0051.001`. */
  readonly id: string;
  /** With its parent's in front: `LLM Prompt Injection: Indirect`. */
  readonly name: string;
  /** Ids; a sub-technique that names none has its parent's. */
  readonly tactics: readonly string[];
  readonly maturity: Maturity;
  readonly parent: string | null;
  readonly mitigations: readonly AtlasEntry[];
  readonly caseStudies: readonly AtlasEntry[];
};

export type AtlasEntry = { readonly id: string; readonly name: string };

/** What files of all formats come down to. */
export type AtlasDraft = {
  readonly version: string;
  readonly techniques: readonly DraftTechnique[];
  readonly mitigations: readonly DraftEntry[];
  readonly caseStudies: readonly (DraftEntry & { readonly type: CaseStudyType })[];
};
export type CaseStudyType = 'incident' | 'exercise';
type DraftTechnique = {
  readonly id: string;
  /** Its own, without its parent's. */
  readonly name: string;
  readonly tactics: readonly string[];
  /** Undefined if the file does not say: then the case studies do. */
  readonly maturity: Maturity | undefined;
  readonly parent: string | null;
};
type DraftEntry = AtlasEntry & { readonly techniques: readonly string[] };

/** A release with everything at its techniques, maturities computed where its file says none. */
export function atlasRelease({ version, techniques, mitigations, caseStudies }: AtlasDraft): AtlasRelease {
  const byId = new Map(techniques.map((technique) => [technique.id, technique]));
  const mitigationsOf = entriesByTechnique(mitigations);
  const caseStudiesOf = entriesByTechnique(caseStudies);
  const computed = computedMaturities(techniques, caseStudies);
  return {
    version,
    techniques: techniques.map(({ id, name, tactics, maturity, parent }) => {
      const above = parent === null ? undefined : byId.get(parent);
      return {
        id,
        name: above === undefined ? name : `${above.name}: ${name}`,
        tactics: tactics.length > 0 ? tactics : (above?.tactics ?? []),
        maturity: maturity ?? computed.get(id) ?? 'feasible',
        parent,
        mitigations: mitigationsOf.get(id) ?? [],
        caseStudies: caseStudiesOf.get(id) ?? [],
      };
    }),
  };
}

/** What the channel table and threats ask of a release. */
export const maturityTable = ({ version, techniques }: AtlasRelease): MaturityTable => ({
  version,
  maturity: Object.fromEntries(techniques.map(({ id, maturity }) => [id, maturity])),
});

const attested: Readonly<Record<CaseStudyType, Maturity>> = { incident: 'realized', exercise: 'demonstrated' };

/**
 * As the build of ATLAS does it: an incident realizes a technique, an exercise demonstrates it, anything else is
 * feasible; a parent is as mature as the best of its children.
 */
function computedMaturities(
  techniques: AtlasDraft['techniques'],
  caseStudies: AtlasDraft['caseStudies'],
): ReadonlyMap<string, Maturity> {
  const found = new Map<string, Maturity>();
  const raise = (id: string, maturity: Maturity): void => {
    found.set(id, mostMature([found.get(id) ?? 'feasible', maturity]));
  };
  for (const { type, techniques: used } of caseStudies) for (const id of used) raise(id, attested[type]);
  for (const { id, parent, maturity } of techniques)
    if (parent !== null) raise(parent, maturity ?? found.get(id) ?? 'feasible');
  return found;
}

/** Each entry once at each technique, in the order of entries. */
function entriesByTechnique(entries: readonly DraftEntry[]): ReadonlyMap<string, readonly AtlasEntry[]> {
  const found = new Map<string, AtlasEntry[]>();
  for (const { id, name, techniques } of entries) {
    for (const technique of new Set(techniques)) {
      const list = found.get(technique);
      if (list === undefined) found.set(technique, [{ id, name }]);
      else list.push({ id, name });
    }
  }
  return found;
}

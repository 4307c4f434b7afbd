import type { AtlasDraft, CaseStudyType } from './atlas-release.ts';
import type { Maturity } from './maturities.ts';

/** The shape of data/atlas.json: a release of ATLAS without its descriptions. */
export type AtlasJson = {
  readonly version: string;
  readonly techniques: readonly {
    readonly id: string;
    readonly name: string;
    readonly tactics?: readonly string[];
    readonly maturity?: Maturity;
    readonly parent?: string | null;
  }[];
  readonly mitigations?: readonly Entry[];
  readonly caseStudies?: readonly (Entry & { readonly type?: CaseStudyType })[];
};
type Entry = { readonly id: string; readonly name: string; readonly techniques?: readonly string[] };

export const draftOfJson = ({ version, techniques, mitigations = [], caseStudies = [] }: AtlasJson): AtlasDraft => ({
  version,
  techniques: techniques.map(({ id, name, tactics = [], maturity, parent = null }) => ({
    id,
    name,
    tactics,
    maturity,
    parent,
  })),
  mitigations: mitigations.map(({ id, name, techniques: used = [] }) => ({ id, name, techniques: used })),
  caseStudies: caseStudies.map(({ id, name, type = 'exercise', techniques: used = [] }) => ({
    id,
    name,
    type,
    techniques: used,
  })),
});

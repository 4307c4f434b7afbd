import type { CataloguedThreat } from '../threats/applied-threat.ts';
import type { AtlasRelease } from '../threats/atlas-release.ts';
import type { Catalogue } from '../threats/bundled-catalogue.ts';
import { catalogueSources, owaspRisks, owaspThreats } from '../threats/catalogue.ts';
import type { Maturity } from '../threats/maturities.ts';
import type { Rule } from '../threats/rule.ts';
import { maturityOfThreat } from '../threats/threat-model.ts';

/** The document of `threats --list --json`: the catalogue itself, with the rules that say when each threat applies. */
export type CatalogueDocument = {
  readonly schemaVersion: 1;
  readonly counts: {
    readonly threats: number;
    readonly rules: number;
    readonly owaspThreats: number;
    readonly owaspRisks: number;
    /** Of the release of ATLAS, and those that a threat names. */
    readonly atlasTechniques: number;
    readonly atlasNamed: number;
    readonly atlasMitigations: number;
    readonly atlasCaseStudies: number;
  };
  /** Every technique with its maturity, mitigations and case studies. */
  readonly atlas: AtlasRelease;
  readonly threats: readonly CatalogueRow[];
  /** Where the bundled names come from. */
  readonly sources: readonly string[];
};

export type CatalogueRow = CataloguedThreat & { readonly maturity: Maturity; readonly rules: readonly Rule[] };

/** @param release - the one that the catalogue's maturities are from */
export function catalogueDocument(catalogue: Catalogue, release: AtlasRelease): CatalogueDocument {
  const { threats, rules, atlas } = catalogue;
  return {
    schemaVersion: 1,
    counts: {
      threats: threats.length,
      rules: rules.length,
      owaspThreats: owaspThreats.length,
      owaspRisks: owaspRisks.length,
      atlasTechniques: release.techniques.length,
      atlasNamed: new Set(threats.flatMap((threat) => threat.atlas)).size,
      atlasMitigations: differentIds(release.techniques.flatMap(({ mitigations }) => mitigations)),
      atlasCaseStudies: differentIds(release.techniques.flatMap(({ caseStudies }) => caseStudies)),
    },
    atlas: release,
    threats: threats.map((threat) => ({
      ...threat,
      maturity: maturityOfThreat(threat, atlas),
      rules: rules.filter((rule) => rule.threats.includes(threat.id)),
    })),
    sources: catalogueSources,
  };
}

const differentIds = (entries: readonly { readonly id: string }[]): number => new Set(entries.map(({ id }) => id)).size;

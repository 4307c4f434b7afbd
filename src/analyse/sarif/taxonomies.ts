import { byCodeUnits } from '../../graph/ids.ts';
import type { ThreatDocument, ThreatRow } from '../threat-document.ts';
import { ATLAS_PAGE, OWASP_PAGE, owaspNamed, type PublicName, techniqueNamed } from './public-links.ts';
import type { RuleDescriptor, ToolComponent, ToolReference } from './sarif-log.ts';

/** The collections that the rows cite, each with what of it occurs. */
export function taxonomiesOf({ atlas, threats }: ThreatDocument): readonly ToolComponent[] {
  return [
    {
      name: 'MITRE ATLAS',
      organization: 'MITRE',
      version: atlas.version,
      informationUri: ATLAS_PAGE,
      shortDescription: { text: 'Adversary tactics and techniques against AI systems.' },
      isComprehensive: false,
      taxa: cited(threats.flatMap((row) => row.atlas)).map((id) => taxon(techniqueNamed(id))),
    },
    {
      name: 'OWASP Agentic Security',
      organization: 'OWASP GenAI Security Project',
      informationUri: OWASP_PAGE,
      shortDescription: { text: 'Agentic threats T1 to T17 and the Top 10 for Agentic Applications, ASI01 to ASI10.' },
      isComprehensive: false,
      taxa: cited(threats.flatMap((row) => row.owasp)).map((id) => taxon(owaspNamed(id))),
    },
  ];
}

export const referencesTo = (taxonomies: readonly ToolComponent[]): ToolReference[] =>
  taxonomies.map(({ name }, index) => ({ name, index }));

/** Which taxa a rule is about. */
export function relationshipsOf(
  { atlas, owasp }: ThreatRow,
  taxonomies: readonly ToolComponent[],
): NonNullable<RuleDescriptor['relationships']> {
  return referencesTo(taxonomies).flatMap((toolComponent, position) => {
    const ids = (taxonomies[position]?.taxa ?? []).map(({ id }) => id);
    const about = position === 0 ? atlas : owasp;
    return cited(about).map((id) => ({
      target: { id, index: ids.indexOf(id), toolComponent },
      kinds: ['relevant'] as const,
    }));
  });
}

const cited = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted(byCodeUnits);

const taxon = ({ id, name, link }: PublicName): NonNullable<ToolComponent['taxa']>[number] => ({
  id,
  ...(name === undefined ? {} : { name, shortDescription: { text: name } }),
  ...(link === undefined ? {} : { helpUri: link }),
});

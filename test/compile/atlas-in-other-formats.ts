import atlas from '../../src/threats/data/atlas.json' with { type: 'json' };

/*
 * The bundled release, written as MITRE publishes releases: the same keys and nesting, with the fields that readers do
 * not ask for. What stands in descriptions is left out.
 */

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const byId = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries(entries);

/** `dist/ATLAS.yaml` of release 5; without `maturity` it is as release 4. */
export const asMatrices = (withMaturity = true): object => ({
  id: 'ATLAS',
  name: 'Adversarial Threat Landscape for AI Systems',
  version: atlas.version,
  matrices: [
    {
      id: 'ATLAS',
      name: 'ATLAS Matrix',
      tactics: atlas.tactics.map(({ id, name }) => ({ id, 'object-type': 'tactic', name, description: '…' })),
      techniques: atlas.techniques.map((technique) => ({
        id: technique.id,
        name: technique.name,
        'object-type': 'technique',
        description: '…',
        ...(technique.parent === undefined ? { tactics: technique.tactics } : { 'subtechnique-of': technique.parent }),
        'ATT&CK-reference': { id: 'T1', url: 'https://attack.mitre.org/techniques/T1/' },
        created_date: '2021-05-13',
        ...(withMaturity ? { maturity: technique.maturity } : {}),
      })),
      mitigations: atlas.mitigations.map(({ id, name, category, lifecycle, techniques }) => {
        // As release 5.6.1 has it: one technique of two mitigations is indented too far.
        const strayed: string[] = techniques.filter((used) => used === 'AML.T0052.001');
        return {
          id,
          name,
          'object-type': 'mitigation',
          category: [category],
          'ml-lifecycle': [...lifecycle, ...strayed.map((used) => ({ id: used, use: '…' }))],
          techniques: techniques.filter((used) => !strayed.includes(used)).map((used) => ({ id: used, use: '…' })),
        };
      }),
    },
  ],
  'case-studies': atlas.caseStudies.map(({ id, name, type, techniques }) => ({
    id,
    name,
    'object-type': 'case-study',
    summary: '…',
    'incident-date': '2020-01-01',
    'incident-date-granularity': 'YEAR',
    'case-study-type': type,
    procedure: techniques.map((technique) => ({ tactic: 'AML.TA0002', technique, description: '…' })),
    references: null,
  })),
});

/** `dist/v6/ATLAS-2026.05.yaml`. */
export const asCollection = (): object => {
  const edge = (source: string, kind: string) => (target: string) => ({ source, target, 'relationship-type': kind });
  return {
    'format-version': '6.0.0',
    collection: { id: 'ATLAS-collection', name: 'ATLAS', version: '2026.05', 'object-type': 'collection' },
    matrix: { id: 'ATLAS-matrix', name: 'ATLAS Matrix' },
    tactics: byId(atlas.tactics.map(({ id, name }) => [id, { id, name, references: [] }])),
    techniques: byId(
      atlas.techniques.map(({ id, name, maturity }) => [
        id,
        { name, description: '…', platforms: ['Agentic AI'], id, maturity: capital(maturity), references: [] },
      ]),
    ),
    mitigations: byId(atlas.mitigations.map(({ id, name }) => [id, { id, name, categories: ['Policy'] }])),
    'case-studies': byId(atlas.caseStudies.map(({ id, name, type }) => [id, { id, name, type: capital(type) }])),
    relationships: {
      ...byId(
        atlas.techniques.map(({ id, tactics, parent }) => [
          id,
          {
            achieves: tactics.map(edge(id, 'achieves')),
            ...(parent === undefined ? {} : { specializes: [edge(id, 'specializes')(parent)] }),
          },
        ]),
      ),
      ...byId(
        atlas.mitigations.map(({ id, techniques }) => [id, { mitigates: techniques.map(edge(id, 'mitigates')) }]),
      ),
      ...byId(
        atlas.caseStudies.map(({ id, techniques }) => [
          id,
          { employs: techniques.map((used, step) => ({ ...edge(id, 'employs')(used), 'step-id': `S${step}` })) },
        ]),
      ),
    },
  };
};

/** `stix-atlas.json`, STIX 2.1: no case studies, no maturities. */
export const asStix = (): { type: string; objects: Record<string, unknown>[] } => {
  const reference = (id: string) => [
    { source_name: 'mitre-atlas', external_id: id, url: `https://atlas.mitre.org/${id}` },
  ];
  const relation = (kind: string, source: string, target: string) => ({
    type: 'relationship',
    spec_version: '2.1',
    id: `relationship--${kind}-${source}-${target}`,
    relationship_type: kind,
    source_ref: source,
    target_ref: target,
  });
  return {
    type: 'bundle',
    objects: [
      ...atlas.tactics.map(({ id, name }) => ({
        type: 'x-mitre-tactic',
        id: `x-mitre-tactic--${id}`,
        name,
        x_mitre_shortname: name.toLowerCase().replaceAll(' ', '-'),
        external_references: reference(id),
      })),
      ...atlas.techniques.map(({ id, name, tactics, parent }) => ({
        type: 'attack-pattern',
        spec_version: '2.1',
        id: `attack-pattern--${id}`,
        created: '2025-10-14T17:11:05.513203Z',
        name,
        kill_chain_phases: tactics.map((tactic) => ({
          kill_chain_name: 'mitre-atlas',
          phase_name: atlas.tactics
            .find((one) => one.id === tactic)
            ?.name.toLowerCase()
            .replaceAll(' ', '-'),
        })),
        external_references: reference(id),
        x_mitre_platforms: ['ATLAS'],
        ...(parent === undefined ? {} : { x_mitre_is_subtechnique: true }),
      })),
      ...atlas.mitigations.map(({ id, name }) => ({
        type: 'course-of-action',
        id: `course-of-action--${id}`,
        name,
        external_references: reference(id),
      })),
      ...atlas.techniques.flatMap(({ id, parent }) =>
        parent === undefined ? [] : [relation('subtechnique-of', `attack-pattern--${id}`, `attack-pattern--${parent}`)],
      ),
      ...atlas.mitigations.flatMap(({ id, techniques }) =>
        techniques.map((used) => relation('mitigates', `course-of-action--${id}`, `attack-pattern--${used}`)),
      ),
    ],
  };
};

import type { Layer, RelationKind } from '../../src/graph/kinds.ts';
import type { ComponentDetail, RelationDetail, ScenarioResult } from '../../src/measure/results.ts';
import type { ThreatCard, ThreatDetails, ThreatPlace } from '../../src/measure/threat-details.ts';

const card = (id: string, name: string, rest: Partial<ThreatCard>): ThreatCard => ({
  id,
  name,
  description: `${name}, invented for pictures.`,
  layers: [7],
  classes: [],
  stride: [],
  owasp: [],
  atlas: [],
  maturity: 'feasible',
  mitigations: [],
  ...rest,
});

const cards = {
  reads: card('L2-T1', 'Data Poisoning', {
    layers: [2],
    classes: ['memory-poisoning'],
    stride: ['T'],
    owasp: ['T1', 'ASI06'],
    atlas: ['AML.T0080', 'AML.T0070'],
    maturity: 'demonstrated',
    mitigations: ['validate before commit', 'source attribution'],
  }),
  invokes: card('L7-T4', 'Agent Tool Misuse', {
    classes: ['tool-misuse'],
    stride: ['E', 'T'],
    owasp: ['T2', 'ASI02'],
    atlas: ['AML.T0053'],
    maturity: 'realized',
    mitigations: ['least privilege'],
  }),
  trains: card('P3', 'A pattern without letters', { layers: [1, 2] }),
} satisfies Partial<Record<RelationKind, ThreatCard>>;

/** One threat at each relation of three kinds, at its `from`; those at an entry point are shown by its scenario. */
export function sketchThreats(
  components: readonly ComponentDetail[],
  relations: readonly RelationDetail[],
  scenarios: readonly ScenarioResult[],
): ThreatDetails {
  const kinds = Object.keys(cards);
  const places = relations.flatMap(({ kind, from, to, controls }, i): ThreatPlace[] => {
    const threat = kinds.indexOf(kind);
    const component = components.findIndex(({ id }) => id === from);
    if (threat < 0) return [];
    const scenario = scenarios.findIndex(({ entry }) => entry[0] === from);
    return [
      {
        threat,
        component,
        relations: [i],
        rule: `invented-for-${kind}`,
        because: `${from} ${kind} ${to}`,
        controls: controls.map((id) => ({ id, effectiveness: 0.8 })),
        shown:
          scenario < 0 ? null : { scenario, crossesInto: crossed(scenarios[scenario], components[component]?.layer) },
      },
    ];
  });
  return {
    atlasVersion: '5.6.0',
    maturity: 'feasible',
    applied: places.length,
    catalogue: Object.values(cards),
    places,
  };
}

const crossed = (scenario: ScenarioResult | undefined, own: Layer | undefined): Layer[] =>
  ([1, 2, 3, 4, 5, 6, 7] as const).filter(
    (layer) => layer !== own && (scenario?.blastRadius.layers[`${layer}`]?.affected ?? 0) > 0.001,
  );

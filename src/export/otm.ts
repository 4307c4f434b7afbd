import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { NO_ZONE } from '../import/otm/no-zone.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { PREFIX } from '../import/records/own-attributes.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';

/** Open Threat Model 0.2.0 as JSON. The format has a free map of texts for each part, which holds everything of ours. */
export const otm: GraphFormat = {
  format: 'otm',
  title: 'Open Threat Model (OTM)',
  endings: ['.otm', '.otm.json'],
  write: (ecosystem, outcome) => [{ suffix: '', text: `${JSON.stringify(modelOf(ecosystem, outcome), null, 2)}\n` }],
};

const modelOf = (ecosystem: Ecosystem, outcome: Outcome | undefined): object => ({
  otmVersion: '0.2.0',
  project: projectOf(ecosystem, outcome),
  trustZones: trustZonesOf(ecosystem.components),
  components: ecosystem.components.map((component) => componentOf(component, outcome)),
  dataflows: ecosystem.relations.map((relation) => dataflowOf(relation, outcome)),
});

const projectOf = ({ name, description }: Ecosystem, outcome: Outcome | undefined): object => ({
  name,
  id: name,
  ...(description === undefined ? {} : { description }),
  attributes: attributesOf([
    ['form', 'ecosystem'],
    ...(outcome === undefined
      ? []
      : ([
          ['scenario', outcome.scenario],
          ['worlds', outcome.worlds],
        ] as const)),
  ]),
});

const zoneOf = ({ zone }: Component): { readonly id: string; readonly name: string } =>
  zone === null ? NO_ZONE : { id: `zone:${zone}`, name: zone };

/** The format wants a rating, from 0 to 100: the share of what is inside that no attacker can touch. */
function trustZonesOf(components: readonly Component[]): readonly object[] {
  const zones = new Map<string, { readonly name: string; readonly inside: Component[] }>();
  for (const component of components) {
    const { id, name } = zoneOf(component);
    const zone = zones.get(id) ?? { name, inside: [] };
    zone.inside.push(component);
    zones.set(id, zone);
  }
  return [...zones].map(([id, { name, inside }]) => {
    const untouched = inside.filter(({ exposed }) => !exposed).length;
    return { id, name, risk: { trustRating: Math.round((100 * untouched) / inside.length) } };
  });
}

const componentOf = (component: Component, outcome: Outcome | undefined): object => ({
  id: component.id,
  name: component.name,
  type: component.kind,
  parent: { trustZone: zoneOf(component).id },
  tags: component.tags,
  attributes: attributesOf([['id', component.id], ...componentAttributes(component, outcome)]),
});

/** From who relies on the other to the other, as relations are written; their kind says which way the data run. */
const dataflowOf = (relation: Relation, outcome: Outcome | undefined): object => ({
  id: relation.id,
  name: relation.kind,
  bidirectional: false,
  source: relation.from,
  destination: relation.to,
  tags: relation.tags,
  attributes: attributesOf(relationAttributes(relation, outcome)),
});

const attributesOf = (values: readonly AttributeValue[]): Record<string, string> =>
  Object.fromEntries(values.map(([name, value]) => [`${PREFIX}${name}`, String(value)]));

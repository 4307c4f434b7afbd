import type { Problem } from '../../base/errors.ts';
import { type ComponentDraft, noCosts } from '../../graph/build-ecosystem.ts';
import type { Component } from '../../graph/ecosystem.ts';
import { componentKinds, defenceNames, modelTiers } from '../../graph/kinds.ts';
import type { Attributes } from '../diagram/diagram.ts';
import type { Spot } from '../drafts.ts';
import { layerOf } from '../element-map.ts';
import type { AttributeValue } from './attribute-value.ts';
import { beliefOf, beliefText } from './belief-text.ts';
import { guardsOf, guardsText } from './guards-text.ts';
import { provenanceOf, provenanceRecord } from './provenance-record.ts';
import { FieldReader } from './read-fields.ts';

/** Everything a component is, besides its id, as attributes of a node; {@link componentOf} reads it back the same. */
export const componentRecord = (component: Component): readonly AttributeValue[] => [
  ['name', component.name],
  ['kind', component.kind],
  ['layer', component.layer],
  ['value', component.valueThousandths / 1000],
  ['exposed', component.exposed],
  ['hardening', beliefText(component.hardening)],
  ['latency', component.latencyRounds],
  ['count', component.count],
  ...(component.zone === null ? [] : [['zone', component.zone] as const]),
  ...(component.tier === null ? [] : [['tier', component.tier] as const]),
  ...(component.tags.length === 0 ? [] : [['tags', JSON.stringify(component.tags)] as const]),
  ...(component.guards.length === 0 ? [] : [['guards', guardsText(component.guards)] as const]),
  ...(component.defence === null ? [] : [['defence', component.defence] as const]),
  ...costNames.flatMap((name) => (component.costs[name] === 0 ? [] : [[name, component.costs[name]] as const])),
  ...provenanceRecord(component.provenance),
];

const costNames = Object.keys(noCosts) as (keyof typeof noCosts)[];

/** Most of everything that a file may hold of it. */
const MOST = { value: 1_000_000, latency: 1_000_000, count: 1_000_000 };

/** The component that attributes describe; undefined unless they say its kind. */
export function componentOf(
  attributes: Attributes,
  { id, spot }: { readonly id: string; readonly spot: Spot },
  warnings: Problem[],
): ComponentDraft | undefined {
  const kind = componentKinds.find((one) => one === attributes.get('kind'));
  if (kind === undefined) return undefined;
  const read = new FieldReader(attributes, spot, warnings);
  return {
    id,
    kind,
    name: read.short('name'),
    layer: read.field('layer', 'a MAESTRO layer', layerOf),
    valueThousandths: read.field('value', 'a number from 0 to 1,000,000', thousandthsOf),
    exposed: read.flag('exposed'),
    hardening: read.field('hardening', 'a probability', beliefOf),
    latencyRounds: read.whole('latency', 0, MOST.latency),
    count: read.whole('count', 1, MOST.count),
    zone: read.short('zone'),
    tier: read.oneOf('tier', modelTiers),
    tags: read.texts('tags'),
    guards: read.field('guards', 'a JSON list of { on, effectiveness }', guardsOf),
    defence: read.oneOf('defence', defenceNames),
    costs: Object.fromEntries(
      costNames.flatMap((name) => {
        const cost = read.field(name, 'a number from 0 to 1,000,000', costOf);
        return cost === undefined ? [] : [[name, cost]];
      }),
    ),
    provenance: provenanceOf(attributes, spot),
  };
}

function thousandthsOf(text: string): number | undefined {
  const thousandths = Math.round(Number(text) * 1000);
  return thousandths >= 0 && thousandths <= MOST.value * 1000 ? thousandths : undefined;
}

function costOf(text: string): number | undefined {
  const cost = Number(text);
  return cost >= 0 && cost <= MOST.value ? cost : undefined;
}

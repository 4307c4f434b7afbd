import { identityOf } from '../base/random.ts';
import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import type { ComponentKind, RelationKind } from '../graph/kinds.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentAttributes, relationAttributes } from './attributes.ts';
import type { GraphFormat } from './graph-format.ts';
import type { Outcome } from './outcome.ts';

/** A bill of materials: what an ecosystem is made of, and who depends on whom; all else as properties. */
export const cyclonedxFormat: GraphFormat = {
  format: 'cyclonedx',
  title: 'CycloneDX 1.6 (JSON)',
  endings: ['.cdx.json', '.bom.json'],
  write: (ecosystem, outcome) => [{ suffix: '', text: `${JSON.stringify(billOf(ecosystem, outcome), null, 2)}\n` }],
};

type Property = { readonly name: string; readonly value: string };

function billOf(ecosystem: Ecosystem, outcome: Outcome | undefined): object {
  const content = contentOf(ecosystem, outcome);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(JSON.stringify(content)),
    version: 1,
    ...content,
  };
}

function contentOf({ name, description, components, relations }: Ecosystem, outcome: Outcome | undefined): object {
  const bySource = bySourceOf(relations);
  const entries = components.map((component) => ({
    type: TYPES[component.kind],
    entry: entryOf(component, bySource.get(component.id) ?? [], outcome),
  }));
  const services = entries.filter(({ type }) => type === SERVICE).map(({ entry }) => entry);
  const others = entries.flatMap(({ type, entry }) => (type === SERVICE ? [] : [{ type, ...entry }]));
  return {
    metadata: {
      tools: { components: [{ type: 'application', name: 'blastradius' }] },
      component: {
        type: 'application',
        name,
        ...(description === undefined ? {} : { description }),
        properties: [property('ecosystem', '1'), ...outcomeProperties(outcome)],
      },
    },
    ...(others.length === 0 ? {} : { components: others }),
    ...(services.length === 0 ? {} : { services }),
    dependencies: dependenciesOf(components, relations),
  };
}

function bySourceOf(relations: readonly Relation[]): ReadonlyMap<string, readonly Relation[]> {
  const grouped = new Map<string, Relation[]>();
  for (const relation of relations) {
    const others = grouped.get(relation.from);
    if (others === undefined) grouped.set(relation.from, [relation]);
    else others.push(relation);
  }
  return grouped;
}

const SERVICE = 'service';

/** What each kind is in the words of the format; services are what is asked, and who asks from outside. */
const TYPES: Readonly<Record<ComponentKind, string>> = {
  model: 'machine-learning-model',
  memory: 'data',
  'data-store': 'data',
  'rag-pipeline': 'data',
  'log-store': 'data',
  'secret-store': 'data',
  orchestrator: 'application',
  agent: 'application',
  monitor: 'application',
  evaluator: 'application',
  control: 'application',
  'policy-engine': 'application',
  framework: 'framework',
  plugin: 'library',
  host: 'platform',
  network: 'platform',
  container: 'container',
  credential: 'cryptographic-asset',
  'identity-provider': SERVICE,
  tool: SERVICE,
  registry: SERVICE,
  external: SERVICE,
  human: SERVICE,
};

const property = (name: string, value: string): Property => ({ name: `blastradius:${name}`, value });

function entryOf(component: Component, relations: readonly Relation[], outcome: Outcome | undefined): object {
  const { id, name, kind, zone } = component;
  return {
    'bom-ref': refOf(id),
    name,
    ...(TYPES[kind] === SERVICE && zone !== null ? { trustZone: zone } : {}),
    ...(kind === 'credential' ? { cryptoProperties: CREDENTIAL } : {}),
    properties: [
      property('id', id),
      ...componentAttributes(component, outcome).map(([key, value]) => property(key, String(value))),
      ...relations.map((relation) => property('relation', relationText(relation, outcome))),
    ],
  };
}

const CREDENTIAL = {
  assetType: 'related-crypto-material',
  relatedCryptoMaterialProperties: { type: 'credential' },
};

/** References that begin with `urn:cdx:` are links to other bills. */
const refOf = (id: string): string => (/^(?:urn:cdx|component):/iu.test(id) ? `component:${id}` : id);

const relationText = (relation: Relation, outcome: Outcome | undefined): string =>
  JSON.stringify(
    Object.fromEntries<AttributeValue[1]>([['to', relation.to], ...relationAttributes(relation, outcome)]),
  );

function outcomeProperties(outcome: Outcome | undefined): readonly Property[] {
  return outcome === undefined
    ? []
    : [property('scenario', outcome.scenario), property('worlds', String(outcome.worlds))];
}

/** Kinds whose target needs the source, not the other way round. */
const TURNED: ReadonlySet<RelationKind> = new Set(['feeds', 'trains', 'guards', 'supervises']);

function dependenciesOf(components: readonly Component[], relations: readonly Relation[]): readonly object[] {
  const needs = new Map<string, Set<string>>(components.map(({ id }) => [id, new Set()]));
  for (const { from, to, kind } of relations) {
    const [user, used] = TURNED.has(kind) ? [to, from] : [from, to];
    if (user !== used) needs.get(user)?.add(refOf(used));
  }
  return [...needs].map(([id, used]) => ({
    ref: refOf(id),
    ...(used.size === 0 ? {} : { dependsOn: [...used].sort() }),
  }));
}

/** A UUID made from what the bill says: the same ecosystem has the same one. */
function serialOf(content: string): string {
  const words = ['serial 1 ', 'serial 2 '].flatMap((salt) => {
    const { low, high } = identityOf(salt + content);
    return [high >>> 0, low >>> 0];
  });
  const digits = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4];
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
  ];
  return `urn:uuid:${parts.join('-')}-${digits.slice(20)}`;
}

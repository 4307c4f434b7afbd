import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { cyclonedx } from '../../src/import/cyclonedx.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { componentOf, edges, jsonFile, kindsOf, sampleOf } from './imported.ts';

const sample = sampleOf('cyclonedx');
const read = (value: unknown, name = 'a.cdx.json'): Imported =>
  cyclonedx.read(jsonFile(value, name), () => undefined) as Imported;

type Fields = Readonly<Record<string, unknown>>;
const bill = (fields: Fields): Imported => read({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, ...fields });
const part = (type: string, name: string, more: Fields = {}) => ({ type, name, 'bom-ref': name, ...more });
const about = (name: string, type = 'application') => ({ component: part(type, name) });
const needs = (ref: string, ...dependsOn: readonly string[]) => ({ ref, dependsOn });
const reasons = ({ ignored }: Imported) => ignored.map(({ what, why }) => `${what}: ${why}`);

describe('the parts of a bill of materials', () => {
  it('are what their types say, whatever they are called', () => {
    const imported = bill({
      components: [
        part('machine-learning-model', 'assistant-7b'),
        part('data', 'reviews'),
        part('framework', 'torch'),
        part('container', 'agent-image'),
        part('platform', 'cluster'),
        part('device', 'camera'),
      ],
    });
    expect(kindsOf(imported)).toEqual({
      'assistant-7b': 'model',
      reviews: 'data-store',
      torch: 'framework',
      'agent-image': 'container',
      cluster: 'host',
      camera: 'host',
    });
    expect(imported.ecosystem.components.every(({ layer }) => layer >= 1)).toBe(true);
  });

  it('have ids of their own if two are called the same', () => {
    const twins = [part('machine-learning-model', 'gpt'), { ...part('machine-learning-model', 'gpt'), 'bom-ref': 'b' }];
    expect(Object.keys(kindsOf(bill({ components: twins })))).toEqual(['gpt', 'gpt#2']);
  });

  it('are left out if they are packages, in one note, and what they join stays joined', () => {
    const libraries = Array.from({ length: 500 }, (_, n) => part('library', `lib-${n}`));
    const imported = bill({
      metadata: about('shop'),
      components: [...libraries, part('machine-learning-model', 'llm'), part('application', 'worker')],
      dependencies: [needs('worker', 'lib-1', 'lib-2'), needs('lib-1', 'lib-2'), needs('lib-2', 'lib-1', 'llm')],
    });
    expect(edges(imported).filter((edge) => edge.endsWith('llm'))).toEqual(['worker infers llm']);
    expect(Object.keys(kindsOf(imported))).toEqual(['llm', 'pasted-content', 'worker']);
    expect(reasons(imported)).toEqual([
      expect.stringMatching(/^the subject "shop": .*nothing says what it uses/),
      expect.stringMatching(/^500 of type library: lib-0, lib-1, lib-2, …: packages are/),
    ]);
  });

  it('are refused if there is nothing else, saying what the bill is', () => {
    const libraries = Array.from({ length: 500 }, (_, n) => part('library', `left-pad-${n}`));
    const inventory = { metadata: about('shop'), components: [...libraries, part('framework', 'express')] };
    expect(() => bill(inventory)).toThrow(InvalidInputError);
    expect(() => bill(inventory)).toThrow(
      /bill of materials \(500 of type library, 1 of type framework\)\. Packages are/,
    );
    expect(() => bill({})).toThrow(/found none/);
  });

  it('are kept if agents are made with them', () => {
    const imported = bill({
      metadata: about('helper'),
      components: [part('library', 'langgraph'), part('library', '@modelcontextprotocol/server-github')],
      dependencies: [needs('helper', 'langgraph', '@modelcontextprotocol/server-github')],
    });
    expect(kindsOf(imported)).toMatchObject({ langgraph: 'framework', '@modelcontextprotocol/server-github': 'tool' });
    expect(edges(imported)).toContain('helper runs-on langgraph');
    expect(edges(imported)).toContain('helper invokes @modelcontextprotocol/server-github');
  });

  it('belong to what they are listed in, unless somebody is said to need them', () => {
    const model = part('machine-learning-model', 'llm');
    const imported = bill({
      components: [
        part('container', 'image', { components: [part('application', 'Planner agent', { components: [model] })] }),
        part('application', 'other agent'),
        part('application', 'holder agent', { components: [part('machine-learning-model', 'lent')] }),
      ],
      dependencies: [needs('other agent', 'lent')],
    });
    expect(edges(imported)).toContain('Planner agent infers llm');
    expect(edges(imported)).toContain('Planner agent runs-on image');
    expect(edges(imported).filter((edge) => edge.endsWith('lent'))).toEqual(['other agent infers lent']);
  });
});

describe('models of a bill', () => {
  it('learn from the data sets of their cards and from other models', () => {
    const datasets = [
      { ref: 'reviews' },
      { type: 'dataset', name: 'notes' },
      { ref: 'urn:cdx:f00/1#theirs' },
      { ref: 7 },
    ];
    const imported = bill({
      components: [
        part('machine-learning-model', 'tuned', { modelCard: { modelParameters: { datasets } } }),
        part('machine-learning-model', 'base'),
        part('data', 'reviews'),
      ],
      dependencies: [needs('tuned', 'base', 'reviews')],
    });
    expect(edges(imported)).toEqual(['base', 'notes', 'reviews', 'theirs'].map((name) => `${name} trains tuned`));
  });

  it('are known in other files by their names', () => {
    const { identities } = bill({ components: [part('machine-learning-model', 'openai/gpt-4o')] });
    expect([...identities]).toEqual([['openai/gpt-4o', [{ by: 'model', key: 'gpt-4o' }]]]);
  });

  it('have pictures that are not read', () => {
    const content = 'A'.repeat(98_000);
    const graphics = { collection: [{ image: { content } }, { image: { content } }] };
    const card = { quantitativeAnalysis: { graphics } };
    const imported = bill({ components: [part('machine-learning-model', 'm', { modelCard: card })] });
    expect(reasons(imported)).toEqual(['2 pictures in the card of "m": pictures say nothing that spreads']);
  });
});

describe('services of a bill', () => {
  const service = (name: string, more: Fields = {}) => ({ name, 'bom-ref': name, ...more });

  it('send and receive data, also of parties that the bill does not list', () => {
    const data = [
      { flow: 'inbound', classification: 'PII', source: ['https://user:pass@feed.example.org/rss'] },
      { flow: 'outbound', classification: 'PII', destination: ['https://b.example.com/api/v2/put'] },
      { flow: 'bi-directional', classification: 'internal', source: ['urn:cdx:x/1#b'], name: 'sync' },
      { flow: 'outbound', classification: 'public', destination: ['no address'] },
    ];
    const imported = bill({
      serialNumber: 'urn:uuid:x',
      services: [service('a', { data }), service('b', { endpoints: ['https://b.example.com/api'] })],
    });
    expect(edges(imported)).toEqual(['a messages b', 'b messages a', 'feed.example.org feeds a']);
    expect(componentOf(imported, 'a')?.valueThousandths).toBe(4000);
    expect(JSON.stringify(imported)).not.toContain('pass@');
    expect(reasons(imported)).toEqual(['an end of data of "a": it is neither a bom-ref of this bill nor an address']);
  });

  it('stand in their trust zones, and are exposed if anybody beyond the boundary can use them', () => {
    const open = { authenticated: false, 'x-trust-boundary': true };
    const imported = bill({
      services: [
        service('edge', { ...open, trustZone: 'public', services: [service('inner', { trustZone: 'core' })] }),
        service('closed', { ...open, authenticated: true }),
      ],
      dependencies: [needs('edge', 'inner')],
    });
    expect(componentOf(imported, 'edge')).toMatchObject({ zone: 'public', exposed: true });
    expect(componentOf(imported, 'inner')).toMatchObject({ zone: 'core', exposed: false });
    expect(componentOf(imported, 'closed')).toMatchObject({ exposed: false, tags: ['crosses-trust-boundary'] });
    expect(imported.ecosystem.relations.filter(({ crosses }) => crosses)).toHaveLength(2);
  });
});

describe('vulnerabilities of a bill', () => {
  const listed = (state: string | undefined, more: Fields = {}) => ({
    metadata: about('shop agent'),
    components: [part('library', 'lib'), part('machine-learning-model', 'llm')],
    dependencies: [needs('shop agent', 'lib', 'llm')],
    vulnerabilities: [
      {
        id: 'CVE-1',
        description: 'Tampering.',
        affects: [{ ref: 'lib' }],
        ...(state && { analysis: { state } }),
        ...more,
      },
    ],
  });

  it('are open, mitigated or do not apply, and weigh on what is built with the package', () => {
    const titles = (state: string | undefined) => bill(listed(state)).findings.map(({ title }) => title);
    expect([undefined, 'exploitable', 'in_triage'].map(titles)).toEqual(Array(3).fill(['Open threat']));
    expect(['resolved', 'resolved_with_pedigree'].map(titles)).toEqual(Array(2).fill(['Mitigated threat']));
    expect(['not_affected', 'false_positive'].map(titles)).toEqual([[], []]);
    const fed = bill(listed('exploitable')).ecosystem.relations.find(({ kind }) => kind === 'infers');
    expect(fed?.trust.against).toEqual({ form: 'number', value: 1 });
    expect(fed?.trust.along).toMatchObject({ form: 'range' });
  });

  it('are as grave as their gravest rating', () => {
    const severity = (ratings: unknown) => bill(listed(undefined, { ratings })).findings[0]?.detail;
    expect(severity([{ severity: 'low' }, { severity: 'critical' }])).toContain('(critical');
    expect(severity([{ score: 7.2 }])).toContain('(high');
    expect(severity('x')).toBe('CVE-1: Tampering, on shop agent');
  });
});

describe('a threat model in the envelope of a bill', () => {
  it('rates what processes an asset, and zones by their trust', () => {
    const imported = read(sample('tmbom-multi-example.cdx.json').text);
    expect(componentOf(imported, 'Web Service')).toMatchObject({ valueThousandths: 5000, zone: 'private' });
    expect(componentOf(imported, 'Web Client')).toMatchObject({ exposed: true, zone: 'Internet', tags: ['external'] });
    expect(componentOf(imported, 'SQL Database (*)')?.tags).toEqual(['out-of-scope']);
  });

  it('says which flows lead nowhere', () => {
    const property = (name: string, value: string) => ({ name: `cdx:model:${name}`, value });
    const drawn = (name: string, ...properties: object[]) => part('threat-model', name, { properties });
    const imported = bill({
      components: [
        drawn('u', property('type', 'actor')),
        drawn(
          'f',
          property('type', 'dataflow'),
          property('dataflow:source', 'u'),
          property('dataflow:destination', 'gone'),
        ),
      ],
    });
    expect(reasons(imported)).toEqual(['data flow "f": its source or destination is not in the file']);
  });
});

describe('a file that could be a bill', () => {
  it('is told from inventories of agents, and these from bills', () => {
    const formatOf = (value: unknown) => detectFormat(jsonFile(value, 'a'))?.importer.format;
    const agent = { name: 'claude', agent_type: 'desktop', config_path: '/a', mcp_servers: [] };
    expect(formatOf({ agents: [agent], document_type: 'AI-BOM' })).toBe('agent-bom');
    expect(formatOf(JSON.parse(sample('own-agent-bom-shape.cdx.json').text))).toBe('cyclonedx');
    expect(formatOf({ bomFormat: 'CycloneDX', properties: [{ name: 'x:agent_type', value: 'AI-BOM' }] })).toBe(
      'cyclonedx',
    );
    expect(formatOf({ bomFormat: 'SPDX' })).toBeUndefined();
  });

  it('is refused as XML, with the way to JSON', () => {
    expect(() => cyclonedx.read(sample('own-bom.xml'), () => undefined)).toThrow(/cyclonedx convert/);
  });

  it('may have anything in any field', () => {
    const odd = [null, true, 7, 'x', [], {}, [[]], [{ ref: {} }], { a: null }];
    const keys = ['metadata', 'components', 'services', 'dependencies', 'vulnerabilities', 'serialNumber'];
    const model = part('machine-learning-model', 'm');
    for (const key of keys) {
      for (const value of odd) {
        const whole = {
          components: [model],
          ...(key === 'components' ? { services: [{ name: 's' }] } : {}),
          [key]: value,
        };
        expect(bill(whole).ecosystem.components.length).toBeGreaterThan(0);
      }
    }
    for (const key of ['name', 'bom-ref', 'modelCard', 'data', 'properties', 'components', 'group', 'description'])
      for (const value of odd)
        expect(bill({ components: [{ ...model, [key]: value }] }).ecosystem.components).toBeDefined();
  });
});

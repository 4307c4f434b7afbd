import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { tmBom } from '../../src/import/tm-bom.ts';
import { componentOf, edges, jsonFile, kindsOf, sampleOf } from './imported.ts';

const sample = sampleOf('tm-bom');
const read = (value: unknown): Imported => tmBom.read(jsonFile(value, 'a.tmbom.json'), () => undefined) as Imported;

type Fields = Readonly<Record<string, unknown>>;
const named = (symbolic_name: string, more: Fields = {}) => ({ symbolic_name, title: symbolic_name, ...more });
const flow = (from: string, to: string, type = 'component') =>
  named(`${from}-${to}`, { source: { type, object: from }, destination: { type, object: to } });
const small: Fields = {
  scope: { title: 'Small' },
  trust_zones: [named('inside')],
  actors: [named('user', { type: 'user', trust_zone: 'public' })],
  components: [named('web', { trust_zone: 'inside' })],
  data_stores: [named('db', { trust_zone: 'inside', type: 'sql' })],
  data_flows: [flow('user', 'web'), flow('web', 'db')],
};
const trustTo = ({ ecosystem }: Imported, to: string) => ecosystem.relations.find((one) => one.to === to)?.trust.along;

describe('a TM-BOM', () => {
  it('joins parts by their names, whatever type a flow gives them', () => {
    expect(edges(read(small))).toEqual(['user messages web', 'web writes db']);
    expect(read(small).ecosystem.name).toBe('Small');
  });

  it('has zones that are only named, and strangers in them', () => {
    expect(componentOf(read(small), 'user')).toMatchObject({ zone: 'public', exposed: true });
    expect(componentOf(read(small), 'web')?.zone).toBe('inside');
  });

  it('gives stores the weight of the data that are placed there', () => {
    const placed = (sort: string, store = 'db') =>
      named(`${sort} data`, { data_sensitivity: [sort], placements: [{ data_store: store }] });
    const imported = read({ ...small, data_sets: [placed('cred'), placed('biz'), placed('op', 'gone')] });
    expect(componentOf(imported, 'db')?.valueThousandths).toBe(5000);
    expect(imported.ignored).toMatchObject([{ what: 'data set "op data"', why: 'no data store is called "gone"' }]);
  });

  it('says which flows lead nowhere', () => {
    const { ignored } = read({ ...small, data_flows: [flow('user', 'gone'), named('bare')] });
    expect(ignored.map(({ why }) => why)).toEqual([
      'no actor, component or data store is called "gone"',
      'no actor, component or data store is called "" or ""',
    ]);
  });

  it('takes who crosses a boundary for known if all ways to prove it are strong', () => {
    const signed = (...authentication_methods: readonly string[]) => {
      const boundary = { trust_zone_a: 'inside', trust_zone_b: 'public', authentication_methods };
      const { relations } = read({ ...small, trust_boundaries: [boundary] }).ecosystem;
      return relations.filter((one) => one.signed).map(({ to }) => to);
    };
    expect(signed('public_key', 'sso')).toEqual(['web']);
    expect(signed('public_key', 'password')).toEqual([]);
    expect(signed()).toEqual([]);
    const boundary = { trust_zone_a: 'inside', trust_zone_b: 'public', authentication_methods: ['sso'] };
    const libraries = named('libraries', { trust_zone: 'public' });
    const loads = { data_stores: [libraries], data_flows: [flow('libraries', 'web')], trust_boundaries: [boundary] };
    expect(read({ ...small, ...loads }).ecosystem.relations).toMatchObject([{ kind: 'reads', signed: false }]);
  });

  it('says what nothing can refer to, and which texts it leaves out', () => {
    const { ignored } = read({
      ...small,
      components: [named('web'), { title: 'nameless' }, named('user')],
      assumptions: [{ description: 'all is well' }],
    });
    expect(ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'components: "": it has no symbolic_name',
      'components: "user": something before it has this symbolic_name',
      'assumptions (1): texts about the model: nothing that spreads runs there',
    ]);
  });

  it('weighs threats on the components that they affect', () => {
    const threats = [named('tampering', { components_affected: ['db'], event: 'tampering' })];
    const imported = read({ ...small, threats });
    expect(trustTo(imported, 'db')).toEqual({ form: 'number', value: 1 });
    expect(trustTo(imported, 'web')).toMatchObject({ form: 'range' });
  });

  it('else on the flows over the boundaries of their controls', () => {
    const threats = [named('spoofing', { event: 'spoofing' }), named('lost')];
    const boundary = { trust_zone_a: 'public', trust_zone_b: 'inside' };
    const controls = [
      named('c', { threats: ['spoofing'], trust_boundary: boundary, status: 'suggested', priority: 'low' }),
    ];
    const imported = read({ ...small, threats, controls });
    expect(trustTo(imported, 'web')).toEqual({ form: 'number', value: 1 });
    expect(trustTo(imported, 'db')).toMatchObject({ form: 'range' });
    expect(imported.ignored[0]?.why).toContain('names no component');
  });

  it('counts a threat as mitigated if a control is in force and none that is urgent is still to come', () => {
    const titles = (...controls: readonly (readonly [status: string, priority: string])[]) =>
      read({
        ...small,
        threats: [named('t', { components_affected: ['web'] })],
        controls: controls.map(([status, priority], n) => named(`c${n}`, { threats: ['t'], status, priority })),
      }).findings.map(({ title }) => title);
    expect(titles(['active', 'high'], ['suggested', 'low'], ['wont_do', 'critical'])).toEqual(['Mitigated threat']);
    expect(titles(['active', 'high'], ['scheduled', 'critical'])).toEqual(['Open threat']);
    expect(titles(['suggested', 'low'])).toEqual(['Open threat']);
  });

  it('rates a threat by the gravest risk that it adds to', () => {
    const threats = [named('t', { components_affected: ['web'] })];
    const risks = [named('a', { threats: ['t'], level: 'low' }), named('b', { threats: ['t'], level: 'high' })];
    expect(read({ ...small, threats, risks }).findings[0]?.detail).toContain('high');
  });

  it('knows key vaults and the models of Husky AI', () => {
    const kinds = kindsOf(read(sample('huskyai.tmbom.json').text));
    expect(kinds).toMatchObject({
      'API Key': 'secret-store',
      Engineer: 'human',
      'Azure Cognitive Services': 'external',
    });
  });

  it('is told by its symbolic names', () => {
    const formatOf = (value: unknown) => detectFormat(jsonFile(value, 'a'))?.importer.format;
    expect(formatOf(small)).toBe('tm-bom');
    expect(formatOf({ symbolic_name: 'x', components: [{ name: 'y' }] })).toBeUndefined();
  });

  it('is refused if nothing has a name, and may have anything in any field', () => {
    expect(() => read({ trust_zones: [named('z')] })).toThrow(/expected actors, components or data_stores/);
    for (const value of [null, true, 7, 'x', [], {}, [[]], [{ symbolic_name: {} }], { a: null }]) {
      for (const key of [
        'scope',
        'trust_zones',
        'data_stores',
        'data_sets',
        'data_flows',
        'threats',
        'controls',
        'risks',
      ])
        expect(read({ ...small, [key]: value }).ecosystem.components.length).toBeGreaterThan(0);
      for (const key of ['title', 'trust_zone', 'type', 'product'])
        expect(read({ components: [named('x', { [key]: value })] }).ecosystem.components).toHaveLength(1);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { otm } from '../../src/import/otm.ts';
import { componentOf, jsonFile, plainEdges, sampleOf } from './imported.ts';

const sample = sampleOf('otm');
const read = (model: object): Imported =>
  otm.read(
    jsonFile({ otmVersion: '0.2.0', project: { name: 'shop', id: 'shop' }, ...model }),
    () => undefined,
  ) as Imported;

const zone = (id: string, trustRating: unknown = 50, rest = {}) => ({ id, name: id, risk: { trustRating }, ...rest });
const part = (id: string, rest = {}) => ({
  id,
  name: id,
  type: 'web-service',
  parent: { trustZone: 'cloud' },
  ...rest,
});
const flow = (source: unknown, destination: unknown, rest = {}) => ({
  id: `${source} to ${destination}`,
  name: 'traffic',
  source,
  destination,
  ...rest,
});
const shop = { trustZones: [zone('cloud')], components: [part('api'), part('shop-database')] };
const warningsOf = ({ warnings }: Imported) => warnings.map(({ expected, found }) => `${expected}: ${found}`);

describe('trust zones', () => {
  it('are those of what a component is a part of, however deep it stands in it', () => {
    const components = [
      part('vpc'),
      part('subnet', { parent: { component: 'vpc' } }),
      part('service', { parent: { component: 'subnet' } }),
      part('old', { parent: { id: 'service', type: 'component' } }),
    ];
    const imported = read({ ...shop, components });
    for (const { id } of components) expect(componentOf(imported, id)?.zone).toBe('cloud');
    expect(imported.ignored.map(({ what }) => what)).toEqual([
      'that a component stands inside vpc',
      'that a component stands inside subnet',
      'that a component stands inside service',
    ]);
    expect(plainEdges(imported)).not.toContain(expect.stringContaining('subnet'));
  });

  it('that nobody trusts are where strangers begin', () => {
    const client = (id: string, trustZone: string) => part(id, { type: 'web-client', parent: { trustZone } });
    const imported = read({
      trustZones: [zone('away', 15), zone('home', 100)],
      components: [
        client('far browser', 'away'),
        client('near browser', 'home'),
        part('api', { parent: { trustZone: 'home' } }),
      ],
      dataflows: [flow('far browser', 'api'), flow('near browser', 'api')],
    });
    const exposed = imported.ecosystem.components.filter((one) => one.exposed).map(({ id }) => id as string);
    expect(exposed).toEqual(['far browser']);
  });

  it('with a rating outside 0 to 100, inside others, or in a circle are told', () => {
    const imported = read({
      trustZones: [zone('cloud', 700), zone('inner', 50, { parent: { trustZone: 'cloud' } })],
      components: [
        part('api', { parent: { component: 'worker' } }),
        part('worker', { parent: { component: 'api' } }),
        part('lost', { parent: { trustZone: 'nowhere' } }),
        part('free', { parent: null }),
      ],
    });
    expect(warningsOf(imported)).toEqual([
      'a parent of lost that the model has: nowhere',
      'a parent of free that the model has: none',
      'a trustRating from 0 to 100: 700',
    ]);
    expect(componentOf(imported, 'api')?.zone).toBeNull();
    expect(imported.ignored.map(({ what }) => what)).toContain('trust zone inner inside cloud');
  });
});

describe('data flows', () => {
  it('run both ways if they say so', () => {
    const edges = (bidirectional: unknown) =>
      plainEdges(read({ ...shop, dataflows: [flow('api', 'shop-database', { bidirectional })] }));
    expect(edges(true)).toEqual(['api reads shop-database', 'api writes shop-database']);
    expect(edges(null)).toEqual(['api writes shop-database']);
  });

  it('with a loose end are left out, with a warning that says what is there instead', () => {
    const imported = read({
      ...shop,
      dataflows: [flow('api', 'cloud'), flow('ghost', 'api'), { id: 'f', name: 'endless', source: 'api' }],
    });
    expect(plainEdges(imported).filter((edge) => !edge.includes('pasted'))).toEqual([]);
    expect(warningsOf(imported)).toEqual([
      'the id of a component as destination of the flow traffic: a trust zone',
      'the id of a component as source of the flow traffic: ghost, which nothing is called',
      'the id of a component as destination of the flow endless: none',
    ]);
  });

  it('may name components by numbers that only one side quotes', () => {
    const components = [part('api'), { ...part('shop-database'), id: 12 }];
    expect(plainEdges(read({ ...shop, components, dataflows: [flow('api', '12')] }))).toEqual([
      'api writes shop-database',
    ]);
  });
});

describe('ratings of assets', () => {
  const asset = (id: string, confidentiality: unknown) => ({
    id,
    name: id,
    risk: { confidentiality, integrity: 0, availability: 0 },
  });

  it.each([
    [0, 1],
    [50, 3],
    [100, 5],
  ])('of %d make what holds them worth %d', (rating, value) => {
    const components = [part('api', { assets: { processed: ['low', 'cards'], stored: null } }), part('shop-database')];
    const imported = read({ ...shop, assets: [asset('low', 0), asset('cards', rating)], components });
    expect(componentOf(imported, 'api')?.valueThousandths).toBe(value * 1000);
    expect(componentOf(imported, 'shop-database')?.valueThousandths).toBe(1000);
  });

  it('that are none, or of no asset, are told', () => {
    const components = [part('api', { assets: { stored: ['cards', 'ghost'] } })];
    expect(warningsOf(read({ ...shop, assets: [asset('cards', 'high')], components }))).toEqual([
      'confidentiality, integrity and availability from 0 to 100: something else',
      'the id of an asset: ghost',
    ]);
  });
});

describe('threats', () => {
  const threat = (id: string, likelihood: unknown, impact: unknown) => ({
    id,
    name: `${id} of things`,
    categories: ['Tampering', null],
    risk: { likelihood, impact },
  });
  const mitigations = [{ id: 'm', name: 'half', riskReduction: 50 }];
  const titles = (instances: readonly object[], threats = [threat('t', 100, 100)]) =>
    read({ ...shop, threats, mitigations, components: [part('api', { threats: instances })] }).findings.map(
      ({ title, detail }) => `${title}: ${detail}`,
    );
  const withState = (state: unknown, mitigated?: string) => ({
    threat: 't',
    state,
    mitigations: mitigated === undefined ? null : [{ mitigation: 'm', state: mitigated }, null],
  });

  it.each([
    ['exposed', 'Open threat'],
    ['Needs Investigation', 'Open threat'],
    ['AutoGenerated', 'Threat that nobody judged'],
    ['partially-mitigated', 'Open threat'],
    ['unmitigated', 'Open threat'],
    ['mitigated', 'Mitigated threat'],
    ['accepted', 'Accepted threat'],
  ])('that are %s are shown as: %s', (state, title) => {
    expect(titles([withState(state)])).toEqual([`${title}: t of things, on api (critical, Tampering)`]);
  });

  it('that a tool listed by rule are mitigated where all their mitigations are implemented, and less severe', () => {
    expect(titles([withState('AutoGenerated', 'implemented')])).toEqual([
      'Mitigated threat: t of things, on api (high, Tampering)',
    ]);
    expect(titles([withState('AutoGenerated', 'recommended')])).toEqual([
      'Threat that nobody judged: t of things, on api (critical, Tampering)',
    ]);
    expect(titles([withState('exposed', 'implemented')])).toEqual([
      'Open threat: t of things, on api (high, Tampering)',
    ]);
    const half = ['implemented', 'required'].map((state) => ({ mitigation: 'm', state }));
    expect(titles([{ ...withState('AutoGenerated'), mitigations: half }])).toEqual([
      'Threat that nobody judged: t of things, on api (high, Tampering)',
    ]);
  });

  it('are as severe as likelihood times impact; without a likelihood, as the impact', () => {
    expect(titles([withState('exposed')], [threat('t', 50, 60)])).toEqual([
      'Open threat: t of things, on api (medium, Tampering)',
    ]);
    expect(titles([withState('exposed')], [threat('t', null, 60)])).toEqual([
      'Open threat: t of things, on api (high, Tampering)',
    ]);
  });

  it('that the model does not describe are warnings, and those that nothing has are left out', () => {
    const imported = read({
      ...shop,
      threats: [threat('t', 1, 1)],
      components: [part('api', { threats: [{ threat: 'x' }, 7] })],
    });
    expect(warningsOf(imported)).toEqual([
      'the id of a threat of the model: x',
      'the id of a threat of the model: none',
    ]);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['a threat']);
  });
});

describe('an Open Threat Model', () => {
  it('keeps parts of one name apart', () => {
    const ids = otm.read(sample('otm_file_example.otm'), () => undefined) as Imported;
    expect(ids.ecosystem.components.map(({ id }) => id as string)).toEqual(
      expect.arrayContaining(['VPCssm', 'VPCssm#2']),
    );
  });

  it('is the same in YAML and in JSON', () => {
    const shape = (name: string) => {
      const { ecosystem } = otm.read(sample(name), () => undefined) as Imported;
      return [plainEdges({ ecosystem }), ecosystem.components.map(({ provenance: _, ...rest }) => rest)];
    };
    expect(shape('otm_file_example_yaml.otm')).toEqual(shape('otm_file_example.otm'));
  });

  it('keeps what is out of scope, marked', () => {
    const components = [part('api', { properties: { 'Out Of Scope': 'true' } }), part('web', { attributes: null })];
    expect(componentOf(read({ ...shop, components }), 'api')?.tags).toEqual(['out-of-scope']);
  });

  it('is refused with every id that is missing or there twice, and without components', () => {
    const dataflows = [flow('api', 'api'), { source: 'api', destination: 'api' }];
    expect(() => read({ ...shop, components: [part('api'), part('api'), 'x'], dataflows })).toThrow(InvalidInputError);
    try {
      read({ ...shop, components: [part('api'), part('api'), 'x'], dataflows });
    } catch (error) {
      const found = (error as InvalidInputError).problems.map(({ found }) => found);
      expect(found).toEqual(['api again', 'a text', 'none']);
    }
    expect(() => read({ components: [] })).toThrow('expected components, found none');
  });

  it('may have anything in any field', () => {
    const odd: readonly unknown[] = [null, 7, 'x', [], {}, [null], [[]], true];
    for (const key of [
      'project',
      'trustZones',
      'components',
      'dataflows',
      'threats',
      'mitigations',
      'assets',
      'representations',
    ]) {
      for (const value of odd) {
        try {
          read({ ...shop, [key]: value });
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }
    }
    const fields = ['name', 'type', 'parent', 'tags', 'attributes', 'properties', 'assets', 'threats'];
    for (const key of fields) for (const value of odd) read({ ...shop, components: [part('api', { [key]: value })] });
  });

  it('is known by otmVersion, also with a slip in its punctuation', () => {
    expect(otm.detect(jsonFile({ otmVersion: '0.1.0', project: {} })).score).toBe(1);
    expect(otm.detect(jsonFile({ components: [], dataflows: [] })).score).toBe(0);
    expect(detectFormat(jsonFile('otmVersion: 0.2.0\nproject: [\n'))?.importer.format).toBe('otm');
  });
});

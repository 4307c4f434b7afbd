import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { threagile } from '../../src/import/threagile.ts';
import { fixturesOf, openAmong, readFixture } from './fixtures.ts';
import { componentOf, edges, kindsOf, sampleOf } from './imported.ts';

const sample = sampleOf('threagile');
const yamlFile = (value: unknown, name = 'threagile.yaml'): SourceFile => ({
  name,
  text: typeof value === 'string' ? value : stringify(value),
});
const readAll = (...files: readonly SourceFile[]): Imported => {
  const [first] = files;
  if (first === undefined) throw new Error('no file');
  return threagile.read(first, openAmong(files)(first)) as Imported;
};
const read = (model: object): Imported => readAll(yamlFile({ threagile_version: '1.0.0', ...model }));
const problemsOf = (...files: readonly SourceFile[]): readonly Problem[] => {
  try {
    readAll(...files);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
};
const placed = ({ at: { file, line }, expected, found }: Problem): string => `${file}:${line} ${expected}: ${found}`;

const asset = (id: string, rest = {}) => ({ id, type: 'process', ...rest });
const link = (target: unknown, rest = {}) => ({ target, authentication: 'token', data_assets_sent: ['x'], ...rest });
const two = (rest: object) => ({
  technical_assets: {
    'The API': asset('api', { communication_links: { Query: link('db', rest) } }),
    'The Database': asset('db', { type: 'datastore' }),
  },
});
const warningsOf = ({ warnings }: Imported) => warnings.map(({ expected, found }) => `${expected}: ${found}`);
const relationOf = (imported: Imported) => imported.ecosystem.relations.find(({ kind }) => kind !== 'feeds');

describe('communication links', () => {
  it('run the way of what is sent, both ways if something is received, and back only if they are read-only', () => {
    expect(edges(read(two({})))).toContain('api writes db');
    expect(edges(read(two({})))).not.toContain('api reads db');
    expect(edges(read(two({ data_assets_received: ['x'] })))).toEqual(
      expect.arrayContaining(['api reads db', 'api writes db']),
    );
    const back = edges(read(two({ readonly: true, data_assets_received: ['x'] })));
    expect(back).toContain('api reads db');
    expect(back).not.toContain('api writes db');
  });

  it.each([
    ['none', false],
    ['session-id', false],
    ['externalized', false],
    ['credentials', true],
    ['token', true],
    ['client-certificate', true],
    ['two-factor', true],
  ])('with %s as authentication are known to come from the other end: %s', (authentication, signed) => {
    expect(relationOf(read(two({ authentication })))?.signed).toBe(signed);
  });

  it('to nowhere, and those with words that the format does not have, are told', () => {
    expect(warningsOf(read(two({ target: 'ghost' })))).toEqual([
      'the id of a technical asset as the target of Query: ghost',
    ]);
    expect(warningsOf(read(two({ authentication: 'magic' })))).toHaveLength(1);
  });
});

describe('technical assets', () => {
  const one = (rest: object) => componentOf(read({ technical_assets: { 'The Thing': asset('thing', rest) } }), 'thing');

  it('are called by their ids, and named by their titles', () => {
    expect(one({})).toMatchObject({ id: 'thing', name: 'The Thing' });
  });

  it('are worth their own worst rating; without one, that of the data that they handle', () => {
    expect(one({ confidentiality: 'internal', integrity: 'critical', availability: 'archive' })?.valueThousandths).toBe(
      4000,
    );
    const data_assets = { Orders: { id: 'orders', confidentiality: 'restricted', integrity: 'mission-critical' } };
    const technical_assets = {
      A: asset('a', { data_assets_stored: ['orders'] }),
      B: asset('b', { data_assets_stored: ['orders'], availability: 'operational' }),
      C: asset('c', { data_assets_processed: ['ghost'] }),
    };
    const imported = read({ data_assets, technical_assets });
    expect(['a', 'b', 'c'].map((id) => componentOf(imported, id)?.valueThousandths)).toEqual([5000, 2000, 1000]);
    expect(warningsOf(imported)).toEqual(['the id of a data asset: ghost']);
  });

  it('on the internet can be touched, and those out of scope are marked', () => {
    expect(one({ internet: true })?.exposed).toBe(true);
    expect(one({ out_of_scope: true, tags: null })?.tags).toEqual(['out-of-scope']);
  });

  it('are what their technology says, in each of the three ways to say it', () => {
    for (const said of [{ technology: 'ai' }, { technologies: ['ai'] }, { technologies: [{ name: 'ai' }] }]) {
      expect(one(said)?.kind).toBe('model');
    }
    expect(one({ type: 'external-entity', used_as_client_by_human: true })?.kind).toBe('human');
  });

  it('without an id, or with one that was there before, refuse the model', () => {
    const technical_assets = { A: asset('a'), B: asset('a'), C: { type: 'process' }, D: null };
    expect(problemsOf(yamlFile({ technical_assets })).map(({ found }) => found)).toEqual(['a again', 'none', 'null']);
    expect(problemsOf(yamlFile({ threagile_version: '1.0.0', title: 'x' })).map(({ expected }) => expected)).toEqual([
      'technical_assets',
    ]);
  });
});

describe('trust boundaries and shared runtimes', () => {
  const technical_assets = { A: asset('a'), B: asset('b') };

  it('give an asset the boundary that lists it, not those around that', () => {
    const imported = read({
      technical_assets,
      trust_boundaries: {
        Outer: { id: 'outer', technical_assets_inside: ['a'], trust_boundaries_nested: ['inner', 'ghost'] },
        Inner: { id: 'inner', technical_assets_inside: ['b', 'a', 'nobody'] },
      },
    });
    expect(['a', 'b'].map((id) => componentOf(imported, id)?.zone)).toEqual(['Outer', 'Inner']);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['trust boundary Inner inside Outer']);
    expect(warningsOf(imported)).toEqual([
      'the id of a trust boundary: ghost',
      'an asset that is not in Outer inside Inner: a',
      'an asset of the model inside Inner: nobody',
    ]);
  });

  it('make a runtime the host of what runs on it, said as inferred, and change no other kind', () => {
    const runtimes = { shared_runtimes: { Cluster: { id: 'a', technical_assets_running: ['a', 'a', 'b', 'ghost'] } } };
    const imported = read({ technical_assets, ...runtimes });
    expect(componentOf(imported, 'runtime a')).toMatchObject({
      kind: 'host',
      name: 'Cluster',
      provenance: { certainty: 'inferred' },
    });
    expect(edges(imported)).toEqual(expect.arrayContaining(['a runs-on runtime a', 'b runs-on runtime a']));
    expect(kindsOf(imported)).toMatchObject(kindsOf(read({ technical_assets })));
    expect(warningsOf(imported)).toEqual(['the id of an asset that runs on Cluster: ghost']);
  });
});

describe('risks', () => {
  const found = (rest: object) => {
    const { findings, ignored } = read({ ...two({}), ...rest });
    return [...findings.map(({ title, detail }) => `${title}: ${detail}`), ...ignored.map(({ what }) => what)];
  };
  const identified = {
    '<b>Odd</b> thing': { severity: 'elevated', most_relevant_technical_asset: 'db' },
    'odd link': { most_relevant_technical_asset: 'api', most_relevant_communication_link: 'api>query' },
    'odd anywhere': { severity: 'high' },
  };
  const category = { id: 'odd', stride: 'tampering', risks_identified: identified };

  it('that were identified by hand are open until they are tracked, wildcards and links included', () => {
    const tracked = {
      'odd@db': { status: 'mitigated' },
      'odd@*@api>query': { status: 'accepted' },
    };
    const inBoth = [{ individual_risk_categories: { Odd: category } }, { custom_risk_categories: [category] }];
    for (const said of inBoth) {
      expect(found(said)).toEqual([
        'Open threat: Odd thing, on db (medium, tampering)',
        'Open threat: odd link, on Query (api to db) (tampering)',
        'the risk odd anywhere',
      ]);
      expect(found({ ...said, risk_tracking: tracked })).toEqual([
        'Mitigated threat: Odd thing, on db (medium, tampering)',
        'Accepted threat: odd link, on Query (api to db) (tampering)',
        'the risk odd anywhere',
      ]);
    }
  });

  it('that Threagile finds by rule count where their tracking names an asset', () => {
    const risk_tracking = {
      'sql-nosql-injection@api@db@api>query': { status: 'in-progress' },
      'missing-hardening@*': { status: 'mitigated' },
      'xml-external-entity@api': { status: 'false-positive' },
    };
    const all = found({ risk_tracking });
    expect(all).toEqual(
      expect.arrayContaining([
        'Open threat: sql nosql injection, on Query (api to db) (tampering)',
        'the tracked risk missing hardening',
      ]),
    );
    expect(all.some((one) => /(?:Open|Mitigated|Accepted) threat: xml/.test(one))).toBe(false);
  });

  it('with a status that the format does not have are taken as open, and told', () => {
    const imported = read({
      ...two({}),
      risk_tracking: { 'ldap-injection@api': { status: 'fine' }, 'ldap-injection@db': 3 },
    });
    expect(imported.findings.map(({ title }) => title)).toEqual(['Open threat', 'Open threat']);
    expect(warningsOf(imported)).toHaveLength(1);
  });
});

describe('included files', () => {
  const main = (...includes: readonly unknown[]) => yamlFile({ threagile_version: '1.0.0', includes });
  const part = (name: string, model: object) => yamlFile(model, name);

  it('are found from the folder of the file that names them, and are one model', async () => {
    const fixture = fixturesOf(threagile).find(({ name }) => name === 'own-includes');
    if (fixture === undefined) throw new Error('no fixture');
    const [only, ...others] = await readFixture(fixture);
    expect(others).toEqual([]);
    expect([...(only?.opened ?? [])].sort()).toEqual([
      'parts/assets.yaml',
      'parts/boundaries.yaml',
      'parts/data.yaml',
      'risks.yaml',
    ]);
    const files = new Set(only?.imported.ecosystem.components.map(({ provenance }) => provenance.at.file));
    expect([...files].sort()).toEqual(['parts/assets.yaml', 'parts/boundaries.yaml', 'risks.yaml', 'threagile.yaml']);
  });

  it('that are not there, in a circle, or no file at all refuse the model at their places', () => {
    const files = [main('a.yaml', 'ghost.yaml', 7), part('a.yaml', { includes: ['threagile.yaml'] })];
    expect(problemsOf(...files).map(placed)).toEqual([
      'a.yaml:2 a file that does not include this one: a circle with threagile.yaml',
      'threagile.yaml:4 a file beside this one: none called ghost.yaml',
      'threagile.yaml:5 the path of a file: a number',
    ]);
  });

  it('may be named twice, and may add to an asset that another file began', () => {
    const base = part('a.yaml', { technical_assets: { A: asset('a', { tags: ['one'], technology: null }) } });
    const more = part('b.yaml', {
      includes: ['a.yaml'],
      technical_assets: { A: { tags: ['two'], internet: true, technology: 'ai' } },
    });
    const imported = readAll(main('a.yaml', 'b.yaml', 'a.yaml'), base, more);
    expect(componentOf(imported, 'a')).toMatchObject({ kind: 'model', exposed: true, tags: ['one', 'two'] });
  });

  it('that contradict each other refuse the model', () => {
    const one = part('a.yaml', { technical_assets: { A: asset('a') } });
    const other = part('b.yaml', { technical_assets: { A: { type: 'datastore' } } });
    expect(problemsOf(main('a.yaml', 'b.yaml'), one, other).map(placed)).toEqual([
      'b.yaml:3 the same type as in a.yaml: something else',
    ]);
  });
});

describe('a Threagile model', () => {
  it('has the same relations in the form that Threagile writes, where the first word of a scale is left out', () => {
    const [written, parsed] = ['example.threagile.yaml', 'parsed-model.yaml'].map((name) => readAll(sample(name)));
    if (written === undefined || parsed === undefined) throw new Error('no sample');
    expect(edges(parsed)).toEqual(edges(written));
    expect(kindsOf(parsed)).toEqual(kindsOf(written));
    const flagsOf = ({ ecosystem }: Imported) => ecosystem.relations.map(({ signed, tags }) => [signed, tags]);
    expect(flagsOf(parsed)).toEqual(flagsOf(written));
    expect(parsed.findings.map(({ detail }) => detail).sort()).toEqual(
      written.findings.map(({ detail }) => detail).sort(),
    );
  });

  it('may use anchors and merges', () => {
    const text = `threagile_version: 1.0.0
technical_assets:
  A: &base
    id: a
    type: process
    internet: true
  B:
    <<: *base
    id: b
`;
    expect(componentOf(readAll(yamlFile(text)), 'b')?.exposed).toBe(true);
  });

  it('may have anything in any field', () => {
    const odd: readonly unknown[] = [null, 7, 'x', [], {}, [null], [[]], { a: null }, { a: { id: 'a' } }];
    const sections = [
      'data_assets',
      'trust_boundaries',
      'shared_runtimes',
      'risk_tracking',
      'individual_risk_categories',
    ];
    const more = ['custom_risk_categories', 'generated_risks_by_category', 'includes', 'title', 'abuse_cases'];
    const fields = [
      'type',
      'technology',
      'technologies',
      'tags',
      'internet',
      'communication_links',
      'data_assets_stored',
    ];
    for (const value of odd) {
      for (const key of [...sections, ...more]) problemsOf(yamlFile({ ...two({}), [key]: value }));
      for (const key of fields) problemsOf(yamlFile({ technical_assets: { A: asset('a', { [key]: value }) } }));
      problemsOf(yamlFile({ technical_assets: value }));
    }
  });

  it('is known by its version or by what only its assets say, also in part or with a slip', () => {
    const formatOf = (file: SourceFile) => detectFormat(file)?.importer.format;
    expect(formatOf(yamlFile({ technical_assets: { A: asset('a', { communication_links: null }) } }))).toBe(
      'threagile',
    );
    expect(formatOf(yamlFile({ shared_runtimes: { A: { technical_assets_running: ['a'] } } }))).toBe('threagile');
    expect(formatOf(yamlFile('threagile_version: 1.0.0\ntechnical_assets: [\n'))).toBe('threagile');
    expect(threagile.detect(yamlFile({ technical_assets: { laptop: { price: 3 } } })).score).toBeLessThan(0.5);
  });
});

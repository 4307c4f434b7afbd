import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import type { Imported } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';
import { mergeFiles } from '../../src/import/merge.ts';
import { threatDragon } from '../../src/import/threat-dragon.ts';
import { fixturesOf } from './fixtures.ts';
import { componentOf, edges, jsonFile, kindsOf, sampleOf } from './imported.ts';

type Fields = Readonly<Record<string, unknown>>;
const sample = sampleOf('threat-dragon');
const readFile = (file: ReturnType<typeof jsonFile>): Imported => threatDragon.read(file, () => undefined) as Imported;
const modelOf = (...diagrams: readonly (readonly unknown[])[]): Fields => ({
  version: '2.4.0',
  summary: { title: 'M' },
  detail: { diagrams: diagrams.map((cells, id) => ({ id, title: `D${id}`, cells })) },
});
const read = (...diagrams: readonly (readonly unknown[])[]): Imported => readFile(jsonFile(modelOf(...diagrams)));

const node = (shape: string, id: string, data: Fields = {}, box: readonly number[] = [0, 0, 10, 10]): Fields => ({
  ...{ shape, id, position: { x: box[0], y: box[1] }, size: { width: box[2], height: box[3] } },
  data: { name: id, ...data },
});
const flow = (source: string, target: string, data: Fields = {}, id = `${source}-${target}`): Fields => ({
  ...{ shape: 'flow', id, source: { cell: source }, target: { cell: target } },
  data: { name: '', ...data },
});
const user = node('actor', 'User');
const server = node('process', 'Server');
const store = node('store', 'Orders');
const threat = (fields: Fields = {}): Fields => ({
  title: 'T',
  type: 'Tampering',
  status: 'Open',
  severity: 'High',
  ...fields,
});

describe('zones of Threat Dragon models', () => {
  it('are the innermost boxes around the middle of an element, by place and not by order', () => {
    const at = (x: number, y: number): number[] => [x, y, 20, 20];
    const imported = read([
      node('process', 'Deep', {}, at(50, 50)),
      node('process', 'Half in', {}, at(85, 20)),
      node('process', 'Half out', {}, at(195, 20)),
      node('trust-boundary-box', 'outer', {}, [0, 0, 200, 200]),
      node('trust-boundary-box', 'inner', {}, [40, 40, 50, 50]),
    ]);
    const zoneOf = (id: string) => componentOf(imported, id)?.zone;
    expect([zoneOf('Deep'), zoneOf('Half in'), zoneOf('Half out')]).toEqual(['inner', 'outer', null]);
  });

  it('are told apart between diagrams, where the same place means nothing', () => {
    const box = node('trust-boundary-box', 'Office', {}, [0, 0, 100, 100]);
    const imported = read([box, node('process', 'A')], [box, node('process', 'B')], [node('process', 'C')]);
    expect(['A', 'B', 'C'].map((id) => componentOf(imported, id)?.zone)).toEqual(['Office', 'Office #2', null]);
  });

  it('are no curves, which is said, whichever version spelt them', () => {
    for (const shape of ['trust-boundary-curve', 'trust-broundary-curve', 'tm.Boundary']) {
      const { ignored, ecosystem } = read([server, { shape, id: 'c', source: { x: 1, y: 2 }, data: { name: 'Wall' } }]);
      expect(ignored).toEqual([
        expect.objectContaining({ what: 'trust boundary curve "Wall"', why: expect.stringContaining('no inside') }),
      ]);
      expect(ecosystem.components.length).toBe(1);
    }
  });

  it('need boxes and elements with a place', () => {
    const lost = { shape: 'process', id: 'Lost', data: { name: 'Lost' } };
    const { warnings } = read([
      lost,
      node('trust-boundary-box', 'Z', {}, [0, 0, 9, 9]),
      { shape: 'trust-boundary-box', id: 'nowhere', position: { x: 'left', y: 0 }, data: {} },
    ]);
    expect(warnings.map(({ expected }) => expected)).toEqual([
      'a trust boundary box with position and size',
      'position and size of Lost',
    ]);
    expect(read([lost]).warnings).toEqual([]);
  });
});

describe('flows of Threat Dragon models', () => {
  it('run from source to target, both ways if ticked', () => {
    expect(edges(read([user, server, flow('User', 'Server')]))).toEqual(['User messages Server']);
    expect(edges(read([user, server, flow('User', 'Server', { isBidirectional: true })]))).toEqual([
      'Server messages User',
      'User messages Server',
    ]);
  });

  it.each(['R/O', 'read only', 'Read-Only'])('called %s come back from a store', (name) => {
    expect(edges(read([server, store, flow('Server', 'Orders', { name })]))).toEqual(['Server reads Orders']);
  });

  it.each(['R/W', 'read/write', 'Read and write'])('called %s go both ways', (name) => {
    expect(edges(read([server, store, flow('Server', 'Orders', { name })]))).toEqual([
      'Server reads Orders',
      'Server writes Orders',
    ]);
  });

  it('with a loose end are reported with the end that they have', () => {
    const loose = { ...flow('User', 'x'), target: { x: 3, y: 4 } };
    const { warnings, ecosystem } = read([user, server, loose, flow('gone', 'lost', { name: 'Sync' })]);
    expect(ecosystem.relations).toEqual([]);
    expect(warnings.map(({ expected, found }) => [expected, found])).toEqual([
      ['a flow between two processes, stores or actors', 'one with a loose end; the other is User'],
      ['the flow Sync between two processes, stores or actors', 'one with two loose ends'],
    ]);
  });

  it('do not lead into another diagram', () => {
    const { ecosystem, warnings } = read([user, flow('User', 'Server')], [server]);
    expect([ecosystem.relations.length, warnings.length]).toEqual([0, 1]);
  });

  it('over a public network expose what they enter, and who is at the other end', () => {
    const open = { isPublicNetwork: true };
    const exposed = (...cells: readonly unknown[]): string[] =>
      read(cells).ecosystem.components.flatMap(({ id, exposed: is }) => (is ? [id] : []));
    const backend = node('process', 'Backend');
    const chain = [user, server, backend, flow('Server', 'Backend')];
    expect(exposed(...chain, flow('User', 'Server', open))).toEqual(['Server', 'User']);
    expect(exposed(...chain, flow('Server', 'User', open))).toEqual(['User']);
    expect(exposed(...chain, flow('Server', 'User', { ...open, isBidirectional: true }))).toEqual(['Server', 'User']);
  });

  it('from an actor that provides authentication are signed, unless they go both ways', () => {
    const known = node('actor', 'User', { providesAuthentication: true });
    const signed = (cells: readonly unknown[]) => read(cells).ecosystem.relations.map((relation) => relation.signed);
    expect(signed([known, server, flow('User', 'Server')])).toEqual([true]);
    expect(signed([known, server, flow('Server', 'User')])).toEqual([false]);
    expect(signed([known, server, flow('User', 'Server', { isBidirectional: true })])).toEqual([false, false]);
    expect(signed([user, server, flow('User', 'Server')])).toEqual([false]);
  });
});

describe('what authors tick in Threat Dragon', () => {
  it('becomes tags of components and relations', () => {
    const imported = read([
      node('process', 'Shop', { handlesCardPayment: true, privilegeLevel: 'root', outOfScope: true, isSigned: 'yes' }),
      node('store', 'Users', { storesCredentials: true, isEncrypted: true }),
      flow('Shop', 'Users', { isEncrypted: true, isPublicNetwork: true, protocol: 'TLS 1.3', outOfScope: true }),
    ]);
    expect(componentOf(imported, 'Shop')?.tags).toEqual(['card-payment', 'out-of-scope', 'privilege: root']);
    expect(componentOf(imported, 'Users')?.tags).toEqual(['encrypted', 'stores-credentials']);
    expect(imported.ecosystem.relations[0]?.tags).toEqual([
      'encrypted',
      'out-of-scope',
      'protocol: TLS 1.3',
      'public-network',
    ]);
  });

  it('says the kind of logs, and stencils that of agents and tools', () => {
    const imported = read([
      node('store', 'Archive', { isALog: true }),
      node('agent', 'Ada'),
      node('agent-tool', 'Search'),
      node('process', 'Bert', { type: 'tm.Process' }),
      flow('Ada', 'Search'),
    ]);
    expect(kindsOf(imported)).toEqual({ Ada: 'agent', Archive: 'log-store', Bert: 'framework', Search: 'tool' });
  });
});

describe('threats of Threat Dragon models', () => {
  const titles = (data: Fields): string[] =>
    read([user, node('process', 'Server', data), flow('User', 'Server')]).findings.map(({ title }) => title);

  it.each([
    ['Open', 'Open threat'],
    ['Mitigated', 'Mitigated threat'],
    ['Eliminated', 'Mitigated threat'],
    ['Avoided', 'Mitigated threat'],
    ['Accepted', 'Accepted threat'],
    ['Transferred', 'Accepted threat'],
  ])('that are %s are a finding "%s"', (status, title) => {
    expect(titles({ threats: [threat({ status })] })).toEqual([title]);
  });

  it.each(['NotApplicable', 'Not Applicable', 'NA', 'N/A'])('that are %s are left out', (status) => {
    const { findings, ignored } = read([node('process', 'Server', { threats: [threat({ status })] })]);
    expect([findings, ignored.map(({ what }) => what)]).toEqual([[], ['threat "T"']]);
  });

  it.each([undefined, null, 7, 'Maybe'])('of the status %o are taken as open, and reported', (status) => {
    const { findings, warnings } = read([node('process', 'Server', { threats: [threat({ status })] })]);
    expect(findings.map(({ title }) => title)).toEqual(['Open threat']);
    expect(warnings.map(({ fix }) => fix)).toEqual(['The threat is taken as open.']);
  });

  it('weigh on the flow or the element that lists them', () => {
    const onFlow = read([user, server, flow('User', 'Server', { threats: [threat()] }), flow('Server', 'User')]);
    const trustOf = (imported: Imported) =>
      imported.ecosystem.relations.map(({ from, trust }) => [from, trust.along.form]);
    expect(trustOf(onFlow)).toEqual([
      ['Server', 'range'],
      ['User', 'number'],
    ]);
    const onServer = read([
      user,
      node('process', 'Server', { threats: [threat()] }),
      flow('User', 'Server'),
      flow('Server', 'User'),
    ]);
    expect(trustOf(onServer)).toEqual(trustOf(onFlow));
  });

  it('stand in the cell too, as the schema has it, and count once', () => {
    const cell = { ...node('process', 'Server'), threats: [threat()] };
    expect(read([cell]).findings.length).toBe(1);
    const first = { type: 'tm.Process', id: 'S', attrs: { text: { text: 'Server' } }, threats: [threat()] };
    expect(read([first]).findings.length).toBe(1);
  });

  it('of non-repudiation are no repudiation, whatever their title says', () => {
    const { findings } = read([
      node('process', 'Server', { threats: [threat({ type: 'Non-repudiation', title: 'Tampering with traces' })] }),
    ]);
    expect(findings[0]?.detail).toContain('of no class that is simulated');
  });

  it('of boundaries and loose flows are noted', () => {
    const { ignored } = read([
      server,
      node('trust-boundary-box', 'Z', { threats: [threat({ title: 'On a box' })] }),
      flow('Server', 'gone', { threats: [threat({ title: 'On a flow' })] }),
    ]);
    expect(ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'threat "On a box": Z is left out',
      'threat "On a flow": the part that it is of is left out',
    ]);
  });
});

describe('several diagrams of one model', () => {
  it('are graphs of their own: what has one name in two is two components', () => {
    const cells = [user, server, flow('User', 'Server')];
    const imported = read(cells, cells);
    expect(edges(imported)).toEqual(['User messages Server', 'User#2 messages Server#2']);
    expect(componentOf(imported, 'Server#2')?.name).toBe('Server');
  });

  it('can be joined by saying what is the same', () => {
    const imported = read([user, server, flow('User', 'Server')], [server, store, flow('Server', 'Orders')]);
    const sameAs = [{ ids: ['Server', 'Server#2'], at: { file: '--same-as' } }];
    const merged = mergeFiles([{ name: 'file.json', imported, importer: threatDragon }], { sameAs });
    expect(edges(merged)).toEqual(['Server writes Orders', 'User messages Server']);
  });

  it('may be empty, which is said', () => {
    const { ignored } = read([server], []);
    expect(ignored).toMatchObject([{ what: 'diagram "D1"', why: 'nothing is drawn in it' }]);
  });
});

describe('names in Threat Dragon models', () => {
  it('stand on one line, and where each version has them', () => {
    const names = (...cells: readonly unknown[]) => Object.keys(kindsOf(read(cells)));
    expect(names(node('process', 'x', { name: 'Web\n server' }))).toEqual(['Web server']);
    expect(names({ type: 'tm.Process', id: 'a', attrs: { text: { text: 'V1' } } })).toEqual(['V1']);
    expect(names({ shape: 'process', id: 'a', label: 'V2 beta', data: {} })).toEqual(['V2 beta']);
    expect(names({ shape: 'process', id: 'a' }, { shape: 'process', id: 'b' })).toEqual(['process', 'process#2']);
  });
});

describe('messages about Threat Dragon models', () => {
  it('give no key away that somebody wrote into a name', () => {
    const key = 'sk-proj-0123456789abcdefABCDEF0123456789';
    const { ignored, warnings, findings } = read([
      node('process', `Key ${key}`, { threats: [threat({ title: key, type: key })] }),
      { shape: 'process', id: 'p', data: { name: key } },
      node('trust-boundary-box', key, { threats: [threat()] }),
      { shape: 'trust-boundary-curve', id: 'c', data: { name: key } },
      flow(`Key ${key}`, 'gone', { name: key, threats: [threat({ status: key })] }),
      node(key, 'x'),
    ]);
    expect(warnings.length).toBe(2);
    expect(JSON.stringify({ ignored, warnings, findings })).not.toContain(key);
  });
});

describe('the detector of Threat Dragon models', () => {
  it('is sure of both versions, and of templates', () => {
    expect(threatDragon.detect(sample('enter-the-dragon-3.json')).score).toBe(1);
    expect(threatDragon.detect(sample('three-tier-web-app.json')).score).toBe(1);
    const template = jsonFile({ templateMetadata: {}, model: modelOf([server]) });
    expect(threatDragon.detect(template).score).toBe(1);
    expect(Object.keys(kindsOf(readFile(template)))).toEqual(['Server']);
  });

  it('takes files of no other format for its own', () => {
    for (const importer of importers) {
      if (importer === threatDragon) continue;
      for (const { files, name } of fixturesOf(importer))
        for (const file of files) expect(threatDragon.detect(file).score, name).toBeLessThan(0.3);
    }
  });

  it('knows a broken file, and where it is broken', () => {
    const { name, text } = sample('three-tier-web-app.json');
    const broken = { name, text: text.replace('"summary":', '"summary"') };
    expect(threatDragon.detect(broken)).toMatchObject({ score: 0.6, reason: expect.stringContaining('Threat Dragon') });
    expect(() => readFile(broken)).toThrow(InvalidInputError);
  });
});

describe('odd Threat Dragon models', () => {
  it.each([
    [{ summary: { title: 'M' }, detail: {} }, 'detail.diagrams as a list of diagrams, found none'],
    [{ summary: { title: 'M' }, detail: { diagrams: 'none' } }, 'detail.diagrams as a list of diagrams, found a text'],
    [modelOf([]), 'at least one process, store or actor, found none'],
    [modelOf([node('td-text-block', 'Note')]), 'at least one process, store or actor, found none'],
    [[], 'detail.diagrams as a list of diagrams'],
  ])('are refused with a reason: %j', (model, message) => {
    expect(() => readFile(jsonFile(model))).toThrow(InvalidInputError);
    expect(() => readFile(jsonFile(model))).toThrow(message);
  });

  it('keep the first of two cells with one id', () => {
    const imported = read([server, { ...store, id: 'Server' }, user, flow('User', 'Server')]);
    expect(edges(imported)).toEqual(['User messages Server']);
    expect(imported.warnings).toMatchObject([{ found: 'that of another cell' }]);
  });

  it('name unknown shapes, and note texts', () => {
    const { ignored } = read([server, node('cloud', 'a'), node('cloud', 'b'), node('td-text-block', 'n')]);
    expect(ignored.map(({ what }) => what)).toEqual(['1 text block', '2 cells of the shape "cloud"']);
  });

  const ODD: readonly unknown[] = [null, true, -1.5, '', 'x', '__proto__', 'constructor', [], [null], {}, { id: {} }];
  const paths = (value: unknown, path: readonly string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? [[...path], ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))]
      : [[...path]];
  const withAt = (value: unknown, [key, ...rest]: readonly string[], odd: unknown): unknown => {
    if (key === undefined) return odd;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
    (copy as Record<string, unknown>)[key] = withAt((value as Record<string, unknown>)[key], rest, odd);
    return copy;
  };

  it('may hold anything anywhere', () => {
    const model = modelOf([
      node('trust-boundary-box', 'Z', {}, [0, 0, 99, 99]),
      node('store', 'S', { threats: [threat()], isALog: true }),
      node('actor', 'A', { providesAuthentication: true }),
      flow('A', 'S', { isPublicNetwork: true, threats: [threat()], protocol: 'x' }),
    ]);
    for (const path of paths(model)) {
      for (const odd of ODD) {
        const file = jsonFile(withAt(model, path, odd));
        expect(threatDragon.detect(file).score).toBeLessThanOrEqual(1);
        try {
          readFile(file);
        } catch (error) {
          expect(error, `${path.join('/')}: ${JSON.stringify(odd)}`).toBeInstanceOf(InvalidInputError);
        }
      }
    }
  });
});

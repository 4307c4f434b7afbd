import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { pytm } from '../../src/import/pytm.ts';
import { componentOf, edges, guardsOf, jsonFile, kindsOf, sampleOf } from './imported.ts';

const sample = sampleOf('pytm');
const read = (value: unknown): Imported => pytm.read(jsonFile(value, 'model.json'), () => undefined) as Imported;

type Fields = Readonly<Record<string, unknown>>;
const element = (made: string, name: string, more: Fields = {}) => ({ __class__: made, name, ...more });
const flow = (source: string, sink: string, more: Fields = {}) => ({
  name: `${source} to ${sink}`,
  source,
  sink,
  ...more,
});
const model = (elements: readonly Fields[], flows: readonly Fields[], more: Fields = {}): Imported =>
  read({ name: 'a model', elements, flows, ...more });
const web = element('Server', 'Web');
const user = element('Actor', 'User');
const finding = (id: string, target: string, more: Fields = {}) => ({
  id,
  target,
  threat_id: 'X01',
  description: id,
  ...more,
});

describe('elements of a pytm model', () => {
  it('are what their classes and fields say', () => {
    const imported = model(
      [
        user,
        web,
        element('ExternalEntity', 'Payment customer portal'),
        element('LLM', 'Chat'),
        element('LLM', 'Doer', { hasAgentCapabilities: true }),
        element('Agent', 'Worker'),
        element('Datastore', 'Trail', { storesLogData: true }),
        element('Lambda', 'Job', { inScope: false }),
      ],
      [flow('Web', 'Chat'), flow('User', 'Web')],
    );
    expect(kindsOf(imported)).toEqual({
      User: 'human',
      Web: 'framework',
      'Payment customer portal': 'external',
      Chat: 'model',
      Doer: 'agent',
      Worker: 'agent',
      Trail: 'log-store',
      Job: 'framework',
    });
    expect(componentOf(imported, 'Job')?.tags).toEqual(['out-of-scope']);
  });

  it('are worth what they may handle or process', () => {
    const imported = model(
      [{ ...web, maxClassification: 'Classification.RESTRICTED' }, element('Datastore', 'DB')],
      [],
      {
        data: [{ name: 'cards', classification: 'TOP_SECRET', processedBy: ['DB', 'nobody'] }],
      },
    );
    expect(componentOf(imported, 'Web')?.valueThousandths).toBe(2000);
    expect(componentOf(imported, 'DB')?.valueThousandths).toBe(5000);
  });

  it('stand in the innermost boundary, and flows cross boundaries', () => {
    const boundaries = [{ name: 'Outer' }, { name: 'Inner', inBoundary: 'Outer' }];
    const imported = model(
      [
        { ...web, inBoundary: 'Inner' },
        { ...user, inBoundary: 'Outer' },
      ],
      [flow('User', 'Web')],
      {
        boundaries,
      },
    );
    expect(componentOf(imported, 'Web')?.zone).toBe('Inner');
    expect(imported.ecosystem.relations[0]?.crosses).toBe(true);
  });

  it('are the same in both lists of what --json writes', () => {
    const imported = read({ name: 'x', actors: [user], assets: [web], elements: [web], flows: [flow('User', 'Web')] });
    expect(edges(imported)).toEqual(['User messages Web']);
  });

  it('and flows that cannot be told apart or lead nowhere are noted', () => {
    const { ignored } = model([web, web, user], [flow('User', 'Gone'), { name: 'half', source: 'User' }]);
    expect(ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'element "Web": another element has this name, and pytm refers to both by it',
      'flow "User to Gone": no element is called "Gone"',
      'flow "half": it has no source or no sink',
    ]);
  });
});

describe('threats of a pytm model', () => {
  const twice = [
    flow('User', 'Web', { name: 'same', findings: ['1'] }),
    flow('Web', 'DB', { name: 'same', findings: ['2'] }),
  ];
  const parts = [user, web, element('Datastore', 'DB')];
  const trustTo = (imported: Imported, to: string) =>
    imported.ecosystem.relations.find((relation) => relation.to === to)?.trust.along;

  it('weigh on the flow that lists them, also if another is called the same', () => {
    const imported = model(parts, twice, { findings: [finding('2', 'same', { severity: 'Very High' })] });
    expect(trustTo(imported, 'DB')).toEqual({ form: 'number', value: 1 });
    expect(trustTo(imported, 'Web')).toMatchObject({ form: 'range' });
    expect(imported.findings[0]?.detail).toContain('critical');
  });

  it('are answered as the model says', () => {
    const titles = (response: string) =>
      model(parts, twice, { findings: [finding('1', 'Web', { response })] }).findings.map(({ title }) => title);
    expect(titles('mitigated by the gateway')).toEqual(['Mitigated threat']);
    expect(titles('accepted')).toEqual(['Accepted threat']);
    expect(titles('transferred to the insurer')).toEqual(['Accepted threat']);
    expect(titles('')).toEqual(['Open threat']);
  });

  it('do not apply if an assumption excludes them', () => {
    const imported = model(parts, twice, { excluded_findings: [finding('1', 'Web')] });
    expect(imported.findings).toEqual([]);
    expect(imported.ignored[0]?.why).toContain('does not apply');
  });

  it('have the numbers of pytm, not those of other lists', () => {
    const mitigated = (threat_id: string, target: string) => {
      const found = finding('9', target, { threat_id, description: 'anything', response: 'mitigated' });
      const { ecosystem } = model(parts, [flow('User', 'Web'), flow('DB', 'Web')], { findings: [found] });
      return ecosystem.components.flatMap(({ id, kind }) => (kind === 'control' ? [id as string] : []));
    };
    expect(mitigated('LLM03', 'DB')).toEqual(['mitigations of information-disclosure']);
    expect(mitigated('AA03', 'Web')).toEqual(['mitigations of spoofing']);
    expect(mitigated('NEW99', 'Web')).toEqual([]);
  });

  it('are held back by controls that are in place', () => {
    const hardened = { ...web, controls: { usesMFA: true, validatesInput: 'yes', isHardened: false } };
    const imported = model([user, hardened], [flow('User', 'Web')]);
    const [on] = guardsOf(imported, 'mitigations of spoofing');
    expect(on).toMatchObject({ from: 'User', to: 'Web', threats: ['spoofing'] });
    expect(imported.findings.map(({ detail }) => detail)).toEqual(['usesMFA, on Web (control in place)']);
  });

  it('that name nothing of the file are noted', () => {
    const { ignored } = model(parts, [], { findings: [finding('7', 'Gone')] });
    expect(ignored).toMatchObject([{ what: 'finding X01', why: 'no element or flow is called "Gone"' }]);
  });
});

describe('a file that could be of pytm', () => {
  it('is told by its elements and flows', () => {
    const formatOf = (value: unknown) => detectFormat(jsonFile(value, 'a'))?.importer.format;
    expect(formatOf(JSON.parse(sample('input.json').text))).toBe('pytm');
    expect(formatOf({ elements: [{ name: 'x' }], flows: [{ source: 'a', sink: 'b' }] })).toBe('pytm');
    expect(formatOf({ flows: [{ source: 'a', target: 'b' }] })).toBeUndefined();
    expect(formatOf({ nodes: [{ __class__: 'Server' }] })).toBeUndefined();
  });

  it('is refused without elements', () => {
    expect(() => model([], [])).toThrow(/expected elements, each with a name, found none/);
    expect(() => read('[1, 2]')).toThrow(/found a list/);
  });

  it('may have anything in any field', () => {
    for (const value of [null, true, 7, 'x', [], {}, [[]], [{ name: {} }], { a: null }]) {
      for (const key of ['boundaries', 'data', 'flows', 'findings', 'excluded_findings', 'actors', 'assets', 'name'])
        expect(model([web], [], { [key]: value }).ecosystem.components).toHaveLength(1);
      for (const key of ['inBoundary', 'controls', 'findings', 'maxClassification', 'type', 'inScope', '__class__'])
        expect(model([{ ...web, [key]: value }], []).ecosystem.components.length).toBeGreaterThan(0);
    }
  });
});

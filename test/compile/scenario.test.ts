import { describe, expect, it } from 'vitest';
import { sample, scenariosOf } from '../../src/compile/scenario.ts';
import { defaultSettings, type Suite, usualEntries } from '../../src/compile/suite.ts';
import { known } from '../../src/graph/belief.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import { agenticClasses, strideClasses, threatClasses } from '../../src/graph/kinds.ts';
import { component, ecosystem } from './compile-one.ts';

const three = ecosystem([
  component('b', 'agent', { exposed: true }),
  component('a', 'agent'),
  component('each', 'tool', { exposed: true }),
]);
const suite = (more: Partial<Suite> = {}): Suite => ({
  threats: { together: agenticClasses },
  entries: { form: 'exposed' },
  models: ['agentic'],
  controlsOff: [],
  parameters: [],
  settings: defaultSettings,
  worlds: 100,
  seed: 1,
  precision: null,
  channels: [],
  ...more,
});
const idsOf = (more: Partial<Suite>, of = three): string[] => scenariosOf(of, suite(more)).map(({ id }) => id);
const ids = (...names: string[]): ComponentId[] => names as ComponentId[];

describe('entries', () => {
  it('that are exposed make one scenario each; if none is, every component does', () => {
    expect(idsOf({})).toEqual(['agentic/b/agentic', 'agentic/id:each/agentic']);
    expect(idsOf({}, ecosystem([component('y', 'agent'), component('x', 'agent')]))).toEqual([
      'agentic/x/agentic',
      'agentic/y/agentic',
    ]);
  });

  it('that nobody named are drawn by the seed where no component is exposed and there are more than 200', () => {
    const plain = (count: number) => ecosystem(Array.from({ length: count }, (_, i) => component(`c${i}`, 'agent')));
    const drawn = idsOf({ entries: usualEntries }, plain(201));
    expect(new Set(drawn).size).toBe(200);
    expect(idsOf({ entries: usualEntries }, plain(201))).toEqual(drawn);
    expect(idsOf({ entries: usualEntries, seed: 2 }, plain(201))).not.toEqual(drawn);
    const all = idsOf({ entries: { form: 'every' } }, plain(200));
    expect(idsOf({ entries: usualEntries }, plain(200))).toEqual(all);
    expect(idsOf({}, plain(201))).toHaveLength(201);
    expect(idsOf({ entries: { form: 'every' } }, plain(201))).toHaveLength(201);
    const exposed = ecosystem(Array.from({ length: 201 }, (_, i) => component(`c${i}`, 'agent', { exposed: true })));
    expect(idsOf({ entries: usualEntries }, exposed)).toHaveLength(201);
  });

  it('together make one scenario, in canonical order and once each', () => {
    expect(idsOf({ entries: { form: 'together', ids: ids('b', 'a', 'b') } })).toEqual(['agentic/a,b/agentic']);
  });

  it('each, every and random', () => {
    expect(idsOf({ entries: { form: 'each', ids: ids('b', 'a', 'b') } })).toEqual([
      'agentic/b/agentic',
      'agentic/a/agentic',
    ]);
    expect(idsOf({ entries: { form: 'every' } })).toHaveLength(3);
    expect(idsOf({ entries: { form: 'random' } })).toEqual(['agentic/random/agentic']);
    expect(scenariosOf(three, suite({ entries: { form: 'random' } }))[0]?.entry).toBe('random');
  });

  it('that are sampled are different components, the same for the same seed', () => {
    const drawn = idsOf({ entries: { form: 'sample', count: 2 } });
    expect(new Set(drawn).size).toBe(2);
    expect(idsOf({ entries: { form: 'sample', count: 2 } })).toEqual(drawn);
    expect(idsOf({ entries: { form: 'sample', count: 10 } })).toHaveLength(3);
  });

  it('are sampled evenly: each of five is the first of two with 1/5 over seeds', () => {
    const seeds = 4000;
    const counts = new Map<string, number>();
    for (let seed = 0; seed < seeds; seed++) {
      for (const id of sample(['a', 'b', 'c', 'd', 'e'], 2, seed)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const count of counts.values())
      expect(count / seeds).toBeWithinStandardErrors(0.4, { worlds: seeds, errors: 4 });
  });
});

describe('the id of a scenario', () => {
  it('names whole families of classes, and single classes in the order of the vocabulary', () => {
    const text = (together: Suite['threats']) => idsOf({ threats: together, entries: { form: 'random' } });
    expect(text({ together: threatClasses })).toEqual(['agentic/random/all']);
    expect(text({ together: [...strideClasses].reverse() })).toEqual(['agentic/random/stride']);
    expect(text({ together: ['tool-misuse', 'memory-poisoning', 'tool-misuse'] })).toEqual([
      'agentic/random/memory-poisoning+tool-misuse',
    ]);
    expect(text({ each: ['spoofing', 'memory-poisoning'] })).toEqual([
      'agentic/random/memory-poisoning',
      'agentic/random/spoofing',
    ]);
  });

  it('encodes ids of components', () => {
    const odd = ecosystem([component('a/b, c', 'agent'), component('random', 'agent')]);
    expect(idsOf({ entries: { form: 'every' } }, odd)).toEqual([
      'agentic/a%2Fb%2C%20c/agentic',
      'agentic/id:random/agentic',
    ]);
  });

  it('says which control is off and which parameters were set, in a product of all', () => {
    const scenarios = scenariosOf(
      three,
      suite({
        entries: { form: 'random' },
        controlsOff: ids('a'),
        parameters: [
          { name: 'horizon', values: [5, 10] },
          { name: 'retries', values: ['independent'] },
        ],
      }),
    );
    expect(scenarios.map(({ id }) => id)).toEqual([
      'agentic/random/agentic/horizon=5/retries=independent',
      'agentic/random/agentic/horizon=10/retries=independent',
      'agentic/random/agentic/control-off:a/horizon=5/retries=independent',
      'agentic/random/agentic/control-off:a/horizon=10/retries=independent',
    ]);
    expect(scenarios.map(({ controlOff }) => controlOff)).toEqual([null, null, 'a', 'a']);
    expect(scenarios[3]?.settings).toEqual({ ...defaultSettings, horizonRounds: 10, retries: 'independent' });
  });

  it('belongs to one scenario: a product has no two of one id', () => {
    const all = idsOf({
      models: ['agentic', 'independent-cascade'],
      entries: { form: 'every' },
      threats: { each: threatClasses },
      controlsOff: ids('a', 'b'),
      parameters: [{ name: 'purge', values: [0, 0.5, 1] }],
    });
    expect(all).toHaveLength(2 * 3 * 11 * 3 * 3);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a parameter', () => {
  it.each([
    ['horizon', 7, { horizonRounds: 7 }],
    ['attempts', 3, { attempts: 3 }],
    ['monoculture', 0.2, { monoculture: known(0.2) }],
    ['retries', 'independent', { retries: 'independent' }],
    ['recovery', 0.3, { recovery: known(0.3) }],
    ['incubation', 0.3, { incubation: known(0.3) }],
    ['after', 2, { response: { ...defaultSettings.response, afterRounds: 2 } }],
    ['purge', 0.3, { response: { ...defaultSettings.response, purge: known(0.3) } }],
    ['repair', 0.3, { response: { ...defaultSettings.response, repair: known(0.3) } }],
    ['restore', 0.3, { response: { ...defaultSettings.response, restore: known(0.3) } }],
    ['alertFactor', 0.5, { response: { ...defaultSettings.response, alertFactor: 0.5 } }],
  ] as const)('%s changes that setting and no other', (name, value, change) => {
    const [scenario] = scenariosOf(
      three,
      suite({ entries: { form: 'random' }, parameters: [{ name, values: [value] }] }),
    );
    expect(scenario?.settings).toEqual({ ...defaultSettings, ...change });
  });
});

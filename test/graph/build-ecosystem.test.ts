import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../src/base/errors.ts';
import { known } from '../../src/graph/belief.ts';
import { buildEcosystem, type ComponentDraft, type RelationDraft } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem, Provenance } from '../../src/graph/ecosystem.ts';

const at = (line: number): Provenance => ({ certainty: 'declared', at: { file: 'a.yaml', line, column: 3 } });
const agent = (id: string, more: Partial<ComponentDraft> = {}): ComponentDraft => ({
  id,
  kind: 'agent',
  provenance: at(1),
  ...more,
});
const reads = (more: Partial<RelationDraft> = {}): RelationDraft => ({
  from: 'a',
  to: 'm',
  kind: 'reads',
  provenance: at(2),
  ...more,
});
const memory: ComponentDraft = { id: 'm', kind: 'memory', provenance: at(9) };

function built(components: readonly ComponentDraft[], relations: readonly RelationDraft[] = []): Ecosystem {
  const { ecosystem, problems } = buildEcosystem({ name: 'test', components, relations });
  expect(problems.map(describeProblem)).toEqual([]);
  return ecosystem as Ecosystem;
}

function refused(components: readonly ComponentDraft[], relations: readonly RelationDraft[] = []): string[] {
  return buildEcosystem({ name: 'test', components, relations }).problems.map(describeProblem);
}

describe('building an ecosystem from drafts', () => {
  it('fills in the defaults of a component', () => {
    expect(built([agent('a')]).components).toEqual([
      {
        id: 'a',
        kind: 'agent',
        layer: 7,
        name: 'a',
        valueThousandths: 1000,
        exposed: false,
        hardening: known(0),
        latencyRounds: 0,
        count: 1,
        zone: null,
        tier: null,
        tags: [],
        guards: [],
        defence: null,
        costs: { price: 0, falseAlarms: 0, utilityLoss: 0 },
        provenance: at(1),
      },
    ]);
  });

  it('fills in the defaults of a relation and names it after its ends', () => {
    expect(built([agent('a b'), memory], [reads({ from: 'a b' })]).relations).toEqual([
      {
        id: 'a%20b>reads>m#1',
        kind: 'reads',
        from: 'a b',
        to: 'm',
        ordinal: 0,
        trust: { along: known(1), against: known(1) },
        rate: known(0.3),
        signed: false,
        tags: [],
        link: 'all',
        crosses: false,
        provenance: at(2),
      },
    ]);
  });

  it('gives each kind of relation its own fields', () => {
    const relation = (kind: RelationDraft['kind'], more: Partial<RelationDraft> = {}): RelationDraft => ({
      from: 'a',
      to: 'a',
      kind,
      provenance: at(2),
      ...more,
    });
    const drafts = [
      relation('monitors'),
      relation('authenticates'),
      relation('spawns'),
      relation('guards', { effectiveness: known(0.5) }),
    ];
    const byKind = Object.fromEntries(built([agent('a')], drafts).relations.map((one) => [one.kind, one]));
    expect(byKind).toMatchObject({
      monitors: { detection: known(0.1) },
      authenticates: { role: 'holds' },
      spawns: { max: 0 },
      guards: { effectiveness: known(0.5) },
    });
  });

  it('turns `model` into an infers relation with the provenance of its component', () => {
    const { relations } = built([
      agent('a', { model: 'llm', provenance: at(7) }),
      { id: 'llm', kind: 'model', provenance: at(8) },
    ]);
    expect(relations).toMatchObject([
      { id: 'a>infers>llm#1', from: 'a', to: 'llm', kind: 'infers', provenance: at(7) },
    ]);
  });

  it('knows which relations leave their zone, and that no zone is no border', () => {
    const zoned = [agent('a', { zone: 'in' }), agent('b', { zone: 'out' }), agent('c'), agent('d', { zone: 'in' })];
    const messages = ['b', 'c', 'd'].map((to) => reads({ to, kind: 'messages' }));
    expect(built(zoned, messages).relations.map(({ to, crosses }) => [to, crosses])).toEqual([
      ['b', true],
      ['c', false],
      ['d', false],
    ]);
  });

  it('decides nothing by the order of drafts, parallel relations included', () => {
    const components = [memory, agent('a'), agent('Z'), agent('é')];
    const relations = [
      reads(),
      reads({ signed: true }),
      reads({ trust: { along: known(0.2) } }),
      reads({ id: 'by hand' }),
      reads({ tags: ['x', 'y'] }),
      reads({ tags: ['y', 'x', 'x'], id: 'second by hand' }),
      reads({ kind: 'writes' }),
    ];
    const first = JSON.stringify(built(components, relations));
    const shuffled = (list: readonly unknown[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(components), shuffled(relations), (someComponents, someRelations) => {
        const again = built(someComponents as ComponentDraft[], someRelations as RelationDraft[]);
        expect(JSON.stringify(again)).toBe(first);
      }),
      { numRuns: 50 },
    );
    const ids = built(components, relations).relations.map(({ id, ordinal }) => `${id} ${ordinal}`);
    expect(ids.slice(0, 6).map((id) => id.slice(-1))).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(built(components).components.map(({ id }) => id)).toEqual(['Z', 'a', 'm', 'é']);
  });

  it('reports every problem at once, where it stands, with the nearest id', () => {
    const components = [agent('planner'), agent('planner', { provenance: at(4) }), agent('__proto__'), memory];
    const relations = [
      reads({ from: 'planer', to: 'nowhere near', places: { from: { file: 'a.yaml', line: 5, column: 9 } } }),
      reads({ from: 'planner', detection: known(1) }),
      reads({ from: 'planner', kind: 'guards' }),
    ];
    expect(refused(components, relations)).toEqual([
      'a.yaml:4:3: expected an id of its own, found a second "planner". Rename one of the two.',
      'a.yaml:1:3: expected an id of 1 to 200 characters without control characters, found the reserved word __proto__. Give the component another id.',
      'a.yaml:5:9: expected the id of a component, found "planer". Did you mean "planner"?',
      'a.yaml:2:3: expected the id of a component, found "nowhere near". Add a component of that name, or correct the id.',
      'a.yaml:2:3: expected detection only on a relation of kind monitors, found it on kind reads. Remove detection, or change the kind.',
      'a.yaml:2:3: expected effectiveness on a guards relation, found none. Add the probability that the control stops what it guards against, such as effectiveness: [0.5, 0.9].',
    ]);
  });

  it('refuses two relations of one id, also if one has it by default', () => {
    const twice = [reads({ id: 'x' }), reads({ id: 'x', provenance: at(3) })];
    expect(refused([agent('a'), memory], twice)).toEqual([
      'a.yaml:3:3: expected a relation id of its own, found a second "x". Rename one of the two, or leave the id out.',
    ]);
    const byDefault = [reads(), reads({ kind: 'writes', id: 'a>reads>m#1', provenance: at(3) })];
    expect(refused([agent('a'), memory], byDefault)[0]).toContain('a.yaml:3:3: expected a relation id of its own');
  });

  it('looks up what a control is on', () => {
    const control = (on: NonNullable<ComponentDraft['guards']>[number]['on']): ComponentDraft => ({
      id: 'gate',
      kind: 'control',
      provenance: at(6),
      guards: [{ on, effectiveness: { byClass: { 'tool-misuse': known(0.5), 'memory-poisoning': known(0.2) } } }],
    });
    const rest = [agent('a'), memory];
    expect(built([control({ relation: 'a>reads>m#1' }), ...rest], [reads()]).components[1]?.guards).toEqual([
      {
        on: { relation: 'a>reads>m#1' },
        effectiveness: { byClass: { 'memory-poisoning': known(0.2), 'tool-misuse': known(0.5) } },
      },
    ]);
    expect(built([control({ component: 'a' }), ...rest]).components[1]?.guards[0]?.on).toEqual({ component: 'a' });
    expect(refused([control({ relation: 'a>reads>n#1' }), ...rest], [reads()])[0]).toContain('"a>reads>m#1"');
    expect(refused([control({ from: 'b', to: 'm' }), ...rest])[0]).toContain('Did you mean "a"?');
    const guards = control({}).guards;
    expect(refused([agent('a', { guards })])[0]).toContain('expected a control to guard something, found kind agent');
  });
});

import { describe, expect, it } from 'vitest';
import { meanOf } from '../../src/graph/belief.ts';
import type { Ecosystem, Relation } from '../../src/graph/ecosystem.ts';
import { relationKinds } from '../../src/graph/kinds.ts';
import { firings } from '../../src/threats/match-rules.ts';
import type { ComponentTest, NeighbourTest, RelationTest, Rule, StepTest, WayStep } from '../../src/threats/rule.ts';
import { ecosystemOf } from './rules/rule-cases.ts';

const rule = (when: Rule['when']): Rule => ({
  id: 'tried',
  threats: [],
  when,
  because: '{it} of {from}, {to}, {start}, {end}',
});

const matching = (ecosystem: Ecosystem, component: ComponentTest): string[] =>
  firings(ecosystem, [rule({ component })]).map(({ component: { id } }) => id);

const matchingRelations = (ecosystem: Ecosystem, relation: RelationTest): string[] =>
  firings(ecosystem, [rule({ relation, threatens: 'to' })]).map(({ relation: found }) => found?.id ?? '');

/** Of a test, an ecosystem, and the components that match; all others do not. */
type Case = readonly [test: ComponentTest, body: string, matches: readonly string[]];

const ends = `components:
  one: { kind: agent, zone: here }
  two: { kind: tool, zone: there }`;

// Every word of the language has a row: the compiler refuses a missing one.
// biome-ignore format: a table
const components: Readonly<Record<keyof ComponentTest, Case>> = {
  kind: [{ kind: ['agent', 'human'] }, 'components:\n  a: { kind: orchestrator }\n  b: { kind: tool }\n  c: { kind: human }', ['a', 'c']],
  exceptKind: [{ exceptKind: ['framework'] }, 'components:\n  a: { kind: framework }\n  b: { kind: agent }', ['b']],
  layer: [{ layer: [2, 3] }, 'components:\n  a: { kind: agent, layer: 3 }\n  b: { kind: agent }\n  c: { kind: memory }', ['a', 'c']],
  tags: [{ tags: ['pii', 'secret'] }, 'components:\n  a: { kind: agent, tags: [x, pii] }\n  b: { kind: agent, tags: [x] }', ['a']],
  withoutTags: [{ withoutTags: ['pii', 'secret'] }, 'components:\n  a: { kind: agent, tags: [x, pii] }\n  b: { kind: agent, tags: [x] }', ['b']],
  named: [{ named: ['key'] }, 'components:\n  walletKey: { kind: agent }\n  b: { kind: agent, name: A Key }\n  c: { kind: agent, tags: [wallet-key] }\n  keyboard: { kind: agent }', ['b', 'c', 'walletKey']],
  notNamed: [{ notNamed: ['key'] }, 'components:\n  walletKey: { kind: agent }\n  keyboard: { kind: agent }', ['keyboard']],
  exposed: [{ exposed: true }, 'components:\n  a: { kind: agent, exposed: true }\n  b: { kind: agent }', ['a']],
  tier: [{ tier: ['mid'] }, 'components:\n  a: { kind: agent, model: m }\n  b: { kind: agent, model: n }\n  c: { kind: agent }\n  m: { kind: model, tier: mid }\n  n: { kind: model, tier: frontier }', ['a', 'm']],
  hasZone: [{ hasZone: true }, 'components:\n  a: { kind: agent, zone: z }\n  b: { kind: agent }', ['a']],
  hardened: [{ hardened: true }, 'components:\n  a: { kind: agent, hardening: 0.1 }\n  b: { kind: agent }', ['a']],
  value: [{ value: 5 }, 'components:\n  a: { kind: agent, value: 5 }\n  b: { kind: agent, value: 4.999 }', ['a']],
  count: [{ count: 2 }, 'components:\n  a: { kind: agent, count: 2 }\n  b: { kind: agent }', ['a']],
  monitored: [{ kind: ['agent'], monitored: true }, 'components:\n  a: { kind: agent }\n  b: { kind: agent }\n  m: { kind: monitor }\nrelations:\n  - { from: m, to: a, kind: monitors }', ['a']],
  supervised: [{ kind: ['agent'], supervised: false }, 'components:\n  a: { kind: agent }\n  b: { kind: agent }\n  h: { kind: human }\nrelations:\n  - { from: h, to: a, kind: supervises }', ['b']],
  guarded: [{ kind: ['agent'], guarded: true }, 'components:\n  a: { kind: agent }\n  b: { kind: agent }\n  c: { kind: agent }\nrelations:\n  - { from: c, to: b, kind: messages }\ncontrols:\n  g: { on: { component: a }, effectiveness: 0.5 }\n  h: { on: { to: b, kind: messages }, effectiveness: 0.5 }', ['a', 'b']],
  has: [{ has: [{ direction: 'out', kind: ['invokes'] }] }, `${ends}\nrelations:\n  - { from: one, to: two, kind: invokes }`, ['one']],
  lacks: [{ lacks: [{ direction: 'in', kind: ['invokes'] }] }, `${ends}\nrelations:\n  - { from: one, to: two, kind: invokes }`, ['one']],
  onCycle: [{ onCycle: ['messages'] }, 'components:\n  a: { kind: agent }\n  b: { kind: agent }\n  c: { kind: agent }\nrelations:\n  - { from: a, to: b, kind: messages }\n  - { from: b, to: a, kind: messages }\n  - { from: b, to: c, kind: messages }', ['a', 'b']],
  on: [{ on: { kind: ['invokes'], direction: 'along' } }, `${ends}\nrelations:\n  - { from: one, to: two, kind: invokes }\ncontrols:\n  gate: { on: { kind: invokes, direction: along }, effectiveness: 0.5 }\n  other: { on: { kind: invokes, direction: against }, effectiveness: 0.5 }`, ['gate']],
  anyOf: [{ anyOf: [{ kind: ['tool'] }, { tags: ['x'] }] }, 'components:\n  a: { kind: agent, tags: [x] }\n  b: { kind: tool }\n  c: { kind: agent }', ['a', 'b']],
};

type RelationCase = readonly [test: RelationTest, yes: string, no: string];
const relationOf = (extra: string, ids = ends) => `${ids}\nrelations:\n  - { from: one, to: two, ${extra} }`;
const gate = (selector: string, effectiveness = '0.5') =>
  `${relationOf('kind: invokes')}\ncontrols:\n  gate: { on: { ${selector} }, effectiveness: ${effectiveness} }`;
const keys = 'components:\n  one: { kind: agent }\n  two: { kind: credential }';

// biome-ignore format: a table
const relations: Readonly<Record<keyof RelationTest, RelationCase>> = {
  kind: [{ kind: ['feeds', 'invokes'] }, relationOf('kind: invokes'), relationOf('kind: accesses')],
  signed: [{ signed: true }, relationOf('kind: invokes, signed: true'), relationOf('kind: invokes')],
  tags: [{ tags: ['x', 'y'] }, relationOf('kind: invokes, tags: [y]'), relationOf('kind: invokes, tags: [z]')],
  crossesZone: [{ crossesZone: true }, relationOf('kind: invokes'), relationOf('kind: invokes', ends.replace('there', 'here'))],
  crossesLayer: [{ crossesLayer: true }, relationOf('kind: invokes', ends.replace('tool', 'plugin')), relationOf('kind: invokes')],
  controlled: [{ kind: ['invokes'], controlled: true }, gate('kind: invokes'), gate('kind: feeds')],
  controlledFor: [{ kind: ['invokes'], controlled: true, controlledFor: ['spoofing'] }, gate('kind: invokes', '{ spoofing: 0.5 }'), gate('kind: invokes', '{ tampering: 0.5 }')],
  controlledGoing: [{ kind: ['invokes'], controlled: true, controlledGoing: 'along' }, gate('kind: invokes, direction: along'), gate('kind: invokes, direction: against')],
  open: [{ open: 'against' }, relationOf('kind: invokes, trust: { along: 0, against: 0.1 }'), relationOf('kind: invokes, trust: { along: 1, against: 0 }')],
  trust: [{ trust: 0.5 }, relationOf('kind: invokes, trust: { along: 0, against: 0.5 }'), relationOf('kind: invokes, trust: 0.4')],
  role: [{ role: 'accepts' }, relationOf('kind: authenticates, role: accepts', keys), relationOf('kind: authenticates, role: holds', keys)],
};

describe('what rules ask', () => {
  it.each(Object.entries(components))('of components: %s', (_, [test, body, matches]) => {
    const ecosystem = ecosystemOf(body);
    expect(matching(ecosystem, test)).toEqual(matches);
    expect(matches.length).toBeLessThan(ecosystem.components.length);
  });

  it.each(Object.entries(relations))('of relations: %s', (_, [test, yes, no]) => {
    expect(matchingRelations(ecosystemOf(yes), test)).toHaveLength(1);
    expect(matchingRelations(ecosystemOf(no), test)).toEqual([]);
  });

  it('holds only if all of it holds', () => {
    const ecosystem = ecosystemOf(
      'components:\n  a: { kind: agent, exposed: true }\n  b: { kind: agent }\n  c: { kind: tool, exposed: true }',
    );
    expect(matching(ecosystem, { kind: ['agent'], exposed: true })).toEqual(['a']);
    expect(matching(ecosystem, {})).toEqual(['a', 'b', 'c']);
  });

  it('takes no trust for given in a way that a kind of relation does not run', () => {
    const shut = ecosystemOf(
      'components:\n  a: { kind: agent }\n  b: { kind: memory }\nrelations:\n  - { from: a, to: b, kind: reads, trust: { along: 1, against: 0 } }',
    );
    expect(matchingRelations(shut, { trust: 0.1 })).toEqual([]);
    expect(matchingRelations(shut, { open: 'along' })).toEqual([]);
    expect(waysBetween(shut, [{}, { over: [{ kind: 'reads', direction: 'along' }], to: {} }])).toEqual([]);
  });

  it('counts neighbours, not relations, and never a component itself', () => {
    const ecosystem = ecosystemOf(`components:
  a: { kind: agent }
  b: { kind: agent }
  c: { kind: agent }
relations:
  - { from: a, to: a, kind: messages }
  - { from: a, to: b, kind: messages }
  - { from: a, to: b, kind: messages }
  - { from: c, to: a, kind: messages }
  - { from: c, to: b, kind: messages }`);
    const sends: NeighbourTest = { direction: 'out', kind: ['messages'] };
    expect(matching(ecosystem, { has: [sends] })).toEqual(['a', 'c']);
    expect(matching(ecosystem, { has: [{ ...sends, atLeast: 2 }] })).toEqual(['c']);
    expect(matching(ecosystem, { has: [{ ...sends, other: { named: ['a'] } }] })).toEqual(['c']);
    expect(matchingRelations(ecosystem, { kind: ['messages'] })).toHaveLength(4);
  });

  it('fills in the names of who is meant', () => {
    const ecosystem = ecosystemOf(
      'components:\n  a: { kind: agent, name: Anna }\n  b: { kind: tool, name: Bert }\nrelations:\n  - { from: a, to: b, kind: invokes }',
    );
    const because = (when: Rule['when']) => firings(ecosystem, [rule(when)]).map((firing) => firing.because);
    expect(because({ component: { kind: ['tool'] } })).toEqual(['Bert of {from}, {to}, {start}, {end}']);
    expect(because({ relation: {}, threatens: 'from' })).toEqual(['Anna of Anna, Bert, {start}, {end}']);
    expect(
      because({ way: [{}, { over: [{ kind: 'invokes', direction: 'against' }], to: {} }], threatens: 'end' }),
    ).toEqual(['Anna of {from}, {to}, Bert, Anna']);
  });
});

const waysBetween = (ecosystem: Ecosystem, way: readonly [ComponentTest, ...WayStep[]]): string[] =>
  firings(ecosystem, [rule({ way, threatens: 'end' })]).map(
    ({ way: found }) => `${found?.components[0]?.id} > ${found?.components.at(-1)?.id}`,
  );

describe('ways', () => {
  const kinds = ['delegates', 'messages', 'infers'] as const;

  it('are found wherever a search through every order of components finds one, and lead from step to step', () => {
    let found = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const draw = numbers(seed);
      const ecosystem = randomEcosystem(draw);
      for (const length of [1, 2, 3, 4]) {
        const steps = Array.from(
          { length },
          (): WayStep => ({ over: randomStep(draw), to: draw() < 0.3 ? { tags: ['x'] } : {} }),
        );
        const start: ComponentTest = draw() < 0.3 ? { tags: ['x'] } : {};
        // One start at a time, since ways that come over one relation stand for each other.
        const ways = ecosystem.components.flatMap(({ id }) =>
          firings(ecosystem, [rule({ way: [{ ...start, named: [id] }, ...steps], threatens: 'end' })]),
        );
        const pairs = ways.map(({ way }) => `${way?.components[0]?.id} > ${way?.components.at(-1)?.id}`);
        expect(pairs.toSorted(), `seed ${seed}, ${length} steps`).toEqual(searched(ecosystem, start, steps));
        found += pairs.length;
        const together = firings(ecosystem, [rule({ way: [start, ...steps], threatens: 'end' })]);
        const threatened = (all: typeof ways) => [...new Set(all.map(({ component }) => component.id))].toSorted();
        expect(threatened(together)).toEqual(threatened(ways));
        for (const { way } of ways) {
          const ids = way?.components.map(({ id }) => id) ?? [];
          expect(new Set(ids).size).toBe(length + 1);
          expect(
            way?.relations.every(
              ({ from, to }, at) => [from, to].includes(ids[at] ?? '') && [from, to].includes(ids[at + 1] ?? ''),
            ),
          ).toBe(true);
        }
      }
    }
    expect(found).toBeGreaterThan(1000);
  });

  it('are told once for each relation at the threatened component, however many they are', () => {
    const ecosystem = ecosystemOf(`components:
  a: { kind: agent }
  b: { kind: agent }
  c: { kind: agent }
  notes: { kind: memory }
  reader: { kind: tool }
relations:
  - { from: a, to: notes, kind: writes }
  - { from: b, to: notes, kind: writes }
  - { from: c, to: notes, kind: writes }
  - { from: reader, to: notes, kind: reads }`);
    const steps: [WayStep, WayStep] = [
      { over: [{ kind: 'writes', direction: 'along' }], to: {} },
      { over: [{ kind: 'reads', direction: 'against' }], to: {} },
    ];
    expect(waysBetween(ecosystem, [{}, ...steps])).toEqual(['a > reader']);
    const fromStart = firings(ecosystem, [rule({ way: [{}, ...steps], threatens: 'start' })]);
    expect(fromStart.map(({ component: { id } }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('are between ends that no relation joins, where that is asked', () => {
    const ecosystem = ecosystemOf(`components:
  a: { kind: agent }
  b: { kind: agent }
  c: { kind: agent }
relations:
  - { from: a, to: b, kind: messages }
  - { from: b, to: c, kind: messages }
  - { from: b, to: a, kind: delegates, trust: 0 }`);
    const ends = (apart: boolean) =>
      firings(ecosystem, [
        rule({ way: [{}, { over: [{ kind: 'messages', direction: 'along' }], to: {} }], threatens: 'end', apart }),
        rule({
          way: [{}, ...[1, 2].map(() => ({ over: [{ kind: 'messages', direction: 'along' } as const], to: {} }))] as [
            ComponentTest,
            ...WayStep[],
          ],
          threatens: 'end',
          apart,
        }),
      ]).map(({ way }) => `${way?.components[0]?.id} > ${way?.components.at(-1)?.id}`);
    expect(ends(true)).toEqual(['a > c']);
    expect(ends(false)).toEqual(['a > b', 'b > c']);
  });

  it('ask of each step what relations are asked', () => {
    const ecosystem = ecosystemOf(`components:
  a: { kind: agent }
  k: { kind: credential }
  b: { kind: host }
  c: { kind: host }
  d: { kind: host }
relations:
  - { from: a, to: k, kind: authenticates, role: holds }
  - { from: b, to: k, kind: authenticates, role: accepts }
  - { from: c, to: k, kind: authenticates, role: accepts, trust: 0 }
  - { from: d, to: k, kind: authenticates, role: holds }`);
    const holds: StepTest = { kind: 'authenticates', direction: 'along', role: 'holds' };
    const opens: StepTest = { kind: 'authenticates', direction: 'against', role: 'accepts' };
    expect(waysBetween(ecosystem, [{}, { over: [holds], to: {} }, { over: [opens], to: {} }])).toEqual(['a > b']);
  });

  const randomStep = (draw: () => number): StepTest[] =>
    kinds.flatMap((kind) =>
      (['along', 'against'] as const).flatMap((direction): StepTest[] => (draw() < 0.5 ? [{ kind, direction }] : [])),
    );

  function randomEcosystem(draw: () => number): Ecosystem {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const pick = () => ids[Math.floor(draw() * ids.length)];
    const lines = ids.map((id) => `  ${id}: { kind: agent${draw() < 0.5 ? ', tags: [x]' : ''} }`);
    const written = Array.from({ length: 18 }, () => {
      const kind = kinds[Math.floor(draw() * kinds.length)];
      const trust = draw() < 0.2 ? '{ along: 0, against: 1 }' : draw() < 0.2 ? '{ along: 1, against: 0 }' : '1';
      return `  - { from: ${pick()}, to: ${pick()}, kind: ${kind}, trust: ${trust} }`;
    });
    return ecosystemOf(`components:\n${lines.join('\n')}\nrelations:\n${written.join('\n')}`);
  }

  /** The slow way: every path without turning back, one component after the other. */
  function searched(
    { components: all, relations: between }: Ecosystem,
    start: ComponentTest,
    steps: readonly WayStep[],
  ): string[] {
    const holds = (test: ComponentTest, id: string) =>
      test.tags === undefined || all.some((one) => one.id === id && one.tags.includes('x'));
    const leads = (relation: Relation, step: WayStep, from: string, to: string) =>
      step.over.some(({ kind, direction }) => {
        const [source, target] = direction === 'along' ? [relation.from, relation.to] : [relation.to, relation.from];
        const runs = relationKinds[kind][direction] !== null && meanOf(relation.trust[direction]) > 0;
        return relation.kind === kind && source === from && target === to && runs;
      });
    const walk = (path: readonly string[]): string[] => {
      const step = steps[path.length - 1];
      if (step === undefined) return [`${path[0]} > ${path.at(-1)}`];
      return all
        .filter(
          ({ id }) =>
            !path.includes(id) && holds(step.to, id) && between.some((one) => leads(one, step, path.at(-1) ?? '', id)),
        )
        .flatMap(({ id }) => walk([...path, id]));
    };
    return [...new Set(all.filter(({ id }) => holds(start, id)).flatMap(({ id }) => walk([id])))].toSorted();
  }
});

/** Numbers from 0 to 1, always the same for a seed. */
function numbers(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

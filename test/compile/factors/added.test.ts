import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/base/errors.ts';
import { factorEffects, withAdditions } from '../../../src/compile/factors/apply-factors.ts';
import type { FactorName } from '../../../src/compile/factors/factors.ts';
import { known } from '../../../src/graph/belief.ts';
import type { ComponentDraft, RelationDraft } from '../../../src/graph/build-ecosystem.ts';
import { onlyFactor } from '../../oracles/random-factors.ts';
import { component, ecosystem, relation } from '../compile-one.ts';

/** What a factor adds, one line each: `from kind to trust`. */
function added(
  name: FactorName,
  strength: number,
  components: readonly ComponentDraft[],
  relations: readonly RelationDraft[],
): string[] {
  const effects = factorEffects(ecosystem(components, relations), {
    attacker: 'opportunistic',
    factors: onlyFactor(name, strength),
  });
  return [...(effects?.additions.values() ?? [])].map(({ relation: { from, kind, to, trust } }) =>
    [from, kind, to, trust.along.form === 'number' ? trust.along.value : '?'].join(' '),
  );
}

const agents = (...ids: string[]): ComponentDraft[] => ids.map((id) => component(id, 'agent'));
const trusted = (from: string, to: string, along: number): RelationDraft =>
  relation(from, 'delegates', to, { trust: { along: known(along) } });

describe('delegation chains', () => {
  it('join the head of a chain to all behind its delegates, once more the strength for each hop', () => {
    const chain = [trusted('a', 'b', 0.8), trusted('b', 'c', 0.5), trusted('c', 'd', 1)];
    expect(added('delegationChains', 0.5, agents('a', 'b', 'c', 'd'), chain)).toEqual([
      'a delegates c 0.2',
      'a delegates d 0.1',
      'b delegates d 0.25',
    ]);
  });

  it('take the strongest of several ways, and leave whom the head briefs itself alone', () => {
    const ways = [
      trusted('a', 'b', 0.9),
      trusted('b', 'd', 0.4),
      trusted('a', 'c', 0.6),
      trusted('c', 'd', 0.7),
      trusted('c', 'b', 1),
    ];
    expect(added('delegationChains', 1, agents('a', 'b', 'c', 'd'), ways)).toEqual(['a delegates d 0.42']);
  });

  it('end where they turn back, and where less than a thousandth is left', () => {
    const circle = [trusted('a', 'b', 1), trusted('b', 'c', 1), trusted('c', 'a', 1)];
    expect(added('delegationChains', 1, agents('a', 'b', 'c'), circle)).toEqual([
      'a delegates c 1',
      'b delegates a 1',
      'c delegates b 1',
    ]);
    const faint = [trusted('a', 'b', 0.03), trusted('b', 'c', 0.03)];
    expect(added('delegationChains', 1, agents('a', 'b', 'c'), faint)).toEqual([]);
  });

  it('are signed only if every hop is, and say whose brief was handed on, and where that stands', () => {
    const drawn = [relation('a', 'delegates', 'b', { signed: true }), relation('b', 'delegates', 'c')];
    const effects = factorEffects(ecosystem(agents('a', 'b', 'c'), drawn), {
      attacker: 'opportunistic',
      factors: onlyFactor('delegationChains', 1),
    });
    const [chain] = effects?.additions.values() ?? [];
    expect(chain?.relation).toMatchObject({
      id: 'a>delegates>c#1',
      signed: false,
      provenance: {
        certainty: 'inferred',
        at: { file: 'test' },
        rule: 'delegationChains: a brief of a is handed on by b',
      },
    });
  });
});

describe('dynamic identity', () => {
  it('hands a credential on with delegations and children, from the nearest holder, and not to whom has it', () => {
    const relations = [
      relation('a', 'authenticates', 'key', { role: 'holds' }),
      relation('c', 'authenticates', 'key', { role: 'holds' }),
      relation('z', 'authenticates', 'key', { role: 'accepts' }),
      relation('a', 'delegates', 'b'),
      relation('b', 'delegates', 'c'),
      relation('b', 'spawns', 'd'),
      relation('c', 'delegates', 'e'),
      relation('e', 'messages', 'z'),
    ];
    const components = [...agents('a', 'b', 'c', 'd', 'e', 'z'), component('key', 'credential')];
    expect(added('dynamicIdentity', 0.5, components, relations)).toEqual([
      'b authenticates key 0.5',
      'e authenticates key 0.5',
      'd authenticates key 0.25',
    ]);
  });
});

it('dynamic identity ends where less than a thousandth is left', () => {
  const relations = [
    relation('a', 'authenticates', 'key', { role: 'holds' }),
    relation('a', 'delegates', 'b'),
    relation('b', 'delegates', 'c'),
  ];
  const components = [...agents('a', 'b', 'c'), component('key', 'credential')];
  expect(added('dynamicIdentity', 0.03, components, relations)).toEqual(['b authenticates key 0.03']);
});

describe('goal cascades', () => {
  it('join who works for one agent, or reads and writes one store, both ways, unless they talk', () => {
    const relations = [
      relation('hub', 'delegates', 'x'),
      relation('hub', 'delegates', 'y'),
      relation('hub', 'delegates', 'z'),
      relation('x', 'messages', 'y'),
      relation('z', 'delegates', 'x'),
    ];
    expect(added('goalCascades', 0.2, agents('hub', 'x', 'y', 'z'), relations)).toEqual([
      'x messages z 0.2',
      'y messages x 0.2',
      'y messages z 0.2',
      'z messages y 0.2',
    ]);
  });

  it('join nobody who only reads a store, or only writes it', () => {
    const both = (id: string) => [relation(id, 'reads', 'board'), relation(id, 'writes', 'board')];
    const relations = [...both('x'), ...both('y'), relation('r', 'reads', 'board'), relation('w', 'writes', 'board')];
    expect(
      added('goalCascades', 0.2, [...agents('r', 'w', 'x', 'y'), component('board', 'memory')], relations),
    ).toEqual(['x messages y 0.2', 'y messages x 0.2']);
  });

  it('join the replicas of a group to each other', () => {
    const group = [component('hub', 'agent'), component('w', 'agent', { count: 3 })];
    expect(added('goalCascades', 0.2, group, [relation('hub', 'delegates', 'w')])).toEqual(['w messages w 0.2']);
  });

  it('take no id that somebody else has', () => {
    const taken = relation('hub', 'delegates', 'x', { id: 'x>messages>y#1' });
    const of = ecosystem(agents('hub', 'x', 'y'), [taken, relation('hub', 'delegates', 'y')]);
    const effects = factorEffects(of, { attacker: 'opportunistic', factors: onlyFactor('goalCascades', 1) });
    const ids = withAdditions(of, effects).relations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('x>messages>y#2');
  });
});

it('more than a million relations are refused, with what to do', () => {
  const ids = Array.from({ length: 1003 }, (_, i) => `a${i}`);
  const hub = ids.map((id) => relation('hub', 'delegates', id));
  const refused = (): unknown => added('goalCascades', 0.1, agents('hub', ...ids), hub);
  expect(refused).toThrow(InvalidInputError);
  expect(refused).toThrow(/at most 1,000,000 relations that agentic factors add/u);
});

import { describe, expect, it } from 'vitest';
import type { FactorName } from '../../../src/compile/factors/factors.ts';
import { idleFactors } from '../../../src/compile/factors/idle-factors.ts';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { known } from '../../../src/graph/belief.ts';
import type { ModelName } from '../../../src/graph/propagation-model.ts';
import { onlyFactor } from '../../oracles/random-factors.ts';
import { compile, component, ecosystem, relation } from '../compile-one.ts';

/** Nothing for any factor to act on but non-determinism. */
const bare = ecosystem([component('a', 'agent'), component('t', 'tool')], [relation('t', 'feeds', 'a')]);

/** Something for each. */
const full = ecosystem(
  [
    ...['a', 'b', 'c'].map((id) => component(id, 'agent')),
    component('boss', 'human'),
    component('key', 'credential'),
    component('w', 'monitor'),
    component('filter', 'control', { guards: [{ on: { from: 'a', to: 'b' }, effectiveness: known(0.9) }] }),
    component('gate', 'control', { tags: ['structural'], guards: [{ on: { to: 'c' }, effectiveness: known(0.9) }] }),
  ],
  [
    relation('a', 'delegates', 'b', { trust: { along: known(0.5) } }),
    relation('b', 'delegates', 'c'),
    relation('a', 'delegates', 'c'),
    relation('c', 'delegates', 'a'),
    relation('boss', 'supervises', 'b'),
    relation('a', 'authenticates', 'key'),
    relation('w', 'monitors', 'a'),
  ],
);

const at = (of: typeof full, name: FactorName, model: ModelName = 'agentic') =>
  compile(of, { model, settings: { ...defaultSettings, factors: onlyFactor(name, 0.5) } });

describe('a factor that changes nothing', () => {
  const reasons: readonly (readonly [FactorName, string])[] = [
    ['autonomy', 'nobody supervises an agent'],
    ['noTrustBoundary', 'all words that reach an agent are trusted fully already'],
    ['dynamicIdentity', 'no holder of a credential hands a task to anybody without it'],
    ['delegationChains', 'no delegate delegates to anybody new'],
    ['goalCascades', 'no two agents that do not talk share a delegator or a store'],
    ['collusion', 'no monitor watches an agent'],
  ];
  it.each(reasons)('%s is told: %s', (name, why) => {
    expect(idleFactors(at(bare, name))).toEqual([`The factor ${name} changes nothing in agentic: ${why}.`]);
  });

  it.each(reasons)('%s is not, where it changes something', (name) => {
    expect(idleFactors(at(full, name))).toEqual([]);
  });

  it('is told by model: what no worlds have, and what nobody detects', () => {
    expect(idleFactors(at(full, 'nonDeterminism'))).toEqual([]);
    expect(idleFactors(at(full, 'nonDeterminism', 'exact'))).toHaveLength(1);
    expect(idleFactors(at(full, 'nonDeterminism', 'worst-case'))).toHaveLength(1);
    expect(idleFactors(at(full, 'collusion', 'sir'))).toEqual([
      'The factor collusion changes nothing in sir: nobody detects there.',
    ]);
  });
});

describe('what is assumed', () => {
  it('says who is not supervised', () => {
    expect(at(full, 'autonomy').assumptions).toContain('Nobody supervises a, c: autonomy does not hold them back.');
  });

  it('says how many relations a factor added', () => {
    expect(at(full, 'dynamicIdentity').assumptions).toContain(
      'dynamicIdentity adds 2 relations for credentials that go along with tasks.',
    );
  });

  it('says which controls are taken to work on prompts because nothing says otherwise', () => {
    const { assumptions } = compile(full, { settings: { ...defaultSettings, attacker: 'tuned' } });
    expect(assumptions.filter((text) => text.includes('filter'))).toHaveLength(1);
    expect(assumptions.filter((text) => text.includes('gate'))).toEqual([]);
    expect(compile(full).assumptions.join()).not.toContain('tuned');
  });

  it('assumes nothing of a control that says it was trained on attacks', () => {
    const guards = [{ on: { from: 'a', to: 'b' }, effectiveness: known(0.9) }];
    const trained = ecosystem(
      [
        component('a', 'agent'),
        component('b', 'agent'),
        component('trained', 'control', { defence: 'red-teaming', guards }),
      ],
      [relation('a', 'messages', 'b')],
    );
    const { assumptions } = compile(trained, { settings: { ...defaultSettings, attacker: 'tuned' } });
    expect(assumptions.filter((text) => text.includes('trained'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { resolveTiers } from '../../src/compile/tiers.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import type { ModelTier } from '../../src/graph/kinds.ts';
import { component, ecosystem, relation } from './compile-one.ts';

const models = (...tiers: (ModelTier | null)[]) => tiers.map((tier, i) => component(`m${i}`, 'model', { tier }));
const id = (text: string): ComponentId => text as ComponentId;

describe('the tier of a component', () => {
  it('is that of its model', () => {
    const tiers = resolveTiers(
      ecosystem([component('a', 'agent', { model: 'm0' }), ...models('frontier', 'mid', 'mid')]),
    );
    expect([tiers.tierOf(id('a')), tiers.isAssumed(id('a'))]).toEqual(['frontier', false]);
    expect(tiers.modelOf.get(id('a'))).toBe('m0');
  });

  it('is that of the first model by id if it has several, in whatever order they were written', () => {
    const relations = [relation('a', 'infers', 'm1'), relation('a', 'infers', 'm0')];
    const tiers = resolveTiers(ecosystem([component('a', 'agent'), ...models('frontier', 'mid')], relations));
    expect(tiers.modelOf.get(id('a'))).toBe('m0');
  });

  it('is its own if it is a model', () => {
    const tiers = resolveTiers(ecosystem(models('frontier', 'mid', 'mid')));
    expect(tiers.tierOf(id('m0'))).toBe('frontier');
  });

  it('is the commonest of the file if it has none, said as assumed', () => {
    const tiers = resolveTiers(
      ecosystem([
        component('a', 'agent'),
        component('b', 'agent', { model: 'm3' }),
        ...models('frontier', 'frontier', 'mid', null),
      ]),
    );
    for (const name of ['a', 'b', 'm3']) {
      expect([tiers.tierOf(id(name)), tiers.isAssumed(id(name))]).toEqual(['frontier', true]);
    }
    expect(tiers.isAssumed(id('m0'))).toBe(false);
  });

  it('is the easier one in a tie, and mid if the file names none', () => {
    expect(resolveTiers(ecosystem(models('frontier', 'tuned-against'))).usual).toBe('tuned-against');
    expect(resolveTiers(ecosystem(models('frontier', 'mid'))).usual).toBe('mid');
    expect(resolveTiers(ecosystem(models(null))).usual).toBe('mid');
  });

  it('does not come from an infers relation to something that is no model', () => {
    const tiers = resolveTiers(
      ecosystem([component('a', 'agent'), component('t', 'tool')], [relation('a', 'infers', 't')]),
    );
    expect(tiers.modelOf.has(id('a'))).toBe(false);
  });
});

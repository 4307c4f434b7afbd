import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import type { CompiledScenario } from '../../../src/compile/compiled.ts';
import { type FactorName, noFactors } from '../../../src/compile/factors/factors.ts';
import { worstCase } from '../../../src/engine/worst-case.ts';
import { meanOf } from '../../../src/graph/belief.ts';
import { engineWorlds } from '../../oracles/engine-worlds.ts';
import { anyCase, compileCase, crowdedCase, type RandomCase } from '../../oracles/random-ecosystem.ts';
import { offByName, officeCase, withFactor } from '../../oracles/random-factors.ts';

const models = ['independent-cascade', 'si', 'worst-case', 'agentic'] as const;
const monotone = officeCase(
  anyCase({ relations: ['monitors', 'spawns'], threats: ['denial-of-service'], uncertainty: true }),
);

const reachedIn = (scenario: CompiledScenario): readonly boolean[][] =>
  scenario.model === 'worst-case'
    ? [Array.from(worstCase(scenario).reached, (worlds) => worlds > 0)]
    : engineWorlds(scenario, seedOf(9), 0, 1).map(({ firstRound }) => firstRound.map((round) => round !== null));

const strengths = fc.constantFrom([0, 0.3] as const, [0, 1] as const, [0.3, 0.6] as const, [0.6, 1] as const);

describe('more of a factor', () => {
  const growing = ['autonomy', 'noTrustBoundary', 'dynamicIdentity', 'goalCascades'] as const;

  it.each(growing)('%s never keeps a world from reaching whom it reached', (name) => {
    let grown = 0;
    fc.assert(
      fc.property(monotone, fc.constantFrom(...models), strengths, (random, model, [low, high]) => {
        const at = (strength: number) => reachedIn(compileCase(withFactor(random, name, strength), model).compiled);
        const [less, more] = [at(low), at(high)];
        for (const [world, reached] of less.entries()) {
          expect(reached.flatMap((was, v) => (was && !more[world]?.[v] ? [v] : []))).toEqual([]);
          if (more[world]?.some((is, v) => is && !reached[v])) grown++;
        }
      }),
      { seed: 11, numRuns: 120 },
    );
    expect(grown).toBeGreaterThan(20);
  });

  it('delegationChains never weakens a chain, nor takes one away', () => {
    const trustsAt = (random: RandomCase, strength: number): ReadonlyMap<string, number> => {
      const { expanded } = compileCase(withFactor(random, 'delegationChains', strength), 'agentic');
      const added = [...(expanded.factors?.additions.values() ?? [])];
      return new Map(added.map(({ relation }) => [relation.id, meanOf(relation.trust.along)]));
    };
    let chains = 0;
    fc.assert(
      fc.property(monotone, strengths, (random, [low, high]) => {
        const more = trustsAt(random, high);
        for (const [id, trust] of trustsAt(random, low)) {
          chains++;
          expect(more.get(id)).toBeGreaterThanOrEqual(trust);
        }
      }),
      { seed: 12, numRuns: 100 },
    );
    expect(chains).toBeGreaterThan(100);
  });
});

describe('a factor at the strength that means off', () => {
  const cases = fc.oneof(officeCase(anyCase()), crowdedCase);

  it.each(offByName)('%s compiles to what there is without it, array for array', (_, factors) => {
    fc.assert(
      fc.property(cases, fc.constantFrom('agentic' as const, 'sir' as const), (random, model) => {
        const { scenario } = random;
        expect(scenario.settings.factors).toBe(noFactors);
        const without = compileCase(random, model);
        expect(without.expanded.factors).toBeUndefined();
        expect([without.compiled.arcs.factors, without.compiled.components.colludes]).toEqual([null, null]);
        const off = { ...random, scenario: { ...scenario, settings: { ...scenario.settings, factors } } };
        const { compiled, arcs, assumptions } = compileCase(off, model);
        expect([compiled, arcs, assumptions]).toEqual([without.compiled, without.arcs, without.assumptions]);
      }),
      { seed: 13, numRuns: 20 },
    );
  });

  it('and any other keeps the draws of every arc that was there', () => {
    const adding = fc.constantFrom<FactorName>('dynamicIdentity', 'delegationChains', 'goalCascades');
    fc.assert(
      fc.property(cases, adding, (random, name) => {
        const keysAt = (strength: number): string[] =>
          compileCase(withFactor(random, name, strength), 'agentic').arcs.map(
            ({ id, key }) => `${id} ${key.high} ${key.low}`,
          );
        const on = new Set(keysAt(0.5));
        expect(keysAt(0).filter((key) => !on.has(key))).toEqual([]);
      }),
      { seed: 14, numRuns: 60 },
    );
  });
});

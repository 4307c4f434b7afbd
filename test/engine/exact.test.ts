import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { seedOf } from '../../src/base/random.ts';
import { type CompiledScenario, effects } from '../../src/compile/compiled.ts';
import { type ExactAnswer, exactAnswer } from '../../src/engine/exact.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { known } from '../../src/graph/belief.ts';
import { bruteForce } from '../oracles/brute-force.ts';
import { anyCase, compileCase, type RandomCase } from '../oracles/random-ecosystem.ts';
import { renamed } from '../oracles/renamed.ts';
import { compileSmall } from './small-system.ts';

const setsOf = ({ outcomes }: ExactAnswer): Map<string, number> =>
  new Map(outcomes.map(({ reached, probability }) => [reached.join(), probability]));

/** By component: probability of being reached. */
function marginalsOf({ outcomes }: ExactAnswer, { components }: CompiledScenario): Float64Array {
  const marginal = new Float64Array(components.count);
  for (const { reached, probability } of outcomes) for (const v of reached) (marginal[v] as number) += probability;
  return marginal;
}

const certain = anyCase({ uncertainty: true, groups: true }).filter(({ scenario }) => scenario.entry !== 'random');
const compileExact = (random: RandomCase): CompiledScenario => compileCase(random, 'exact').compiled;

describe('the exact answer', () => {
  it('is what enumeration gives: sets, disabled, disclosed, affected, with controls and common causes', () => {
    const powers = { guarded: 0, shared: 0, disabling: 0, big: 0 };
    fc.assert(
      fc.property(certain, (random) => {
        const compiled = compileExact(random);
        const slow = bruteForce(compiled, 30_000);
        fc.pre(slow !== undefined && compiled.arcs.count > 0);
        const answer = exactAnswer(compiled);
        const fast = setsOf(answer);
        expect([...fast.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        for (const set of new Set([...slow.sets.keys(), ...fast.keys()])) {
          expect(fast.get(set) ?? 0).toBeCloseTo(slow.sets.get(set) ?? 0, 12);
        }
        for (const beside of ['disabled', 'disclosed', 'affected'] as const) {
          for (const [v, p] of slow[beside].entries()) expect(answer[beside][v]).toBeCloseTo(p, 12);
        }
        if (compiled.guards.count > 0) powers.guarded++;
        if (compiled.arcs.sharedLow.length > 0) powers.shared++;
        if (compiled.arcs.effect.includes(effects.disable)) powers.disabling++;
        if (fast.size > 4) powers.big++;
      }),
      { seed: 11, numRuns: 150 },
    );
    expect(Math.min(...Object.values(powers))).toBeGreaterThan(10);
  });

  it('of a monoculture: both with (1 - m^2) p q + m^2 min(p, q), and disabling by class apart', () => {
    const [m, p, q] = [0.6, 0.5, 0.3];
    const { compiled, expanded } = compileSmall({
      components: { e: 'agent', b: 'agent', c: 'agent', llm: 'model' },
      relations: [
        ['e', 'delegates', 'b', { p }],
        ['e', 'delegates', 'c', { p: q }],
        ['b', 'infers', 'llm', { p: 0 }],
        ['c', 'infers', 'llm', { p: 0 }],
      ],
      entry: ['e'],
      settings: { monoculture: known(m) },
      model: 'exact',
    });
    const all = ['b', 'c', 'e'].map((id) => expanded.nodes.findIndex((node) => node.id === id)).join();
    expect(setsOf(exactAnswer(compiled)).get(all)).toBeCloseTo((1 - m * m) * p * q + m * m * q, 14);
  });

  it('is what simulation approaches: every component, and the whole distribution of sizes', () => {
    const worlds = 20_000;
    let compared = 0;
    const compare = (seen: number, expected: number): void => {
      const p = Math.min(1, Math.max(0, expected));
      // Fewer than ten cases are no normal distribution.
      if (p > 0 && p < 1 && Math.min(p, 1 - p) * worlds < 10) return;
      expect(seen / worlds).toBeWithinStandardErrors(p, { worlds, errors: 4.5 });
      compared++;
    };
    fc.assert(
      fc.property(certain, (random) => {
        const compiled = compileExact(random);
        const answer = exactAnswer(compiled);
        fc.pre(answer.outcomes.length > 3);
        const shard = { fromWorld: 0, toWorld: worlds };
        const tally = runShard({ ...compiled, model: 'independent-cascade' }, seedOf(13), shard);
        const sizes = new Float64Array((tally.sizes[0] as number) + 1);
        const entries = (compiled.entry as Uint32Array).length;
        for (const { reached, probability } of answer.outcomes)
          (sizes[reached.length - entries] as number) += probability;
        for (const [v, p] of marginalsOf(answer, compiled).entries()) compare(tally.reached[v] as number, p);
        for (const [size, p] of sizes.entries()) compare(tally.histograms.reached[0]?.[size] as number, p);
      }),
      { seed: 14, numRuns: 40, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('does not depend on how components are called', () => {
    fc.assert(
      fc.property(certain, (random) => {
        const answers = [random, renamed(random)].map((drawn) => {
          const compiled = compileExact(drawn);
          return marginalsOf(exactAnswer(compiled), compiled);
        });
        // Sums come in another order: the last digit may differ.
        for (const [v, p] of (answers[0] as Float64Array).entries()) expect(answers[1]?.[v]).toBeCloseTo(p, 13);
      }),
      { seed: 15, numRuns: 100 },
    );
  });

  it('refuses a random entry and what is too large, and says what to do instead', () => {
    const clique = (n: number): CompiledScenario => {
      const ids = Array.from({ length: n }, (_, i) => `n${String(i).padStart(2, '0')}`);
      return compileSmall({
        components: Object.fromEntries(ids.map((id) => [id, 'agent' as const])),
        relations: ids.slice(1).map((id, i) => [ids[i] as string, 'delegates', id, { p: 0.5 }]),
        entry: ['n00'],
        model: 'exact',
      }).compiled;
    };
    expect(exactAnswer(clique(26)).outcomes).toHaveLength(26);
    expect(() => exactAnswer(clique(27))).toThrow(InvalidInputError);
    expect(() => exactAnswer(clique(27))).toThrow(/27 components.*independent-cascade/);
    expect(() => exactAnswer({ ...clique(3), entry: 'random' })).toThrow(/random entry/);
  });

  it('refuses a system whose arcs can turn out in too many ways, instead of running for minutes', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `n${String(i).padStart(2, '0')}`);
    const { compiled } = compileSmall({
      components: Object.fromEntries(ids.map((id) => [id, 'agent' as const])),
      relations: ids.flatMap((from) =>
        ids
          .filter((to) => to !== from)
          .map((to): [string, 'delegates', string, { p: number }] => [from, 'delegates', to, { p: 0.1 }]),
      ),
      entry: ['n00'],
      model: 'exact',
    });
    expect(() => exactAnswer(compiled)).toThrow(/10,000,000 ways.*independent-cascade/s);
  }, 60_000);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { seedOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { worstCase } from '../../src/engine/worst-case.ts';
import { type Belief, known } from '../../src/graph/belief.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';
import { runSmall, type SmallSystem } from './small-system.ts';

/** Above 0 for some value that the author holds possible. */
const canBeAboveZero = (belief: Belief): boolean =>
  belief.form === 'number' ? belief.value > 0 : belief.form === 'range' ? belief.high > 0 : true;
const isSurelyOne = (belief: Belief): boolean =>
  belief.form === 'number' ? belief.value === 1 : belief.form === 'range' && belief.low === 1;

/** Every arc that can pass always passes, every control that can miss always misses. */
function atTheirWorst(scenario: CompiledScenario): CompiledScenario {
  const { arcs, guards, parameters } = scenario;
  // Positions of two beliefs more: 0 and 1.
  const at = parameters.beliefs.length;
  const lowest = (column: Uint32Array): Uint32Array =>
    column.map((position) => at + (isSurelyOne(parameters.beliefs[position] as Belief) ? 1 : 0));
  const highest = (column: Uint32Array): Uint32Array =>
    column.map((position) => at + (canBeAboveZero(parameters.beliefs[position] as Belief) ? 1 : 0));
  return {
    ...scenario,
    arcs: {
      ...arcs,
      channel: highest(arcs.channel),
      trust: highest(arcs.trust),
      hardening: lowest(arcs.hardening),
    },
    guards: { ...guards, effectiveness: lowest(guards.effectiveness) },
    parameters: {
      beliefs: [...parameters.beliefs, known(0), known(1)],
      keyLow: new Uint32Array(at + 2),
      keyHigh: new Uint32Array(at + 2),
      uncertain: false,
    },
  };
}

describe('the worst case', () => {
  it('is independent cascade with every probability 1: sets, rounds, credit and what lies beside', () => {
    let reached = 0;
    fc.assert(
      fc.property(anyCase(), (random) => {
        const { scenario } = random;
        if (scenario.entry === 'random') return;
        const worst = worstCase(compileCase(random, 'worst-case').compiled);
        const cascade = compileCase(random, 'independent-cascade').compiled;
        const certain = runShard(atTheirWorst(cascade), seedOf(1), { fromWorld: 0, toWorld: 1 });
        expect(worst).toEqual(certain);
        reached += worst.histograms.reached[0]?.indexOf(1) as number;
      }),
      { seed: 5, numRuns: 400 },
    );
    expect(reached).toBeGreaterThan(200);
  });

  it.each(['linear-threshold', 'si', 'sis', 'sir', 'seir'] as const)(
    'holds everything that %s ever reaches',
    (model) => {
      let [equal, less] = [0, 0];
      fc.assert(
        fc.property(anyCase(), (random) => {
          if (random.scenario.entry === 'random') return;
          const worst = worstCase(compileCase(random, 'worst-case').compiled).reached;
          const { reached } = runShard(compileCase(random, model).compiled, seedOf(1), { fromWorld: 0, toWorld: 64 });
          for (const [v, worlds] of reached.entries()) {
            if (worlds > 0) expect(worst[v]).toBe(1);
            if (worlds > 0) equal++;
            else if (worst[v] === 1) less++;
          }
        }),
        { seed: 6, numRuns: 100 },
      );
      expect(Math.min(equal, less)).toBeGreaterThan(10);
    },
  );

  const chain: SmallSystem = {
    components: { a: 'agent', b: 'agent', c: 'agent', d: 'agent', k: 'control' },
    relations: [
      ['a', 'delegates', 'b', { p: 1e-9 }],
      ['b', 'delegates', 'c'],
      ['c', 'delegates', 'd', { p: 0 }],
      ['k', 'guards', 'c', { effectiveness: known(1) }],
    ],
    entry: ['a'],
    model: 'worst-case',
  };
  const names = (system: SmallSystem): string[] => {
    const { compilation } = runSmall({ ...system, model: 'independent-cascade' });
    const tally = worstCase(compilation.compiled);
    return compilation.expanded.nodes.flatMap(({ id }, v) => (tally.reached[v] === 1 ? [id] : []));
  };

  it('follows what is improbable, not what is impossible or surely stopped', () => {
    expect(names(chain)).toEqual(['a', 'b']);
  });

  it('does not count on a control that is an entry point, or is off', () => {
    expect(names({ ...chain, entry: ['a', 'k'] })).toEqual(['a', 'b', 'c', 'k']);
    expect(names({ ...chain, controlOff: 'k' })).toEqual(['a', 'b', 'c']);
  });

  it('needs an entry that has a name', () => {
    const { compilation } = runSmall({ ...chain, model: 'independent-cascade' });
    expect(() => worstCase({ ...compilation.compiled, entry: 'random' })).toThrow(InvalidInputError);
  });
});

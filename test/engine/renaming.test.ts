import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { anyCase, compileCase } from '../oracles/random-ecosystem.ts';
import { renamed } from '../oracles/renamed.ts';

const models = ['agentic', 'independent-cascade', 'linear-threshold', 'seir'] as const;

describe.each(models)('other names for the same components in %s', (model) => {
  it('give other draws, and the same results within their errors', () => {
    const worlds = 10_000;
    let compared = 0;
    let different = 0;
    fc.assert(
      fc.property(anyCase({ uncertainty: true }), (random) => {
        const [one, two] = [random, renamed(random)].map((drawn) =>
          runShard(compileCase(drawn, model).compiled, seedOf(21), { fromWorld: 0, toWorld: worlds }),
        );
        for (const [v, count] of (one?.reached ?? new Float64Array()).entries()) {
          const p = (count + (two?.reached[v] as number)) / (2 * worlds);
          if (Math.min(p, 1 - p) * worlds < 10) continue;
          compared++;
          if (count !== two?.reached[v]) different++;
          const difference = (count - (two?.reached[v] as number)) / worlds;
          expect(difference).toBeWithinStandardErrorsOf(0, {
            standardError: Math.sqrt((2 * p * (1 - p)) / worlds),
            errors: 4.5,
          });
        }
      }),
      { seed: 22, numRuns: 60, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(50);
    expect(different).toBeGreaterThan(0.8 * compared);
  });
});

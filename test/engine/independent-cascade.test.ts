import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { NONE } from '../../src/compile/compiled.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { anyCase, compileCase, type RandomCase } from '../oracles/random-ecosystem.ts';

describe('agentic and independent cascade', () => {
  const alike = anyCase({
    relations: ['monitors', 'spawns'],
    threats: ['denial-of-service'],
    rates: true,
    controlsThatFall: true,
  });

  it('reach the same sets bit for bit where nothing depends on time', () => {
    let guarded = 0;
    let shared = 0;
    let dormant = 0;
    fc.assert(
      fc.property(alike, fc.nat(1000), (random, seed) => {
        const probe = compileCase(random, 'agentic').compiled;
        const latencies = probe.components.latencyRounds.reduce((sum, rounds) => sum + rounds, 0);
        const settings = {
          ...random.scenario.settings,
          retries: 'correlated' as const,
          horizonRounds: Math.max(1, probe.components.count + latencies),
        };
        const timeless: RandomCase = { ...random, scenario: { ...random.scenario, settings } };
        const [slow, fast] = (['agentic', 'independent-cascade'] as const).map((model) =>
          engineWorlds(compileCase(timeless, model).compiled, seedOf(seed), 0, 2).map(({ firstRound }) =>
            firstRound.map((round) => round !== null),
          ),
        );
        expect(slow).toEqual(fast);
        guarded += Math.min(1, probe.guards.count);
        shared += probe.arcs.shared.some((cause) => cause !== NONE) ? 1 : 0;
        dormant += Math.min(1, latencies);
      }),
      { seed: 4, numRuns: 500 },
    );
    expect(Math.min(guarded, shared, dormant)).toBeGreaterThan(30);
  });
});

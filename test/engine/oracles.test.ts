import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import type { CompiledScenario } from '../../src/compile/compiled.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import type { Tally } from '../../src/engine/tally.ts';
import { agenticWorld, type Rule, rules } from '../oracles/agentic-oracle.ts';
import { cascadeWorld, linearThresholdWorld } from '../oracles/cascade-oracle.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { type EpidemicRule, epidemicRules, epidemicWorld } from '../oracles/epidemic-oracle.ts';
import { anyCase, compileCase, crowdedCase } from '../oracles/random-ecosystem.ts';
import { blocksOf, tallyOf } from '../oracles/tally-oracle.ts';
import { entriesOfWorld, type WorldDraws, worldDraws } from '../oracles/world-draws.ts';
import type { WorldOutcome } from '../oracles/world-outcome.ts';

type Oracle = (scenario: CompiledScenario, draws: WorldDraws, entries: readonly number[]) => WorldOutcome;

function oracleWorlds(scenario: CompiledScenario, seed: number, from: number, to: number, oracle: Oracle) {
  const drawsOf = worldDraws(scenario, seedOf(seed));
  return Array.from({ length: to - from }, (_, i) =>
    oracle(scenario, drawsOf(from + i), entriesOfWorld(scenario, seedOf(seed), from + i)),
  );
}

/** The tally that the definitions give, block sums included where inputs are uncertain. */
function slowTally(scenario: CompiledScenario, seed: number, worlds: number, oracle: Oracle): Tally {
  const outcomes = oracleWorlds(scenario, seed, 0, worlds, oracle);
  return {
    ...tallyOf(scenario, outcomes),
    blocks: scenario.parameters.uncertain ? blocksOf(scenario, outcomes) : null,
  };
}

const oftenAny = fc.oneof({ weight: 5, arbitrary: anyCase() }, { weight: 1, arbitrary: crowdedCase });

describe('agentic, against one world at a time', () => {
  const seen = new Map<Rule, number>();
  const count = (rule: Rule): void => {
    seen.set(rule, (seen.get(rule) ?? 0) + 1);
  };

  it('gives every world of a random system the fate that the rules give it, bit for bit', () => {
    fc.assert(
      fc.property(oftenAny, fc.nat(1000), (random, seed) => {
        const { compiled } = compileCase(random, 'agentic');
        const slow = oracleWorlds(compiled, seed, 32, 64, (scenario, draws, entries) =>
          agenticWorld(scenario, draws, entries, count),
        );
        expect(engineWorlds(compiled, seedOf(seed), 1, 1)).toEqual(slow);
      }),
      { seed: 20261124, numRuns: 1000 },
    );
  });

  it('had every rule come into play there, at least fifty times', () => {
    const rare = rules.map((rule) => [rule, seen.get(rule) ?? 0] as const).filter(([, times]) => times < 50);
    expect(rare).toEqual([]);
  });

  it('adds the worlds up to the tally that their definitions give, with the last block cut', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(1000), fc.integer({ min: 1, max: 70 }), (random, seed, worlds) => {
        const { compiled } = compileCase(random, 'agentic');
        const slow = slowTally(compiled, seed, worlds, agenticWorld);
        expect(runShard(compiled, seedOf(seed), { fromWorld: 0, toWorld: worlds })).toEqual(slow);
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});

const liveEdges = [
  ['independent-cascade', cascadeWorld],
  ['linear-threshold', linearThresholdWorld],
] as const;

describe.each(liveEdges)('%s, against live edges', (model, oracle) => {
  it('gives every world of a random system the fate that its live arcs give it, bit for bit', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(1000), (random, seed) => {
        const { compiled } = compileCase(random, model);
        const slow = oracleWorlds(compiled, seed, 32, 96, oracle);
        expect(engineWorlds(compiled, seedOf(seed), 1, 2)).toEqual(slow);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('adds the worlds up to the tally that their definitions give, with the last block cut', () => {
    fc.assert(
      fc.property(anyCase(), fc.nat(1000), fc.integer({ min: 1, max: 70 }), (random, seed, worlds) => {
        const { compiled } = compileCase(random, model);
        const slow = slowTally(compiled, seed, worlds, oracle);
        expect(runShard(compiled, seedOf(seed), { fromWorld: 0, toWorld: worlds })).toEqual(slow);
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});

describe('the epidemics, against one world at a time', () => {
  const seen = new Map<EpidemicRule, number>();
  const count = (rule: EpidemicRule): void => {
    seen.set(rule, (seen.get(rule) ?? 0) + 1);
  };
  const epidemics = ['si', 'sis', 'sir', 'seir'] as const;

  it.each(epidemics)(
    '%s gives every world of a random system the fate that the rules give it, bit for bit',
    (model) => {
      fc.assert(
        fc.property(anyCase(), fc.nat(1000), (random, seed) => {
          const { compiled } = compileCase(random, model);
          const slow = oracleWorlds(compiled, seed, 32, 64, (scenario, draws, entries) =>
            epidemicWorld(scenario, draws, entries, count),
          );
          expect(engineWorlds(compiled, seedOf(seed), 1, 1)).toEqual(slow);
        }),
        { seed: 5, numRuns: 200 },
      );
    },
  );

  it('had every rule come into play there, at least fifty times', () => {
    const rare = epidemicRules.map((rule) => [rule, seen.get(rule) ?? 0] as const).filter(([, times]) => times < 50);
    expect(rare).toEqual([]);
  });

  it.each(epidemics)('%s adds the worlds up to the tally that their definitions give', (model) => {
    fc.assert(
      fc.property(anyCase(), fc.nat(1000), fc.integer({ min: 1, max: 70 }), (random, seed, worlds) => {
        const { compiled } = compileCase(random, model);
        const slow = slowTally(compiled, seed, worlds, epidemicWorld);
        expect(runShard(compiled, seedOf(seed), { fromWorld: 0, toWorld: worlds })).toEqual(slow);
      }),
      { seed: 6, numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import type { CompiledScenario } from '../../../src/compile/compiled.ts';
import { laneModels } from '../../../src/engine/lanes/lane-models.ts';
import { LaneEngine, type LaneModelName } from '../../../src/engine/lanes/run-lanes.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import type { Tally } from '../../../src/engine/tally.ts';
import { anyCase, compileCase, crowdedCase } from '../../oracles/random-ecosystem.ts';
import { wasmModule } from '../wasm-module.ts';

const engine = new LaneEngine(wasmModule());
const lanes = (scenario: CompiledScenario, seed: number, fromWorld: number, toWorld: number): Tally => {
  const [tally] = engine.run([scenario], seedOf(seed), { fromWorld, toWorld });
  return tally as Tally;
};
const often = fc.oneof({ weight: 3, arbitrary: anyCase() }, { weight: 1, arbitrary: crowdedCase });
const names = Object.keys(laneModels) as LaneModelName[];

describe.each(names)('%s in WebAssembly', (model) => {
  it('adds up to the tally of its plain twin on random systems, whichever worlds are asked', () => {
    fc.assert(
      fc.property(often, fc.nat(1000), fc.nat(5), fc.integer({ min: 1, max: 300 }), (random, seed, block, worlds) => {
        const { compiled } = compileCase(random, model);
        const shard = { fromWorld: block * 32, toWorld: block * 32 + worlds };
        expect(lanes(compiled, seed, shard.fromWorld, shard.toWorld)).toEqual(runShard(compiled, seedOf(seed), shard));
      }),
      { seed: 20261123, numRuns: 150 },
    );
  });

  it('gives scenarios that run side by side, sharing their draws, what each has alone', () => {
    fc.assert(
      fc.property(often, fc.nat(1000), (random, seed) => {
        const { compiled } = compileCase(random, model);
        const others = Array.from({ length: Math.min(4, compiled.components.count) }, (_, v) => ({
          ...compiled,
          entry: Uint32Array.of(v),
        }));
        const all = [compiled, ...others];
        const shard = { fromWorld: 32, toWorld: 260 };
        expect(engine.run(all, seedOf(seed), shard)).toEqual(
          all.map((scenario) => runShard(scenario, seedOf(seed), shard)),
        );
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });
});

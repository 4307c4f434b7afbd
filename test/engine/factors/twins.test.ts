import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import { laneModels } from '../../../src/engine/lanes/lane-models.ts';
import { LaneEngine, type LaneModelName } from '../../../src/engine/lanes/run-lanes.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import { agenticWorld } from '../../oracles/agentic-oracle.ts';
import { engineWorlds } from '../../oracles/engine-worlds.ts';
import { anyCase, compileCase, crowdedCase } from '../../oracles/random-ecosystem.ts';
import { officeCase, withFactors } from '../../oracles/random-factors.ts';
import { entriesOfWorld, worldDraws } from '../../oracles/world-draws.ts';
import { wasmModule } from '../wasm-module.ts';

const engine = new LaneEngine(wasmModule());
const cases = withFactors(fc.oneof(officeCase(anyCase()), crowdedCase));

describe('random systems with factors', () => {
  it.each(Object.keys(laneModels) as LaneModelName[])(
    '%s: WebAssembly and plain kernels agree bit for bit',
    (model) => {
      const seen = { arcs: 0, controls: 0, collusion: 0 };
      fc.assert(
        fc.property(cases, fc.nat(1000), fc.integer({ min: 1, max: 300 }), (random, seed, worlds) => {
          const { compiled } = compileCase(random, model);
          if (compiled.arcs.factors !== null) seen.arcs++;
          if (compiled.guards.stopsAtMostHalf !== null) seen.controls++;
          if (compiled.components.colludes !== null) seen.collusion++;
          const shard = { fromWorld: 32, toWorld: 32 + worlds };
          const others = [0, 1, 2].map((v) => ({ ...compiled, entry: Uint32Array.of(v % compiled.components.count) }));
          const all = [compiled, ...others].slice(0, 1 + 3 * (seed % 2));
          expect(engine.run(all, seedOf(seed), shard)).toEqual(
            all.map((scenario) => runShard(scenario, seedOf(seed), shard)),
          );
        }),
        { seed: 20261123, numRuns: 80 },
      );
      expect(seen.arcs).toBeGreaterThan(20);
      expect(seen.controls).toBeGreaterThan(3);
      expect(seen.collusion).toBeGreaterThan(model === 'agentic' ? 20 : -1);
    },
  );

  it('agentic gives every world the fate that the rules give it, one world at a time', () => {
    let hidden = 0;
    fc.assert(
      fc.property(cases, fc.nat(1000), (random, seed) => {
        const { compiled } = compileCase(random, 'agentic');
        const drawsOf = worldDraws(compiled, seedOf(seed));
        const worlds = Array.from({ length: 32 }, (_, i) => 32 + i);
        const slow = worlds.map((world) =>
          agenticWorld(compiled, drawsOf(world), entriesOfWorld(compiled, seedOf(seed), world)),
        );
        const fast = engineWorlds(compiled, seedOf(seed), 1, 1);
        expect(fast).toEqual(slow);
        const open = { ...compiled, components: { ...compiled.components, colludes: null } };
        if (JSON.stringify(engineWorlds(open, seedOf(seed), 1, 1)) !== JSON.stringify(fast)) hidden++;
      }),
      { seed: 7, numRuns: 200 },
    );
    // Collusion made a difference in so many of them.
    expect(hidden).toBeGreaterThan(10);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOf, seedOf } from '../../../src/base/random.ts';
import { compileRaw, prepareRawGraph } from '../../../src/compile/raw-graph.ts';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { laneModels } from '../../../src/engine/lanes/lane-models.ts';
import { LaneEngine, type LaneModelName } from '../../../src/engine/lanes/run-lanes.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import { openKernels } from '../../../src/engine/wasm/kernel-module.ts';
import { known } from '../../../src/graph/belief.ts';
import { anyRawGraph, rawGraph } from '../skip/small-raw-graph.ts';
import { wasmModule } from '../wasm-module.ts';

const engine = new LaneEngine(wasmModule());
const names = Object.keys(laneModels) as LaneModelName[];

describe.each(names)('%s on a raw graph, whose arcs are read in place', (model) => {
  it('adds up to the tally of its plain twin, for entries alone, together and random', () => {
    fc.assert(
      fc.property(anyRawGraph, fc.nat(100), fc.integer({ min: 1, max: 200 }), fc.nat(), (graph, seed, worlds, at) => {
        const v = at % graph.nodes.count;
        const together = [...new Set([v, (at >>> 3) % graph.nodes.count])].sort((a, b) => a - b);
        const prepared = prepareRawGraph(graph);
        const shard = { fromWorld: 0, toWorld: worlds };
        const scenarios = ([[v], together, 'random'] as const).map((entry) =>
          compileRaw(`${entry}`, prepared, model, entry, { ...defaultSettings, horizonRounds: 20 }),
        );
        expect(engine.run(scenarios, seedOf(seed), shard)).toEqual(
          scenarios.map((scenario) => runShard(scenario, seedOf(seed), shard)),
        );
      }),
      { seed: 20261123, numRuns: 100 },
    );
  });
});

describe('an engine that is asked again about the same arcs', () => {
  const graph = rawGraph(3, [
    [0, 1, chanceOf(0.5)],
    [1, 2, chanceOf(0.5)],
  ]);
  const prepared = prepareRawGraph(graph);
  const shard = { fromWorld: 0, toWorld: 256 };
  const sir = (recovery: number, horizonRounds: number) =>
    compileRaw('sir', prepared, 'sir', [0], { ...defaultSettings, recovery: known(recovery), horizonRounds });

  it('answers by the settings of each question, not by those of the first', () => {
    for (const scenario of [sir(0.1, 20), sir(0.9, 20), sir(0.1, 3)]) {
      expect(engine.run([scenario], seedOf(1), shard)).toEqual([runShard(scenario, seedOf(1), shard)]);
    }
  });

  it('is not disturbed by another seed at work in the same memory', () => {
    const [one, other] = [new LaneEngine(wasmModule()), new LaneEngine(wasmModule())];
    one.run([sir(0.1, 20)], seedOf(1), shard);
    const kernels = openKernels(wasmModule(), graph.memory as WebAssembly.Memory);
    kernels.call('setSeed', 7, 7);
    const instance = openKernels(wasmModule(), graph.memory as WebAssembly.Memory);
    expect(instance.get('roundKeys')).not.toBe(kernels.get('roundKeys'));
    expect(other.run([sir(0.1, 20)], seedOf(2), shard)).toEqual([runShard(sir(0.1, 20), seedOf(2), shard)]);
  });
});

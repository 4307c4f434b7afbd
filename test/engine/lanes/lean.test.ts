import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import { compileRaw, prepareRawGraph } from '../../../src/compile/raw-graph.ts';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { laneModels } from '../../../src/engine/lanes/lane-models.ts';
import { LaneEngine, type LaneModelName } from '../../../src/engine/lanes/run-lanes.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import { anyRawGraph } from '../skip/small-raw-graph.ts';
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

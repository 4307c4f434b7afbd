import { LaneEngine, runsInLanes } from '../../src/engine/lanes/run-lanes.ts';
import type { ShardsInThread } from '../../src/engine/run-shards.ts';
import { runShard } from '../../src/engine/run-worlds.ts';
import { isCompiled } from '../../src/engine/skip/skip-scenario.ts';
import { engineOn, type Host } from './engine.ts';
import type { Engine } from './engine-api.ts';

/**
 * The engine with the kernels in WebAssembly, or with the plain ones where there are no bytes or no room for them: the
 * numbers are the same.
 */
export async function openEngine(kernels: Uint8Array<ArrayBuffer> | null, host: Omit<Host, 'run'>): Promise<Engine> {
  return engineOn({ ...host, run: shardsOf(await lanesOf(kernels)) });
}

async function lanesOf(kernels: Uint8Array<ArrayBuffer> | null): Promise<LaneEngine | null> {
  if (kernels === null) return null;
  try {
    // Asked for here, where its absence is no failure of a run yet: it takes address space, of which phones have little.
    new WebAssembly.Memory({ initial: 1, maximum: 65_536, shared: true });
    return new LaneEngine(await WebAssembly.compile(kernels));
  } catch {
    return null;
  }
}

const shardsOf =
  (lanes: LaneEngine | null): ShardsInThread =>
  (scenarios, seed, shard) => {
    const compiled = scenarios.filter(isCompiled);
    return lanes !== null && compiled.every(({ model }) => runsInLanes(model))
      ? lanes.run(compiled, seed, shard)
      : compiled.map((scenario) => runShard(scenario, seed, shard));
  };

import type { Seed } from '../base/random.ts';
import { LaneEngine, runsInLanes } from './lanes/run-lanes.ts';
import { runShard, type Shard } from './run-worlds.ts';
import { SkipEngine } from './skip/skip-engine.ts';
import { type EngineScenario, isCompiled, isSkip } from './skip/skip-scenario.ts';
import type { Tally } from './tally.ts';

/**
 * Runs the same worlds of scenarios of one compilation, which differ only in their entry points; a tally for each, in
 * their order.
 * @throws {RangeError} if the shard does not begin with a block, or the model does not run in worlds.
 */
export type ShardsInThread = (scenarios: readonly EngineScenario[], seed: Seed, shard: Shard) => Tally[];

/** The same somewhere, some time. */
export type RunShards = (scenarios: readonly EngineScenario[], seed: Seed, shard: Shard) => Promise<Tally[]>;

/**
 * One thread's kernels.
 * @param module - the compiled kernels; null for the plain ones, which give the same tallies
 */
export function openShards(module: WebAssembly.Module | null): ShardsInThread {
  const skip = new SkipEngine(module);
  const lanes = module === null ? null : new LaneEngine(module);
  return (scenarios, seed, shard) => {
    if (scenarios.every(isSkip)) return skip.run(scenarios, seed, shard);
    const compiled = scenarios.filter(isCompiled);
    return lanes !== null && compiled.every(({ model }) => runsInLanes(model))
      ? lanes.run(compiled, seed, shard)
      : compiled.map((scenario) => runShard(scenario, seed, shard));
  };
}

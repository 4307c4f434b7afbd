import type { Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { LaneEngine, runsInLanes } from './lanes/run-lanes.ts';
import { runShard, type Shard } from './run-worlds.ts';
import type { Tally } from './tally.ts';

/**
 * Runs the same worlds of scenarios of one compilation, which differ only in their entry points; a tally for each, in
 * their order.
 * @throws {RangeError} if the shard does not begin with a block, or the model does not run in worlds.
 */
export type ShardsInThread = (scenarios: readonly CompiledScenario[], seed: Seed, shard: Shard) => Tally[];

/** The same somewhere, some time. */
export type RunShards = (scenarios: readonly CompiledScenario[], seed: Seed, shard: Shard) => Promise<Tally[]>;

/** The plain kernels. */
export const runShards: ShardsInThread = (scenarios, seed, shard) =>
  scenarios.map((scenario) => runShard(scenario, seed, shard));

/**
 * One thread's kernels.
 * @param module - the compiled kernels; null for the plain ones, which give the same tallies
 */
export function openShards(module: WebAssembly.Module | null): ShardsInThread {
  if (module === null) return runShards;
  const engine = new LaneEngine(module);
  return (scenarios, seed, shard) =>
    scenarios.every(({ model }) => runsInLanes(model))
      ? engine.run(scenarios, seed, shard)
      : runShards(scenarios, seed, shard);
}

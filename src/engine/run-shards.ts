import type { Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { runShard, type Shard } from './run-worlds.ts';
import type { Tally } from './tally.ts';

/** Runs the same worlds of several scenarios of one compilation somewhere; a tally for each, in their order. */
export type RunShards = (scenarios: readonly CompiledScenario[], seed: Seed, shard: Shard) => Promise<Tally[]>;

/**
 * The same worlds of scenarios that differ only in their entry points, in this thread.
 * @throws {RangeError} if the shard does not begin with a block, or the model does not run in worlds.
 */
export const runShards = (scenarios: readonly CompiledScenario[], seed: Seed, shard: Shard): Tally[] =>
  scenarios.map((scenario) => runShard(scenario, seed, shard));

import { runShard } from '../src/engine/run-worlds.ts';
import type { Tally } from '../src/engine/tally.ts';
import { parseTask } from '../src/run/protocol.ts';

/** A thread of the pool: one message, one shard, one tally. */
export default function runTask(message: unknown): Tally {
  const { scenario, seed, shard } = parseTask(message);
  return runShard(scenario, seed, shard);
}

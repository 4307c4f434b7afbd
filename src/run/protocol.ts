import type { Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import type { Shard } from '../engine/run-worlds.ts';

/** Messages between the pool and its threads change together; a thread of another build must not answer. */
export const PROTOCOL_VERSION = 1;

/** One shard of one scenario. Typed arrays of the scenario lie in memory that all threads share. */
export type ShardTask = {
  readonly version: typeof PROTOCOL_VERSION;
  readonly scenario: CompiledScenario;
  readonly seed: Seed;
  readonly shard: Shard;
};

/** @throws {TypeError} if the message is not a task of this version. */
export function parseTask(message: unknown): ShardTask {
  const task = message as Partial<ShardTask> | null;
  if (typeof task !== 'object' || task === null || task.version !== PROTOCOL_VERSION) {
    throw new TypeError('a thread was sent a message of another version of blastradius');
  }
  return task as ShardTask;
}

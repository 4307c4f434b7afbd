import type { Seed } from '../base/random.ts';
import type { Shard } from '../engine/run-worlds.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';

/** Messages between the pool and its threads change together; a thread of another build must not answer. */
export const PROTOCOL_VERSION = 4;

/**
 * What a thread is given once, when it starts. Typed arrays of the scenarios lie in memory that all threads share,
 * and arrays that scenarios share they still share in the thread.
 */
export type ThreadData = {
  readonly version: typeof PROTOCOL_VERSION;
  readonly scenarios: readonly EngineScenario[];
  /** The compiled kernels; null for the plain ones. */
  readonly module: WebAssembly.Module | null;
  /** One shared counter of the threads that have loaded their code: see `close` of the pool. */
  readonly loaded: Int32Array;
};

/** The same shard of several scenarios, by their positions in {@link ThreadData}. */
export type ShardTask = {
  readonly version: typeof PROTOCOL_VERSION;
  readonly positions: readonly number[];
  readonly seed: Seed;
  readonly shard: Shard;
};

/** @throws {TypeError} if what the thread was given is not of this version. */
export const parseThreadData = (data: unknown): ThreadData => ofThisVersion<ThreadData>(data);

/** @throws {TypeError} if the message is not a task of this version. */
export const parseTask = (message: unknown): ShardTask => ofThisVersion<ShardTask>(message);

function ofThisVersion<T extends { readonly version: number }>(message: unknown): T {
  const versioned = message as Partial<T> | null;
  if (typeof versioned !== 'object' || versioned === null || versioned.version !== PROTOCOL_VERSION) {
    throw new TypeError('a thread was sent a message of another version of blastradius');
  }
  return versioned as T;
}

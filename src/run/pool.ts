import { setTimeout as after } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { openShards, type RunShards } from '../engine/run-shards.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';
import { kernelModule } from './kernel-module.ts';
import { PROTOCOL_VERSION, type ShardTask, type ThreadData } from './protocol.ts';
import { type TallyMessage, unpackTally } from './tally-message.ts';

/** Something that runs shards until it is closed. */
export type Runner = {
  readonly run: RunShards;
  /** Tasks that can be under way at once. */
  readonly threads: number;
  close(): Promise<void>;
};

/**
 * Threads over shared memory; with one thread, the calling one.
 * @param scenarios - all that will be asked for
 * @param module - the kernels; null for the plain ones
 */
export const openRunner = (
  threads: number,
  scenarios: readonly EngineScenario[],
  module: WebAssembly.Module | null = kernelModule(),
): Runner => (threads === 1 ? callingThread(module) : openPool(threads, scenarios, module));

/** Lets signals and timers through between shards. */
function callingThread(module: WebAssembly.Module | null): Runner {
  const runShards = openShards(module);
  const run: RunShards = async (scenarios, seed, shard) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    return runShards(scenarios, seed, shard);
  };
  return { run, threads: 1, close: async () => {} };
}

// One rule for source, build and installed package: the thread is beside this file, in the same language.
const isSource = import.meta.url.endsWith('.ts');
const threadFile = new URL(`../../workers/thread.${isSource ? 'ts' : 'js'}`, import.meta.url).href;

function openPool(threads: number, scenarios: readonly EngineScenario[], module: WebAssembly.Module | null): Runner {
  const loaded = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { version: PROTOCOL_VERSION, scenarios, module, loaded };
  const pool = new Piscina({
    filename: threadFile,
    minThreads: threads,
    maxThreads: threads,
    execArgv: isSource ? ['--import', 'tsx'] : [],
    workerData,
  });
  const { failing, hasFailed } = failureOf(pool);
  const positionOf = new Map(scenarios.map((scenario, position) => [scenario, position]));
  const run: RunShards = async (asked, seed, shard) => {
    const positions = asked.map((scenario) => positionOf.get(scenario) as number);
    const task: ShardTask = { version: PROTOCOL_VERSION, positions, seed, shard };
    const messages: readonly TallyMessage[] = await failing(pool.run(task));
    return messages.map(unpackTally);
  };
  // Node 20 aborts the whole process if a thread is ended while it links its modules.
  const close = async (): Promise<void> => {
    while (Atomics.load(loaded, 0) < threads && !hasFailed()) await after(2);
    await pool.destroy();
  };
  return { run, threads, close };
}

/**
 * A thread that cannot even start fails no task: without this its shard would be waited for in vain. Not Promise.race
 * with one long promise, which would keep the tallies of every shard until the pool is closed.
 */
function failureOf(pool: Piscina): { failing: <T>(task: Promise<T>) => Promise<T>; hasFailed: () => boolean } {
  const waiting = new Set<(error: Error) => void>();
  let failure: Error | undefined;
  pool.on('error', (error: Error) => {
    failure ??= error;
    for (const reject of waiting) reject(error);
  });
  const failing = <T>(task: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) reject(failure);
      waiting.add(reject);
      task.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  return { failing, hasFailed: () => failure !== undefined };
}

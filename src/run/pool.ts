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
  const workerData: ThreadData = { version: PROTOCOL_VERSION, scenarios, module };
  const pool = new Piscina({
    filename: threadFile,
    minThreads: threads,
    maxThreads: threads,
    execArgv: isSource ? ['--import', 'tsx'] : [],
    workerData,
  });
  const failing = failureOf(pool);
  const positionOf = new Map(scenarios.map((scenario, position) => [scenario, position]));
  const run: RunShards = async (asked, seed, shard) => {
    const positions = asked.map((scenario) => positionOf.get(scenario) as number);
    const task: ShardTask = { version: PROTOCOL_VERSION, positions, seed, shard };
    const messages: readonly TallyMessage[] = await failing(pool.run(task));
    return messages.map(unpackTally);
  };
  return { run, threads, close: () => pool.destroy() };
}

/**
 * A thread that cannot even start fails no task: without this its shard would be waited for in vain. Not Promise.race
 * with one long promise, which would keep the tallies of every shard until the pool is closed.
 */
function failureOf(pool: Piscina): <T>(task: Promise<T>) => Promise<T> {
  const waiting = new Set<(error: Error) => void>();
  let failure: Error | undefined;
  pool.on('error', (error: Error) => {
    failure ??= error;
    for (const reject of waiting) reject(error);
  });
  return (task) =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) reject(failure);
      waiting.add(reject);
      task.then(resolve, reject).finally(() => waiting.delete(reject));
    });
}

import { Piscina } from 'piscina';
import { oneThread, type RunWorlds } from '../engine/run-worlds.ts';
import { PROTOCOL_VERSION, type ShardTask } from './protocol.ts';

/** Something that runs shards until it is closed. */
export type Runner = {
  readonly run: RunWorlds;
  /** Shards that can be under way at once. */
  readonly threads: number;
  close(): Promise<void>;
};

/** Threads over shared memory; with one thread, the calling one. */
export const openRunner = (threads: number): Runner =>
  threads === 1 ? { run: yieldingThread, threads: 1, close: async () => {} } : openPool(threads);

/** Lets signals and timers through between shards. */
const yieldingThread: RunWorlds = async (scenario, seed, shard) => {
  await new Promise<void>((resolve) => setImmediate(resolve));
  return oneThread(scenario, seed, shard);
};

// One rule for source, build and installed package: the thread is beside this file, in the same language.
const isSource = import.meta.url.endsWith('.ts');
const threadFile = new URL(`../../workers/thread.${isSource ? 'ts' : 'js'}`, import.meta.url).href;

function openPool(threads: number): Runner {
  const pool = new Piscina({
    filename: threadFile,
    minThreads: threads,
    maxThreads: threads,
    execArgv: isSource ? ['--import', 'tsx'] : [],
  });
  // A thread that cannot even start fails no task: without this its shard would be waited for in vain.
  const broken = new Promise<never>((_, reject) => pool.on('error', reject));
  broken.catch(() => {});
  const run: RunWorlds = (scenario, seed, shard) => {
    const task: ShardTask = { version: PROTOCOL_VERSION, scenario, seed, shard };
    return Promise.race([pool.run(task), broken]);
  };
  return { run, threads, close: () => pool.destroy() };
}

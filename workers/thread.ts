import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { openShards } from '../src/engine/run-shards.ts';
import type { EngineScenario } from '../src/engine/skip/skip-scenario.ts';
import { parseTask, parseThreadData } from '../src/run/protocol.ts';
import { packTally, type TallyMessage } from '../src/run/tally-message.ts';

const { scenarios, module, loaded } = parseThreadData(workerData);
const runShards = openShards(module);
Atomics.add(loaded, 0, 1);

/** A thread of the pool: one message, one shard of some scenarios, their tallies, which move instead of being copied. */
export default function runTask(message: unknown): unknown {
  const { positions, seed, shard } = parseTask(message);
  const asked = positions.map((position) => scenarios[position] as EngineScenario);
  return moved(runShards(asked, seed, shard).map(packTally));
}

const moved = (messages: readonly TallyMessage[]): unknown =>
  move({ [transferableSymbol]: messages.map(({ buffer }) => buffer), [valueSymbol]: messages });

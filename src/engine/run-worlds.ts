import type { Seed } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import { BlockDraws } from './draws.ts';
import { entryMasks } from './entries.ts';
import { isSimulated, kernels } from './kernels.ts';
import { prepareRealise } from './realise.ts';
import { type BlockEnd, type OnReach, Recorder } from './recorder.ts';
import type { Tally } from './tally.ts';

export const WORLDS_PER_BLOCK = 32;

/** Worlds `fromWorld` up to, not including, `toWorld`; the first is the first of a block. */
export type Shard = { readonly fromWorld: number; readonly toWorld: number };

/** Runs a shard of a scenario's worlds somewhere; block sums of the tally count from the shard's first block. */
export type RunWorlds = (scenario: CompiledScenario, seed: Seed, shard: Shard) => Promise<Tally>;

export const oneThread: RunWorlds = async (scenario, seed, shard) => runShard(scenario, seed, shard);

/** @throws {RangeError} if the shard does not begin with a block, or the model does not run in worlds. */
export function runShard(scenario: CompiledScenario, seed: Seed, shard: Shard, onReach?: OnReach): Tally {
  const recorder = recorderOf(scenario, shard, onReach);
  runBlocks(scenario, seed, shard, recorder, (end) => recorder.leave(end));
  return recorder.tally;
}

/**
 * Runs a shard for whoever listens; what its worlds come to is not added up.
 * @throws {RangeError} if the shard does not begin with a block, or the model does not run in worlds.
 */
export function watchShard(scenario: CompiledScenario, seed: Seed, shard: Shard, onReach: OnReach): void {
  runBlocks(scenario, seed, shard, recorderOf(scenario, shard, onReach), () => undefined);
}

const firstBlockOf = ({ fromWorld }: Shard): number => fromWorld / WORLDS_PER_BLOCK;
const endBlockOf = ({ toWorld }: Shard): number => Math.ceil(toWorld / WORLDS_PER_BLOCK);

function recorderOf(scenario: CompiledScenario, shard: Shard, onReach: OnReach | undefined): Recorder {
  const { fromWorld } = shard;
  if (fromWorld % WORLDS_PER_BLOCK !== 0) throw new RangeError(`world ${fromWorld} does not begin a block`);
  return new Recorder(scenario, firstBlockOf(shard), endBlockOf(shard) - firstBlockOf(shard), onReach);
}

function runBlocks(
  scenario: CompiledScenario,
  seed: Seed,
  shard: Shard,
  recorder: Recorder,
  leave: (end: BlockEnd | null) => void,
): void {
  if (!isSimulated(scenario.model)) throw new RangeError(`${scenario.model} does not run in worlds`);
  const firstBlock = firstBlockOf(shard);
  const realise = prepareRealise(scenario, seed);
  const draws = new BlockDraws(scenario, seed, realise(firstBlock));
  const runBlock = kernels[scenario.model](scenario);
  const entriesOf = entryMasks(scenario, seed);
  for (let block = firstBlock; block < endBlockOf(shard); block++) {
    const entries = entriesOf(block);
    draws.enter(block, realise(block));
    recorder.enter(block, Math.min(WORLDS_PER_BLOCK, shard.toWorld - block * WORLDS_PER_BLOCK), entries);
    leave(runBlock(draws, recorder, entries));
  }
}

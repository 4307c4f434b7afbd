import type { Seed } from '../../base/random.ts';
import type { CompiledScenario } from '../../compile/compiled.ts';
import { entryMasks } from '../entries.ts';
import type { Shard } from '../run-worlds.ts';
import type { Tally } from '../tally.ts';
import { openKernels } from '../wasm/kernel-module.ts';
import { BLOCKS, LANES, LaneImage } from './image.ts';
import { laneModels } from './lane-models.ts';
import { LaneTally } from './lane-tally.ts';
import { LaneScratch } from './scratch.ts';

/** Models that run in WebAssembly, 128 worlds at once. */
export type LaneModelName = keyof typeof laneModels;
export const runsInLanes = (model: string): model is LaneModelName => Object.hasOwn(laneModels, model);

/**
 * Runs a shard of scenarios that differ in nothing but their entry points: the draws of a superblock are made once.
 * @returns a tally for each, the same bits as the plain kernels give
 */
export function runLanes(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scenarios: readonly CompiledScenario[],
  seed: Seed,
  { fromWorld, toWorld }: Shard,
): Tally[] {
  const [first] = scenarios;
  if (first === undefined || !runsInLanes(first.model)) throw new RangeError(`${first?.model} does not run in lanes`);
  const image = new LaneImage(openKernels(module, memory), first, seed);
  const scratch = new LaneScratch(image);
  const model = laneModels[first.model](image);
  const firstBlock = fromWorld / 32;
  const blocks = Math.ceil(toWorld / 32) - firstBlock;
  const runs = scenarios.map((scenario) => ({
    enterWorlds: prepareEntries(image, scenario, seed),
    tally: new LaneTally(image, scratch, scenario, firstBlock, blocks),
  }));
  for (let superblock = Math.floor(fromWorld / LANES); superblock * LANES < toWorld; superblock++) {
    const start = superblock * LANES;
    image.enter(superblock);
    for (const { enterWorlds, tally } of runs) {
      tally.enter(superblock, Math.max(0, fromWorld - start), Math.min(LANES, toWorld - start));
      enterWorlds(superblock);
      model.enter();
      for (let round = 1, isOver = false; !isOver; round++) {
        tally.enterRound(round);
        isOver = model.round(round);
        tally.leaveRound(round);
      }
      tally.leave(model.leave());
    }
  }
  return runs.map(({ tally }) => tally.finish());
}

/** Puts the entry points of a superblock in. */
function prepareEntries(image: LaneImage, scenario: CompiledScenario, seed: Seed): (superblock: number) => void {
  const { kernels, arena } = image;
  const masksOf = entryMasks(scenario, seed);
  const capacity = scenario.entry === 'random' ? LANES : scenario.entry.length;
  const components = arena.uint32(capacity);
  const masks = arena.int32(capacity * BLOCKS);
  return (superblock) => {
    const positions = new Map<number, number>();
    masks.fill(0);
    for (let block = 0; block < BLOCKS; block++) {
      for (const [v, mask] of masksOf(superblock * BLOCKS + block)) {
        const position = positions.get(v) ?? positions.size;
        positions.set(v, position);
        components[position] = v;
        masks[position * BLOCKS + block] = (masks[position * BLOCKS + block] as number) | mask;
      }
    }
    kernels.set('entries', positions.size);
    kernels.set('entryComponents', components.byteOffset);
    kernels.set('entryMasks', masks.byteOffset);
    kernels.call('enterWorlds');
  };
}

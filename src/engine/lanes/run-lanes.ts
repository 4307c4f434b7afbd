import { Arena } from '../../base/arena.ts';
import type { Seed } from '../../base/random.ts';
import type { CompiledScenario } from '../../compile/compiled.ts';
import { entryMasks } from '../entries.ts';
import type { Shard } from '../run-worlds.ts';
import type { Tally } from '../tally.ts';
import { type Kernels, openKernels } from '../wasm/kernel-module.ts';
import { BLOCKS, LANES, LaneImage } from './image.ts';
import { laneModels } from './lane-models.ts';
import { LaneCounts, LaneTally } from './lane-tally.ts';
import { LaneScratch } from './scratch.ts';

/** Models that run in WebAssembly, 128 worlds at once. */
export type LaneModelName = keyof typeof laneModels;
export const runsInLanes = (model: string): model is LaneModelName => Object.hasOwn(laneModels, model);

/** Beyond this, images that were not used last are given up. */
const MAX_IMAGE_BYTES = 2 ** 28;

/** One thread's engine of 128 lanes. It keeps what it prepared for a compilation: shards of it come again. */
export class LaneEngine {
  readonly #module: WebAssembly.Module;
  #kernels: Kernels | null = null;
  readonly #prepared = new Map<CompiledScenario['arcs'], PreparedLanes>();
  #seed: Seed | null = null;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /**
   * Runs a shard of scenarios that differ in nothing but their entry points: the draws of 128 worlds are made once.
   * @returns a tally for each, the same bits as the plain kernels give
   * @throws {RangeError} if the shard does not begin with a block of 32 worlds
   */
  run(scenarios: readonly CompiledScenario[], seed: Seed, shard: Shard): Tally[] {
    if (shard.fromWorld % 32 !== 0) throw new RangeError(`world ${shard.fromWorld} does not begin a block`);
    const [first] = scenarios;
    return first === undefined ? [] : this.#prepare(first, seed).run(scenarios, shard);
  }

  #prepare(scenario: CompiledScenario, seed: Seed): PreparedLanes {
    if (this.#seed?.low !== seed.low || this.#seed.high !== seed.high) this.#prepared.clear();
    this.#seed = seed;
    const known = this.#prepared.get(scenario.arcs);
    if (known?.compilationKey === scenario.compilationKey) return known;
    const prepared = new PreparedLanes(this.#kernelsFor(scenario), scenario, seed);
    this.#prepared.set(scenario.arcs, prepared);
    return prepared;
  }

  /** Over the memory of a raw graph, else over one of its own, which begins anew when it has grown large. */
  #kernelsFor({ lean }: CompiledScenario): Kernels {
    if (lean !== null) return openKernels(this.#module, lean.memory);
    const arena = new Arena(this.#kernels?.memory);
    if (this.#kernels !== null && this.#prepared.size > 0 && arena.used <= MAX_IMAGE_BYTES) return this.#kernels;
    this.#prepared.clear();
    arena.reset();
    this.#kernels = openKernels(this.#module, arena.memory);
    return this.#kernels;
  }
}

class PreparedLanes {
  readonly compilationKey: string;
  readonly #image: LaneImage;
  readonly #scratch: LaneScratch;
  readonly #rounds: ReturnType<(typeof laneModels)[LaneModelName]>;
  readonly #seed: Seed;
  /** Used again by every shard: the first scenario of each gets the first, and so on. */
  readonly #counts: LaneCounts[] = [];
  readonly #entries: EntryRoom[] = [];

  constructor(kernels: Kernels, scenario: CompiledScenario, seed: Seed) {
    if (!runsInLanes(scenario.model)) throw new RangeError(`${scenario.model} does not run in lanes`);
    this.compilationKey = scenario.compilationKey;
    this.#seed = seed;
    this.#image = new LaneImage(kernels, scenario, seed);
    this.#scratch = new LaneScratch(this.#image);
    this.#rounds = laneModels[scenario.model](this.#image);
  }

  run(scenarios: readonly CompiledScenario[], { fromWorld, toWorld }: Shard): Tally[] {
    const firstBlock = fromWorld / 32;
    const blocks = Math.ceil(toWorld / 32) - firstBlock;
    this.#image.activate();
    this.#rounds.share(scenarios.length);
    const runs = scenarios.map((scenario, position) => {
      this.#counts[position] ??= new LaneCounts(this.#image, scenario);
      const counts = this.#counts[position] as LaneCounts;
      return {
        enterWorlds: this.#prepareEntries(scenario, position),
        tally: new LaneTally(this.#image, this.#scratch, counts, scenario, firstBlock, blocks),
      };
    });
    for (let superblock = Math.floor(fromWorld / LANES); superblock * LANES < toWorld; superblock++) {
      const start = superblock * LANES;
      this.#image.enter(superblock);
      for (const { enterWorlds, tally } of runs) {
        tally.enter(superblock, Math.max(0, fromWorld - start), Math.min(LANES, toWorld - start));
        enterWorlds(superblock);
        this.#runWorlds(tally);
      }
    }
    return runs.map(({ tally }) => tally.finish());
  }

  #runWorlds(tally: LaneTally): void {
    this.#rounds.enter();
    for (let round = 1, isOver = false; !isOver; round++) {
      tally.enterRound(round);
      isOver = this.#rounds.round(round);
      tally.leaveRound(round);
    }
    tally.leave(this.#rounds.leave());
  }

  /** Puts the entry points of a superblock in. */
  #prepareEntries(scenario: CompiledScenario, position: number): (superblock: number) => void {
    const { kernels } = this.#image;
    const masksOf = entryMasks(scenario, this.#seed);
    const capacity = scenario.entry === 'random' ? LANES : scenario.entry.length;
    const { components, masks } = this.#entryRoom(position, capacity);
    return (superblock) => {
      const positions = new Map<number, number>();
      masks.fill(0);
      for (let block = 0; block < BLOCKS; block++) {
        for (const [v, mask] of masksOf(superblock * BLOCKS + block)) {
          const at = positions.get(v) ?? positions.size;
          positions.set(v, at);
          components[at] = v;
          masks[at * BLOCKS + block] = (masks[at * BLOCKS + block] as number) | mask;
        }
      }
      kernels.set('entries', positions.size);
      kernels.set('entryComponents', components.byteOffset);
      kernels.set('entryMasks', masks.byteOffset);
      kernels.call('enterWorlds');
    };
  }

  #entryRoom(position: number, capacity: number): EntryRoom {
    const known = this.#entries[position];
    if (known !== undefined && known.components.length >= capacity) return known;
    const { arena } = this.#image;
    const room = { components: arena.uint32(capacity), masks: arena.int32(capacity * BLOCKS) };
    this.#entries[position] = room;
    return room;
  }
}

type EntryRoom = { readonly components: Uint32Array; readonly masks: Int32Array };

import { Arena } from '../../base/arena.ts';
import type { Seed } from '../../base/random.ts';
import { type CompiledScenario, effects, type LeanArcs, NONE } from '../../compile/compiled.ts';
import { prepareRealise, type Thresholds } from '../realise.ts';
import type { Kernels } from '../wasm/kernel-module.ts';

/** Blocks of 32 worlds that run together. */
export const BLOCKS = 4;
export const LANES = 32 * BLOCKS;
/** A threshold that every draw is below. */
const CERTAIN = 2 ** 32;
/** A record of chances: a u32 of each block, then a mask of each block that says whether it is possible at all. */
const RECORD_WORDS = 2 * BLOCKS;

/**
 * A compiled scenario as the WebAssembly kernels see it: its arrays in their memory, and the chances of the superblock
 * (128 worlds) that runs. Entry points are not part of it, so scenarios that differ in nothing else share one.
 */
export class LaneImage {
  readonly scenario: CompiledScenario;
  readonly kernels: Kernels;
  readonly arena: Arena;
  readonly #realise: (block: number) => Thresholds;
  readonly #records: readonly (readonly [kind: keyof Thresholds, into: Uint32Array])[];
  readonly #seed: Seed;
  readonly #lean: LeanArcs | null;
  readonly #variables = new Map<string, number>();
  readonly #intervals: Intervals | null;
  #hasChances = false;

  constructor(kernels: Kernels, scenario: CompiledScenario, seed: Seed) {
    this.scenario = scenario;
    this.kernels = kernels;
    this.arena = new Arena(kernels.memory);
    // Intervals are of each arc its own, whatever graph they come from.
    this.#lean = scenario.model === 'linear-threshold' ? null : scenario.lean;
    // The chances of a raw graph's arcs are read in place.
    const drawn = this.#lean === null ? scenario : { ...scenario, arcs: { ...scenario.arcs, count: 0 } };
    this.#realise = prepareRealise(drawn, seed);
    this.#seed = seed;
    this.#putComponents();
    this.#putArcs();
    this.#putGuards();
    this.#putRest();
    this.#records = this.#putRecords();
    this.#intervals = this.#putIntervals();
  }

  /** Sets a variable of the kernels, now and whenever the image is entered again. */
  set(name: string, value: number): void {
    this.#variables.set(name, value);
    this.kernels.set(name, value);
  }

  /** Makes the kernels work on this image, whichever was theirs before. */
  activate(): void {
    this.kernels.call('setSeed', this.#seed.low, this.#seed.high);
    for (const [name, value] of this.#variables) this.kernels.set(name, value);
  }

  /** From now on draws are those of worlds 128 `superblock` and on. */
  enter(superblock: number): void {
    this.kernels.call('enterSuperblock', superblock);
    if (this.#hasChances && !this.scenario.parameters.uncertain) return;
    this.#hasChances = true;
    let isAlwaysExercised = true;
    for (let block = 0; block < BLOCKS; block++) {
      const thresholds = this.#realise(superblock * BLOCKS + block);
      for (const [kind, into] of this.#records) writeRecords(thresholds[kind], into, block);
      if (this.#intervals !== null) writeIntervals(thresholds, this.#intervals, block);
      isAlwaysExercised &&= thresholds.exercise.every((threshold) => threshold === CERTAIN);
    }
    this.set('isAlwaysExercised', isAlwaysExercised ? 1 : 0);
  }

  /** Room for one set of worlds for each of `items`, under an exported name. */
  sets(name: string, items: number): Int32Array {
    const sets = this.arena.int32(items * BLOCKS);
    this.set(name, sets.byteOffset);
    return sets;
  }

  /** Room for numbers under an exported name. */
  numbers(name: string, items: number): Uint32Array {
    const numbers = this.arena.uint32(items);
    this.set(name, numbers.byteOffset);
    return numbers;
  }

  #put(name: string, values: Uint32Array): void {
    this.numbers(name, values.length).set(values);
  }

  #putBytes(name: string, values: Uint8Array): void {
    const bytes = this.arena.uint8(values.length);
    bytes.set(values);
    this.set(name, bytes.byteOffset);
  }

  #putComponents(): void {
    const { components, settings } = this.scenario;
    this.set('components', components.count);
    if (components.layer.some((layer) => layer !== 0)) this.#putBytes('layers', components.layer);
    else this.set('layers', 0);
    this.#put('componentLow', components.keyLow);
    this.#put('componentHigh', components.keyHigh);
    this.set('colluders', 0);
    if (components.colludes !== null) this.#putBytes('colluders', components.colludes);
    this.set('latencies', 0);
    this.set('sleeperHeads', 0);
    if (components.latencyRounds.every((latency) => latency === 0)) return;
    // Whoever would wake after the last round never does.
    const latencies = components.latencyRounds.map((latency) => Math.min(latency, settings.horizonRounds + 1));
    this.#put('latencies', latencies);
    const longest = latencies.reduce((a, b) => Math.max(a, b), 0);
    // In each round some worlds may fall asleep, and those that are due wake only after that.
    const sleepers = latencies.reduce((sum, latency) => sum + (latency === 0 ? 0 : Math.min(latency + 1, LANES)), 1);
    this.set('latencyRounds', longest);
    this.numbers('sleeperHeads', longest + 1);
    this.sets('sleeperNodes', sleepers * 2);
  }

  #putArcs(): void {
    const { arcs, components } = this.scenario;
    const lean = this.#lean;
    this.set('arcs', arcs.count);
    this.set('isLean', lean === null ? 0 : 1);
    if (lean === null) this.#copyArcs();
    else this.#pointToArcs(lean);
    if (this.scenario.model === 'agentic') this.#put('arcRelations', arcs.relation);
    this.sets('arcMasks', arcs.count);
    this.numbers('arcDrawnFor', components.count).fill(0);
  }

  #copyArcs(): void {
    const { arcs } = this.scenario;
    this.#put('arcOffsets', arcs.offsets);
    this.#put('arcTargets', arcs.target);
    this.#put('arcLow', arcs.keyLow);
    this.#put('arcHigh', arcs.keyHigh);
    this.set('arcEffects', 0);
    if (arcs.effect.some((effect) => effect !== effects.compromise)) this.#putBytes('arcEffects', arcs.effect);
    this.set('arcCauses', 0);
    if (arcs.shared.every((cause) => cause === NONE)) return;
    this.#put('arcCauses', arcs.shared);
    this.#put('causeLow', arcs.sharedLow);
    this.#put('causeHigh', arcs.sharedHigh);
  }

  /** Nothing of a raw graph's arcs is copied: they may be many, and threads share them. */
  #pointToArcs({ chance }: LeanArcs): void {
    const { arcs } = this.scenario;
    this.set('arcOffsets', arcs.offsets.byteOffset);
    this.set('arcTargets', arcs.target.byteOffset);
    this.set('arcLow', arcs.keyLow.byteOffset);
    this.set('arcHigh', arcs.keyHigh.byteOffset);
    this.set('arcEffects', 0);
    this.set('arcCauses', 0);
    this.set('arcChanceStep', typeof chance === 'number' ? 0 : 4);
    if (typeof chance === 'number') this.numbers('arcChances', 1).fill(chance);
    else this.set('arcChances', chance.byteOffset);
  }

  #putGuards(): void {
    const { guards } = this.scenario;
    this.set('guardOffsets', 0);
    if (guards.count === 0) return;
    this.set('guards', guards.count);
    this.#put('guardOffsets', guards.offsets);
    this.#put('guardControls', guards.control);
    this.#put('guardLow', guards.keyLow);
    this.#put('guardHigh', guards.keyHigh);
    this.sets('guardMasks', guards.count);
    this.sets('alertedGuardMasks', guards.count);
    this.numbers('guardDrawnFor', guards.count).fill(0);
    this.numbers('alertedGuardDrawnFor', guards.count).fill(0);
  }

  #putRest(): void {
    const { relations, watches, purges, slots, settings } = this.scenario;
    this.set('relations', relations.count);
    this.#put('relationLow', relations.keyLow);
    this.#put('relationHigh', relations.keyHigh);
    this.set('watches', watches.count);
    this.#put('watchMonitors', watches.monitor);
    this.#put('watchTargets', watches.watched);
    this.#put('watchLow', watches.keyLow);
    this.#put('watchHigh', watches.keyHigh);
    this.set('purgeOffsets', 0);
    if (purges.store.length > 0) {
      this.#put('purgeOffsets', purges.offsets);
      this.#put('purgeStores', purges.store);
      this.#put('purgeLow', purges.keyLow);
      this.#put('purgeHigh', purges.keyHigh);
    }
    this.set('slots', slots.count);
    this.#put('slotComponents', slots.slot);
    this.#put('slotParents', slots.parent);
    this.#put('slotLow', slots.keyLow);
    this.#put('slotHigh', slots.keyHigh);
    this.#put('slotArcs', slots.arc);
    this.set('horizon', settings.horizonRounds);
    this.set('isCorrelated', settings.retries === 'correlated' ? 1 : 0);
    this.set('afterRounds', settings.afterRounds);
  }

  /** Only of linear threshold. */
  #putIntervals(): Intervals | null {
    const { arcs, inArcs } = this.scenario;
    this.set('arcStarts', 0);
    if (inArcs === null) return null;
    const room = (name: string): Uint32Array => this.numbers(name, arcs.count * RECORD_WORDS);
    return { starts: room('arcStarts'), ends: room('arcEnds'), end: new Float64Array(arcs.count) };
  }

  #putRecords(): (readonly [keyof Thresholds, Uint32Array])[] {
    const { arcs, guards, relations, watches, slots, components } = this.scenario;
    const room = (kind: keyof Thresholds, name: string, items: number) =>
      [kind, this.numbers(name, items * RECORD_WORDS)] as const;
    return [
      ...(this.#lean === null ? [room('arc', 'arcChances', arcs.count)] : []),
      room('guard', 'guardChances', guards.count),
      room('alertedGuard', 'alertedGuardChances', guards.count),
      room('exercise', 'exerciseChances', relations.count),
      room('detect', 'detectChances', watches.count),
      room('detectColluding', 'detectColludingChances', components.colludes === null ? 0 : watches.count),
      room('birth', 'birthChances', slots.count),
      room('coin', 'coinChance', 1),
      room('purge', 'purgeChance', 1),
      room('repair', 'repairChance', 1),
      room('restore', 'restoreChance', 1),
      room('recovery', 'recoveryChance', 1),
      room('incubation', 'incubationChance', 1),
    ];
  }
}

/** Records of where the interval of each arc starts and ends. */
type Intervals = { readonly starts: Uint32Array; readonly ends: Uint32Array; readonly end: Float64Array };

function writeIntervals({ start, arc }: Thresholds, { starts, ends, end }: Intervals, block: number): void {
  for (let a = 0; a < end.length; a++) end[a] = (start[a] as number) + (arc[a] as number);
  writeRecords(start, starts, block);
  writeRecords(end, ends, block);
}

/** Thresholds (0 never, 2^32 always) as chances of one block. */
function writeRecords(thresholds: Float64Array, into: Uint32Array, block: number): void {
  for (let i = 0; i < thresholds.length; i++) {
    const threshold = thresholds[i] as number;
    into[i * RECORD_WORDS + block] = threshold - 1;
    into[i * RECORD_WORDS + BLOCKS + block] = threshold > 0 ? 0xffffffff : 0;
  }
}

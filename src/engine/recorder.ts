import type { CompiledScenario } from '../compile/compiled.ts';
import { countOnes, lowBits, lowestOne } from './bits.ts';
import { emptyTally } from './empty-tally.ts';
import { SCOPES, type Tally } from './tally.ts';
import { addWorldEnds, type OtherMeasure, type WorldEnds } from './world-ends.ts';

/** What one block of worlds left behind besides who was reached: bit masks by component. */
export type BlockEnd = {
  readonly disabledEver: Int32Array;
  readonly disclosedEver: Int32Array;
  readonly containedEver: Int32Array;
  readonly born: Int32Array;
  /** Dormant or compromised at the end. */
  readonly alive: Int32Array;
};

/** Told of every first infection: component, worlds, round, arc (-1: none), block of 32 worlds. */
export type OnReach = (v: number, mask: number, round: number, arc: number, block: number) => void;

const LANES = 32;

/**
 * Listens to a kernel while it runs a block of 32 worlds and adds what it hears to a tally. Kernels say
 * who was first reached, in which worlds, when and over which arc; sizes are kept per world on the side.
 */
export class Recorder {
  readonly tally: Tally;
  readonly #scenario: CompiledScenario;
  readonly #firstBlock: number;
  /** Worlds of the current block that count (the last block may be cut). */
  #lanes = 0;
  #block = 0;
  /** [scope * 32 + lane]: reached so far. */
  readonly #sizes = new Uint32Array(SCOPES * LANES);
  readonly #impact = new Float64Array(SCOPES * LANES);
  /** [scope]: worlds that have had their first hit. */
  readonly #hit = new Int32Array(SCOPES);
  #growingLate = 0;
  /** Who was reached in this block, in the order of the first world, and in which worlds. */
  readonly reachedMask: Int32Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  readonly #isEntry: Int32Array;
  readonly #affected: Int32Array;
  readonly #onReach: OnReach | undefined;

  /** Blocks `firstBlock` up to `firstBlock + blocks - 1` will be added; positions in block sums count from there. */
  constructor(scenario: CompiledScenario, firstBlock: number, blocks: number, onReach?: OnReach) {
    this.#onReach = onReach;
    const n = scenario.components.count;
    this.#scenario = scenario;
    this.#firstBlock = firstBlock;
    this.tally = emptyTally(scenario, blocks);
    this.reachedMask = new Int32Array(n);
    this.#touched = new Uint32Array(n);
    this.#isEntry = new Int32Array(n);
    this.#affected = new Int32Array(n);
  }

  /** Starts a block of which the first `worlds` count; `entryMask` marks the worlds in which a component is an entry point. */
  enter(block: number, worlds: number, entries: Iterable<readonly [component: number, mask: number]>): void {
    this.#block = block;
    this.#lanes = lowBits(worlds);
    this.#sizes.fill(0);
    this.#impact.fill(0);
    this.#hit.fill(0);
    this.#growingLate = 0;
    for (let i = 0; i < this.#touchedCount; i++) {
      this.reachedMask[this.#touched[i] as number] = 0;
      this.#isEntry[this.#touched[i] as number] = 0;
    }
    this.#touchedCount = 0;
    for (const [component, mask] of entries) {
      this.#touch(component);
      this.reachedMask[component] = (this.reachedMask[component] as number) | mask;
      this.#isEntry[component] = (this.#isEntry[component] as number) | mask;
      (this.tally.reached[component] as number) += countOnes(mask & this.#lanes);
      this.#addReachedAt(component, 0, mask & this.#lanes);
    }
  }

  /** `v` is reached for the first time in the worlds of `mask`, in `round`, over `arc` (-1: none). */
  reach(v: number, mask: number, round: number, arc: number): void {
    this.#touch(v);
    this.reachedMask[v] = (this.reachedMask[v] as number) | mask;
    this.#onReach?.(v, mask, round, arc, this.#block);
    const counted = mask & this.#lanes;
    if (counted === 0) return;
    const worlds = countOnes(counted);
    const { tally } = this;
    const { layer, valueThousandths } = this.#scenario.components;
    (tally.reached[v] as number) += worlds;
    if (arc >= 0 && tally.credit.length > 0) (tally.credit[arc] as number) += worlds;
    this.#addReachedAt(v, round, counted);
    this.#addTo(0, counted, worlds, round, valueThousandths[v] as number);
    if (layer[v] !== 0) this.#addTo(layer[v] as number, counted, worlds, round, valueThousandths[v] as number);
  }

  /** Component-rounds compromised, entry points left out. */
  dwell(v: number, mask: number, rounds: number): void {
    const count = countOnes(mask & this.#lanes & ~(this.#isEntry[v] as number)) * rounds;
    if (count === 0) return;
    const layer = this.#scenario.components.layer[v] as number;
    (this.tally.dwell[0] as number) += count;
    if (layer !== 0) (this.tally.dwell[layer] as number) += count;
  }

  /** Worlds that were still growing in the last fifth of the rounds. */
  growsLate(mask: number): void {
    this.#growingLate |= mask;
  }

  leave(end: BlockEnd | null): void {
    this.tally.growing += countOnes(this.#growingLate & this.#lanes);
    const ends: WorldEnds = {
      firstWorld: this.#block * LANES,
      lanes: LANES,
      sizes: this.#sizes,
      impact: this.#impact,
      others: end === null ? null : this.#countOthers(end),
      alive: this.#aliveByScope(end === null ? this.reachedMask : end.alive),
    };
    addWorldEnds(this.tally, this.#firstBlock, ends, 0, countOnes(this.#lanes));
    this.#addBlockReach();
  }

  #touch(v: number): void {
    if (this.reachedMask[v] === 0) {
      this.#touched[this.#touchedCount] = v;
      this.#touchedCount++;
    }
  }

  #addReachedAt(v: number, round: number, counted: number): void {
    const { reachedAt } = this.tally;
    if (reachedAt === null) return;
    const n = this.#scenario.components.count;
    while (reachedAt.length <= round) reachedAt.push(new Uint32Array(n));
    ((reachedAt[round] as Uint32Array)[v] as number) += countOnes(counted);
  }

  #addTo(scope: number, counted: number, worlds: number, round: number, value: number): void {
    const { hits, firstHits } = this.tally;
    addAt(hits[scope] as number[], round, worlds);
    const first = counted & ~(this.#hit[scope] as number);
    if (first !== 0) {
      this.#hit[scope] = (this.#hit[scope] as number) | first;
      addAt(firstHits[scope] as number[], round, countOnes(first));
    }
    for (let rest = counted; rest !== 0; rest &= rest - 1) {
      const lane = scope * LANES + lowestOne(rest);
      const size = this.#sizes[lane] as number;
      if (scope === 0) this.#addChange(round, size);
      this.#sizes[lane] = size + 1;
      (this.#impact[lane] as number) += value;
    }
  }

  /** A world grew from `size` to `size + 1` in `round`. */
  #addChange(round: number, size: number): void {
    const { changes } = this.tally;
    if (changes === null) return;
    while (changes.length <= round) changes.push(new Float64Array((this.tally.sizes[0] as number) + 1));
    const row = changes[round] as Float64Array;
    (row[size] as number) -= 1;
    (row[size + 1] as number) += 1;
  }

  #countOthers(end: BlockEnd): Readonly<Record<OtherMeasure, Uint32Array>> {
    for (let v = 0; v < this.#affected.length; v++) {
      this.#affected[v] =
        (this.reachedMask[v] as number) | (end.disabledEver[v] as number) | (end.disclosedEver[v] as number);
    }
    return {
      disabled: this.#countLanes(end.disabledEver),
      disclosed: this.#countLanes(end.disclosedEver),
      affected: this.#countLanes(this.#affected),
      contained: this.#countLanes(end.containedEver),
      born: this.#countLanes(end.born),
    };
  }

  /** Per scope and world: how many components other than entry points are in the masks. */
  #countLanes(masks: Int32Array): Uint32Array {
    const { layer } = this.#scenario.components;
    const counts = new Uint32Array(SCOPES * LANES);
    for (let v = 0; v < masks.length; v++) {
      for (
        let rest = (masks[v] as number) & this.#lanes & ~(this.#isEntry[v] as number);
        rest !== 0;
        rest &= rest - 1
      ) {
        const lane = lowestOne(rest);
        (counts[lane] as number) += 1;
        if (layer[v] !== 0) (counts[(layer[v] as number) * LANES + lane] as number) += 1;
      }
    }
    return counts;
  }

  #aliveByScope(alive: Int32Array): Int32Array {
    const living = new Int32Array(SCOPES);
    const { layer } = this.#scenario.components;
    for (let v = 0; v < alive.length; v++) {
      living[0] = (living[0] as number) | (alive[v] as number);
      if (layer[v] !== 0) living[layer[v] as number] = (living[layer[v] as number] as number) | (alive[v] as number);
    }
    return living;
  }

  #addBlockReach(): void {
    const { blocks } = this.tally;
    if (blocks === null) return;
    const from = (this.#block - this.#firstBlock) * this.#scenario.components.count;
    for (let i = 0; i < this.#touchedCount; i++) {
      const v = this.#touched[i] as number;
      blocks.reached[from + v] = countOnes((this.reachedMask[v] as number) & this.#lanes);
    }
  }
}

/** Adds to a list that is as long as the longest world so far. */
function addAt(list: number[], position: number, amount: number): void {
  while (list.length <= position) list.push(0);
  (list[position] as number) += amount;
}

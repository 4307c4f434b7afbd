import type { CompiledScenario } from '../../compile/compiled.ts';
import { countOnes, lowBits } from '../bits.ts';
import { emptyTally, keepsCredit } from '../empty-tally.ts';
import { SCOPES, type Tally } from '../tally.ts';
import { addWorldEnds, type OtherMeasure, type WorldEnds } from '../world-ends.ts';
import { BLOCKS, LANES, type LaneImage } from './image.ts';
import type { LaneScratch } from './scratch.ts';

/** Where the sets lie that say what was ever so: pointers. */
export type EndSets = Readonly<Record<'disabled' | 'disclosed' | 'contained' | 'born' | 'alive', number>>;

/** What the kernels count while they run the worlds of one scenario; zeros until they do. */
export class LaneCounts {
  readonly reached: Uint32Array;
  /** Empty if nobody asks. */
  readonly credits: Uint32Array;
  readonly dwell: Float64Array;
  /** By round. */
  readonly reachedAt: Uint32Array[] = [];
  readonly #image: LaneImage;

  constructor(image: LaneImage, scenario: CompiledScenario) {
    this.#image = image;
    this.reached = image.arena.uint32(scenario.components.count);
    this.credits = image.arena.uint32(keepsCredit(scenario) ? scenario.arcs.count : 0);
    this.dwell = image.arena.float64(SCOPES);
  }

  reachedIn(round: number): Uint32Array {
    while (this.reachedAt.length <= round) this.reachedAt.push(this.#image.arena.uint32(this.reached.length));
    return this.reachedAt[round] as Uint32Array;
  }

  clear(): void {
    for (const counts of [this.reached, this.credits, this.dwell, ...this.reachedAt]) counts.fill(0);
  }
}

/** Adds up the worlds of one scenario: counts that the kernels keep, and what is read after rounds and superblocks. */
export class LaneTally {
  readonly tally: Tally;
  readonly #image: LaneImage;
  readonly #scratch: LaneScratch;
  readonly #firstBlock: number;
  readonly #counts: LaneCounts;
  /** Sizes at the end of the round before, by lane. */
  readonly #sizesBefore = new Uint32Array(LANES);
  #superblock = 0;
  /** Lanes that count. */
  #from = 0;
  #to = 0;
  #rounds = 0;

  constructor(
    image: LaneImage,
    scratch: LaneScratch,
    counts: LaneCounts,
    scenario: CompiledScenario,
    firstBlock: number,
    blocks: number,
  ) {
    this.#image = image;
    this.#scratch = scratch;
    this.#counts = counts;
    this.#firstBlock = firstBlock;
    this.tally = emptyTally(scenario, blocks);
    counts.clear();
  }

  /** Begins a superblock of which lanes `from` up to, not including, `to` count. */
  enter(superblock: number, from: number, to: number): void {
    const { kernels } = this.#image;
    this.#superblock = superblock;
    this.#from = from;
    this.#to = to;
    this.#rounds = 1;
    this.#sizesBefore.fill(0);
    kernels.call('setCounted', ...Array.from({ length: BLOCKS }, (_, block) => this.#countedLanes(block)));
    const { reached, credits, dwell } = this.#counts;
    kernels.set('reachedCounts', reached.byteOffset);
    kernels.set('credits', credits.length > 0 ? credits.byteOffset : 0);
    kernels.set('dwell', dwell.byteOffset);
    this.#enterReachedAt(0);
  }

  enterRound(round: number): void {
    this.#rounds = round + 1;
    this.#scratch.enterRound(round);
    this.#enterReachedAt(round);
  }

  leaveRound(round: number): void {
    const { changes } = this.tally;
    if (changes === null || this.#scratch.hits[round * SCOPES] === 0) return;
    while (changes.length <= round) changes.push(new Float64Array((this.tally.sizes[0] as number) + 1));
    const row = changes[round] as Float64Array;
    const sizes = this.#scratch.totals();
    for (let lane = this.#from; lane < this.#to; lane++) {
      const before = this.#sizesBefore[lane] as number;
      const after = sizes[lane] as number;
      if (after === before) continue;
      (row[before] as number) -= 1;
      (row[after] as number) += 1;
      this.#sizesBefore[lane] = after;
    }
  }

  leave(sets: EndSets | null): void {
    this.#addHits();
    this.#addGrowing();
    const { reached } = this.#scratch;
    const ends: WorldEnds = {
      firstWorld: this.#superblock * LANES,
      lanes: LANES,
      ...this.#sizesAndImpact(),
      others: sets === null ? null : this.#others(sets),
      alive: this.#scratch.anyOfScopes(sets?.alive ?? reached.byteOffset),
    };
    addWorldEnds(this.tally, this.#firstBlock, ends, this.#from, this.#to);
    this.#addBlockReach();
  }

  /** The tally, with what the kernels counted. */
  finish(): Tally {
    const { tally } = this;
    const { reached, credits, dwell, reachedAt } = this.#counts;
    tally.reached.set(reached);
    tally.credit.set(credits);
    tally.dwell.set(dwell);
    // Out of the memory of the kernels: a tally is sent between threads.
    tally.reachedAt?.push(...reachedAt.slice(0, lastUsed(reachedAt)).map((row) => new Uint32Array(row)));
    return tally;
  }

  #countedLanes(block: number): number {
    const upTo = (lane: number): number => lowBits(Math.min(32, Math.max(0, lane - block * 32)));
    return upTo(this.#to) & ~upTo(this.#from);
  }

  #enterReachedAt(round: number): void {
    const row = this.tally.reachedAt === null ? 0 : this.#counts.reachedIn(round).byteOffset;
    this.#image.kernels.set('reachedNow', row);
  }

  #addHits(): void {
    const { hits, firstHits } = this.tally;
    for (let round = 1; round < this.#rounds; round++) {
      for (let scope = 0; scope < SCOPES; scope++) {
        addAt(hits[scope] as number[], round, this.#scratch.hits[round * SCOPES + scope] as number);
        addAt(firstHits[scope] as number[], round, this.#scratch.firstHits[round * SCOPES + scope] as number);
      }
    }
    this.#scratch.clearHits(this.#rounds);
  }

  #addGrowing(): void {
    for (let block = 0; block < BLOCKS; block++) {
      this.tally.growing += countOnes((this.#scratch.growing[block] as number) & this.#countedLanes(block));
    }
  }

  #sizesAndImpact(): { readonly sizes: Uint32Array; readonly impact: Float64Array } {
    const sizes = new Uint32Array(SCOPES * LANES);
    const impact = new Float64Array(SCOPES * LANES);
    for (const [position, { layer, valueThousandths }] of this.#scratch.classes.entries()) {
      const counts = this.#scratch.sizesOfClass(position);
      for (const scope of layer === 0 ? [0] : [0, layer]) {
        for (let lane = this.#from; lane < this.#to; lane++) {
          (sizes[scope * LANES + lane] as number) += counts[lane] as number;
          (impact[scope * LANES + lane] as number) += (counts[lane] as number) * valueThousandths;
        }
      }
    }
    return { sizes, impact };
  }

  #others(sets: EndSets): Readonly<Record<OtherMeasure, Uint32Array>> {
    const scratch = this.#scratch;
    return {
      disabled: scratch.countScopes(sets.disabled),
      disclosed: scratch.countScopes(sets.disclosed),
      contained: scratch.countScopes(sets.contained),
      born: scratch.countScopes(sets.born),
      affected: scratch.countScopes(scratch.unite(scratch.reached.byteOffset, sets.disabled, sets.disclosed)),
    };
  }

  #addBlockReach(): void {
    const { blocks } = this.tally;
    if (blocks === null) return;
    const { reached } = this.#scratch;
    const n = this.#counts.reached.length;
    for (let block = 0; block < BLOCKS; block++) {
      const counted = this.#countedLanes(block);
      if (counted === 0) continue;
      const row = (this.#superblock * BLOCKS + block - this.#firstBlock) * n;
      for (let v = 0; v < n; v++)
        blocks.reached[row + v] = countOnes((reached[v * BLOCKS + block] as number) & counted);
    }
  }
}

/** Adds to a list that is as long as the longest world so far. */
function addAt(list: number[], position: number, amount: number): void {
  if (amount === 0) return;
  while (list.length <= position) list.push(0);
  (list[position] as number) += amount;
}

/** How many of the rows stand before the last that holds anything. */
function lastUsed(rows: readonly Uint32Array[]): number {
  let used = rows.length;
  while (used > 0 && (rows[used - 1] as Uint32Array).every((count) => count === 0)) used--;
  return used;
}

import type { CompiledScenario } from '../../compile/compiled.ts';
import { countOnes } from '../bits.ts';
import { emptyTally } from '../empty-tally.ts';
import { SCOPES, type Tally } from '../tally.ts';
import { addWorldEnds, type OtherMeasure, type WorldEnds } from '../world-ends.ts';
import { BLOCKS, LANES, type LaneImage } from './image.ts';
import type { LaneScratch } from './scratch.ts';

/** Where the sets lie that say what was ever so: pointers. */
export type EndSets = Readonly<Record<'disabled' | 'disclosed' | 'contained' | 'born' | 'alive', number>>;

/** Adds up the worlds of one scenario: counts that the kernels keep, and what is read after rounds and superblocks. */
export class LaneTally {
  readonly tally: Tally;
  readonly #image: LaneImage;
  readonly #scratch: LaneScratch;
  readonly #firstBlock: number;
  readonly #reachedCounts: Uint32Array;
  readonly #credits: Uint32Array | null;
  readonly #dwell: Float64Array;
  readonly #reachedAt: Uint32Array[] = [];
  /** Sizes at the end of the round before, by lane. */
  readonly #sizesBefore = new Uint32Array(LANES);
  #superblock = 0;
  /** Lanes that count. */
  #from = 0;
  #to = 0;
  #rounds = 0;

  constructor(image: LaneImage, scratch: LaneScratch, scenario: CompiledScenario, firstBlock: number, blocks: number) {
    this.#image = image;
    this.#scratch = scratch;
    this.#firstBlock = firstBlock;
    this.tally = emptyTally(scenario, blocks);
    this.#reachedCounts = image.arena.uint32(scenario.components.count);
    this.#credits = this.tally.credit.length > 0 ? image.arena.uint32(scenario.arcs.count) : null;
    this.#dwell = image.arena.float64(SCOPES);
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
    kernels.set('reachedCounts', this.#reachedCounts.byteOffset);
    kernels.set('credits', this.#credits?.byteOffset ?? 0);
    kernels.set('dwell', this.#dwell.byteOffset);
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
    tally.reached.set(this.#reachedCounts);
    if (this.#credits !== null) tally.credit.set(this.#credits);
    tally.dwell.set(this.#dwell);
    const rounds = lastUsed(this.#reachedAt);
    if (tally.reachedAt !== null) tally.reachedAt.push(...this.#reachedAt.slice(0, rounds).map((row) => row.slice()));
    return tally;
  }

  #countedLanes(block: number): number {
    const low = Math.min(32, Math.max(0, this.#from - block * 32));
    const high = Math.min(32, Math.max(0, this.#to - block * 32));
    return high <= low ? 0 : (2 ** high - 2 ** low) | 0;
  }

  #enterReachedAt(round: number): void {
    if (this.tally.reachedAt === null) {
      this.#image.kernels.set('reachedNow', 0);
      return;
    }
    while (this.#reachedAt.length <= round) {
      this.#reachedAt.push(this.#image.arena.uint32(this.#reachedCounts.length));
    }
    this.#image.kernels.set('reachedNow', (this.#reachedAt[round] as Uint32Array).byteOffset);
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
    const n = this.#reachedCounts.length;
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

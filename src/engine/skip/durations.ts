import { philox, purposes, type Seed } from '../../base/random.ts';
import { gapOf } from './gap-of.ts';
import { type GapTables, gapTables } from './gap-tables.ts';
import type { Room } from './room.ts';

/** Below one recovery in a million rounds, words would be drawn by the hundred. */
const LEAST_RECOVERY = 2 ** 12 - 1;

/**
 * For how many rounds a node is infectious in a world, at least 1: it recovers at the end of each with the probability
 * of the only level of `tables`. The words of purpose `duration` are gaps: rounds without recovery.
 */
export class Durations {
  readonly #tables: GapTables;
  readonly #seed: Seed;
  readonly #words = new Uint32Array(4);

  /** @param tables - see {@link recoveryTables} */
  constructor(tables: GapTables, seed: Seed) {
    this.#tables = tables;
    this.#seed = seed;
  }

  of(world: number, u: number): number {
    const most = this.#tables.levels[1] as number;
    let rounds = 1;
    for (let j = 0; ; j++) {
      if (j % 4 === 0) philox(this.#seed, world, u, 0, (DURATION | (j / 4)) >>> 0, this.#words);
      const gap = gapOf(this.#tables, 0, this.#words[j % 4] as number);
      rounds += gap;
      if (gap < most) return rounds;
    }
  }
}

/** @throws {RangeError} from a probability of recovery below 2^-20 */
export function recoveryTables(recovery: number, room: Room): GapTables {
  if (recovery < LEAST_RECOVERY) throw new RangeError('recovery below 2^-20: this kernel would draw for ever');
  return gapTables([recovery], room);
}

const DURATION = purposes.duration << 27;

import { lowestOne } from '../engine/bits.ts';
import { SCOPES } from '../engine/tally.ts';
import type { WitnessedWorlds } from './witnessed-worlds.ts';

const LANES = 32;

/** Of one scope, how many components its worlds have reached so far. */
export type Sizes = {
  /** [size]: worlds. */
  readonly histogram: Uint32Array;
  /** Added up over the 32 worlds of each block. */
  readonly blockSums: Float64Array;
  /** Whether any grew in the round. */
  hasGrown: boolean;
};

/**
 * How far the worlds have come by the end of each round, from round 0, by scope. The same arrays every time, which
 * grow from round to round; what is to be kept is to be copied.
 * @param layerOf - by node
 * @param most - [scope]: the most components that can be reached
 */
export function* sizesByRound(
  seen: WitnessedWorlds,
  layerOf: ArrayLike<number>,
  most: ArrayLike<number>,
  rounds: number,
): Generator<readonly Sizes[], void> {
  const sizeOf = new Uint32Array(SCOPES * seen.worlds);
  const scopes = Array.from(most, (size): Sizes => {
    const histogram = new Uint32Array(size + 1);
    histogram[0] = seen.worlds;
    return { histogram, blockSums: new Float64Array(Math.ceil(seen.worlds / LANES)), hasGrown: true };
  });
  const grow = (scope: number, world: number): void => {
    const { histogram, blockSums } = scopes[scope] as Sizes;
    const size = sizeOf[scope * seen.worlds + world] as number;
    (histogram[size] as number)--;
    (histogram[size + 1] as number)++;
    sizeOf[scope * seen.worlds + world] = size + 1;
    (blockSums[Math.floor(world / LANES)] as number)++;
    (scopes[scope] as Sizes).hasGrown = true;
  };
  const byRound = infectionsByRound(seen, rounds);
  for (let round = 0; round < rounds; round++) {
    for (const i of byRound[round] as readonly number[]) {
      const layer = layerOf[seen.node[i] as number] as number;
      for (let rest = seen.mask[i] as number; rest !== 0; rest &= rest - 1) {
        const world = (seen.block[i] as number) * LANES + lowestOne(rest);
        grow(0, world);
        if (layer !== 0) grow(layer, world);
      }
    }
    yield scopes;
    for (const scope of scopes) scope.hasGrown = false;
  }
}

/** [world * SCOPES + scope]: components reached in the end, as the block sums of a tally hold them. */
export function sizesAtEnd(seen: WitnessedWorlds, layerOf: ArrayLike<number>): Uint32Array {
  const sizes = new Uint32Array(SCOPES * seen.worlds);
  for (let i = 0; i < seen.node.length; i++) {
    const layer = layerOf[seen.node[i] as number] as number;
    for (let rest = seen.mask[i] as number; rest !== 0; rest &= rest - 1) {
      const at = ((seen.block[i] as number) * LANES + lowestOne(rest)) * SCOPES;
      (sizes[at] as number)++;
      if (layer !== 0) (sizes[at + layer] as number)++;
    }
  }
  return sizes;
}

/** [round]: positions in the list of infections. */
function infectionsByRound({ round }: WitnessedWorlds, rounds: number): number[][] {
  const byRound: number[][] = Array.from({ length: rounds }, () => []);
  for (let i = 0; i < round.length; i++) byRound[round[i] as number]?.push(i);
  return byRound;
}

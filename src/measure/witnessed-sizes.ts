import { lowestOne } from '../engine/bits.ts';
import { SCOPES } from '../engine/tally.ts';
import type { WitnessedWorlds } from './witnessed-worlds.ts';

const LANES = 32;

/**
 * Components reached by the end of each round, from round 0: [scope * worlds + world]. One array, which grows from
 * round to round; what is to be kept is to be copied.
 * @param layerOf - by node
 */
export function* sizesByRound(
  seen: WitnessedWorlds,
  layerOf: ArrayLike<number>,
  rounds: number,
): Generator<Uint32Array, void> {
  const sizes = new Uint32Array(SCOPES * seen.worlds);
  const byRound = infectionsByRound(seen, rounds);
  for (let round = 0; round < rounds; round++) {
    for (const i of byRound[round] as readonly number[]) {
      const from = (seen.block[i] as number) * LANES;
      const ofLayer = (layerOf[seen.node[i] as number] as number) * seen.worlds + from;
      for (let rest = seen.mask[i] as number; rest !== 0; rest &= rest - 1) {
        const lane = lowestOne(rest);
        (sizes[from + lane] as number) += 1;
        (sizes[ofLayer + lane] as number) += 1;
      }
    }
    yield sizes;
  }
}

/** [world * SCOPES + scope]: components reached in the end, as the block sums of a tally hold them. */
export function sizesAtEnd(seen: WitnessedWorlds, layerOf: ArrayLike<number>): Uint32Array {
  const sizes = new Uint32Array(SCOPES * seen.worlds);
  for (let i = 0; i < seen.node.length; i++) {
    const layer = layerOf[seen.node[i] as number] as number;
    for (let rest = seen.mask[i] as number; rest !== 0; rest &= rest - 1) {
      const at = ((seen.block[i] as number) * LANES + lowestOne(rest)) * SCOPES;
      (sizes[at] as number) += 1;
      (sizes[at + layer] as number) += 1;
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

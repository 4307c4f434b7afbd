import { lowestOne } from '../engine/bits.ts';
import type { Tally } from '../engine/tally.ts';
import type { WitnessedWorlds } from './witnessed-worlds.ts';

/**
 * The world that is most like the others in which anything was reached: of those that were watched, the one whose
 * reached components differ least from how often each is reached in such worlds, that is with the least sum over
 * components of |reached - p|. Worlds in which nothing happens are left out, or they would often be the typical ones
 * and a picture of them empty: how many there are is told beside.
 * @returns its number, the lowest of equals; if nothing was ever reached, 0
 */
export function typicalWorld({ worlds, block, mask, node }: WitnessedWorlds, tally: Tally): number {
  const touched = (tally.firstHits[0] ?? []).reduce((sum, count) => sum + count, 0);
  // Each component that a world reached adds (1 - p) - p to what the empty world has; times `touched`, whole.
  const excess = new Float64Array(worlds);
  const isTouched = new Uint8Array(worlds);
  for (let i = 0; i < node.length; i++) {
    const own = touched - 2 * (tally.reached[node[i] as number] as number);
    for (let rest = mask[i] as number; rest !== 0; rest &= rest - 1) {
      const world = (block[i] as number) * 32 + lowestOne(rest);
      (excess[world] as number) += own;
      isTouched[world] = 1;
    }
  }
  let best = Math.max(0, isTouched.indexOf(1));
  for (let world = best + 1; world < worlds; world++) {
    if (isTouched[world] === 1 && (excess[world] as number) < (excess[best] as number)) best = world;
  }
  return best;
}

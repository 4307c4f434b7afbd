import type { Seed } from '../../base/random.ts';
import { entryUniforms } from '../entries.ts';

/** Where worlds begin: at the same nodes, ascending and different, or each at a node of its own, any as likely. */
export type Entry = readonly number[] | 'random';

/** The entries of each world; worlds of one block one after the other are cheapest. */
export function entriesByWorld(entry: Entry, seed: Seed, nodes: number): (world: number) => readonly number[] {
  if (entry !== 'random') return () => entry;
  const uniforms = new Uint32Array(32);
  let drawn = -1;
  return (world) => {
    const block = world >>> 5;
    if (block !== drawn) entryUniforms(seed, block, uniforms);
    drawn = block;
    return [Math.floor(((uniforms[world & 31] as number) / 2 ** 32) * nodes)];
  };
}

import { effects, NONE } from '../../src/compile/compiled.ts';
import type { EarliestRounds } from '../../src/engine/worst-case-tally.ts';

/** The walk of the worst case without a library for graphs, which would be a fifth of what the page carries to run. */
export const breadthFirst: EarliestRounds = ({ components, arcs }, highest, entries) => {
  const rounds = new Uint32Array(components.count).fill(NONE);
  const queue = [...entries];
  for (const entry of queue) rounds[entry] = 0;
  for (let head = 0; head < queue.length; head++) {
    const u = queue[head] as number;
    for (let a = arcs.offsets[u] as number; a < (arcs.offsets[u + 1] as number); a++) {
      const v = arcs.target[a] as number;
      if (arcs.effect[a] !== effects.compromise || (highest[a] as number) <= 0 || rounds[v] !== NONE) continue;
      rounds[v] = (rounds[u] as number) + 1;
      queue.push(v);
    }
  }
  return rounds;
};

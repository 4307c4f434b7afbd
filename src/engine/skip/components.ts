import type { LiveGraph } from './live-graph.ts';

export type Components = { readonly count: number; readonly of: Uint32Array };

/**
 * Strongly connected components, without recursion; whatever a component reaches has a lower number.
 * @see Tarjan (1972): Depth-first search and linear graph algorithms, section 4
 */
export function componentsOf({ offsets, target }: Pick<LiveGraph, 'offsets' | 'target'>): Components {
  const nodes = offsets.length - 1;
  const of = new Uint32Array(nodes).fill(UNKNOWN);
  const index = new Uint32Array(nodes);
  const least = new Uint32Array(nodes);
  const next = offsets.slice(0, nodes);
  const path: number[] = [];
  const open: number[] = [];
  let indexed = 0;
  let count = 0;
  const enter = (v: number): void => {
    indexed++;
    index[v] = indexed;
    least[v] = indexed;
    path.push(v);
    open.push(v);
  };
  const leave = (v: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) least[parent] = Math.min(least[parent] as number, least[v] as number);
    if (least[v] !== index[v]) return;
    for (let w = -1; w !== v; ) {
      w = open.pop() as number;
      of[w] = count;
    }
    count++;
  };
  for (let s = 0; s < nodes; s++) {
    if (index[s] === 0) enter(s);
    while (path.length > 0) {
      const v = path.at(-1) as number;
      const a = next[v] as number;
      if (a === offsets[v + 1]) {
        leave(v);
        continue;
      }
      next[v] = a + 1;
      const w = target[a] as number;
      if (index[w] === 0) enter(w);
      else if (of[w] === UNKNOWN) least[v] = Math.min(least[v] as number, index[w] as number);
    }
  }
  return { count, of };
}

const UNKNOWN = 0xffffffff;

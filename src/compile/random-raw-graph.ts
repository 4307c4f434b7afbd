import { Arena } from '../base/arena.ts';
import { identityOf, philox, purposes, type Seed } from '../base/random.ts';
import type { NodeNames, RawGraph } from './raw-arcs.ts';

export type RandomGraph = {
  readonly nodes: number;
  /** At most nodes x (nodes - 1). */
  readonly arcs: number;
  /** (chance + 1) / 2^32 is the probability of every arc. */
  readonly chance: number;
  readonly seed: Seed;
};

/** G(n, M): every graph with so many different arcs and no self-loops is as likely as any other (Erdős and Rényi 1959). */
export function randomRawGraph({ nodes, arcs, chance, seed }: RandomGraph): RawGraph {
  const words = new Uint32Array(4);
  return rawGraphOfPairs({ name: `er-${nodes}-${arcs}`, nodes, arcs, chance }, (draw, pair) => {
    philox(seed, draw, graphKey.low, graphKey.high, ENTRY, words);
    pair[0] = Math.floor(((words[0] as number) / 2 ** 32) * nodes);
    pair[1] = Math.floor(((words[1] as number) / 2 ** 32) * nodes);
  });
}

const graphKey = identityOf('random graph');
// No other draw has this identity, so that any purpose will do.
const ENTRY = (purposes.entry << 27) >>> 0;

/** Writes source and target of a draw into `pair`; a function of the draw's number alone. */
export type PairOfDraw = (draw: number, pair: Uint32Array) => void;

/**
 * The graph of the first `arcs` different pairs that are not self-loops, draw after draw; nodes are called 0 to
 * `nodes` - 1. Draws are made again for each pass, so that pairs are never kept: a hundred million fit.
 */
export function rawGraphOfPairs(
  { name, nodes, arcs, chance }: Pick<RawGraph, 'name'> & Omit<RandomGraph, 'seed'>,
  pairOf: PairOfDraw,
): RawGraph {
  // One more draw gives at most one more arc, so that as many draws as arcs are missing never give too many.
  for (let draws = arcs; ; ) {
    const rows = sortedRows(nodes, draws, pairOf);
    const different = countDifferent(rows);
    if (different < arcs) draws += arcs - different;
    else return { name, nodes: numbered(nodes), chance, ...inArena(rows, arcs) };
  }
}

type Rows = { readonly offsets: Uint32Array; readonly target: Uint32Array };

/** In CSR order, each row ascending, repeated pairs still there. */
function sortedRows(nodes: number, draws: number, pairOf: PairOfDraw): Rows {
  const pair = new Uint32Array(2);
  const offsets = new Uint32Array(nodes + 1);
  for (let draw = 0; draw < draws; draw++) {
    pairOf(draw, pair);
    const u = pair[0] as number;
    if (u !== pair[1]) offsets[u + 1] = (offsets[u + 1] as number) + 1;
  }
  for (let u = 0; u < nodes; u++) offsets[u + 1] = (offsets[u + 1] as number) + (offsets[u] as number);
  const target = new Uint32Array(offsets[nodes] as number);
  const next = offsets.slice();
  for (let draw = 0; draw < draws; draw++) {
    pairOf(draw, pair);
    const u = pair[0] as number;
    const at = next[u] as number;
    if (u === pair[1]) continue;
    target[at] = pair[1] as number;
    next[u] = at + 1;
  }
  for (let u = 0; u < nodes; u++) target.subarray(offsets[u], offsets[u + 1]).sort();
  return { offsets, target };
}

function countDifferent({ offsets, target }: Rows): number {
  let different = 0;
  for (let u = 0; u + 1 < offsets.length; u++) {
    const from = offsets[u] as number;
    for (let a = from; a < (offsets[u + 1] as number); a++) if (a === from || target[a] !== target[a - 1]) different++;
  }
  return different;
}

function inArena(rows: Rows, arcs: number): Pick<RawGraph, 'memory' | 'offsets' | 'target'> {
  const arena = new Arena();
  const offsets = arena.uint32(rows.offsets.length);
  const target = arena.uint32(arcs);
  let end = 0;
  for (let u = 0; u + 1 < offsets.length; u++) {
    const from = rows.offsets[u] as number;
    for (let a = from; a < (rows.offsets[u + 1] as number); a++) {
      if (a === from || rows.target[a] !== rows.target[a - 1]) target[end++] = rows.target[a] as number;
    }
    offsets[u + 1] = end;
  }
  return { memory: arena.memory, offsets, target };
}

const numbered = (count: number): NodeNames => ({
  count,
  nameOf: String,
  indexOf: (name) => {
    const v = Number(name);
    return Number.isInteger(v) && v >= 0 && v < count && String(v) === name ? v : -1;
  },
});

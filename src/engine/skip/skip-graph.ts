import type { RawGraph } from '../../compile/raw-arcs.ts';
import { type GapTables, gapTables } from './gap-tables.ts';
import { type Room, roomIn } from './room.ts';

/**
 * A raw graph made ready for drawing live arcs by gaps; made once and shared by all threads. The arcs of a node stand
 * in the order of their levels, the likeliest level first, so that the level of the next arc bounds all that follow.
 */
export type SkipGraph = {
  readonly nodes: number;
  /** Where all arrays lie; null if WebAssembly cannot address them. */
  readonly memory: WebAssembly.Memory | null;
  /** n + 1. */
  readonly offsets: Uint32Array;
  /** m; ascending within a level. */
  readonly target: Uint32Array;
  readonly tables: GapTables;
  readonly levels: Levels;
};

/**
 * What bounds the probabilities of arcs: nothing but the one that all have; each of at most {@link MOST_LEVELS}
 * different ones; or powers of two, level k being 2^-k.
 */
export type Levels =
  | { readonly kind: 'one'; readonly chance: number }
  | {
      readonly kind: 'few';
      /** [level], descending. */
      readonly chances: readonly number[];
      /** m; level of each arc. */
      readonly level: Uint8Array;
      /** [level drawn with * MOST_LEVELS + level of the arc]: a landing holds if a word is at most this. */
      readonly accept: Uint32Array;
    }
  | {
      readonly kind: 'powers';
      /** m; of each arc. */
      readonly chance: Uint32Array;
    };

export const MOST_LEVELS = 32;

/** Level of a chance among powers of two: the least power that is not below its probability. */
export const powerLevel = (chance: number): number => Math.min(Math.clz32(chance), MOST_LEVELS - 1);

const chanceOfPower = (level: number): number => 0xffffffff >>> level;

/** @throws {RangeError} from 2^27 nodes on: a counter of the generator has no room for more */
export function prepareSkip(graph: RawGraph): SkipGraph {
  const { memory, offsets, target, chance, nodes } = graph;
  if (nodes.count >= 2 ** 27) throw new RangeError(`${nodes.count} nodes: this kernel takes fewer than 2^27`);
  const room = roomIn(memory);
  const distinct = typeof chance === 'number' ? [chance] : distinctChances(chance);
  if (distinct !== null && distinct.length <= 1) {
    const one = distinct[0] ?? 0;
    const tables = gapTables([one], room);
    return { nodes: nodes.count, memory, offsets, target, tables, levels: { kind: 'one', chance: one } };
  }
  const own = chance as Uint32Array;
  return distinct === null ? byPowers(graph, own, room) : byDistinct(graph, own, distinct, room);
}

function byDistinct(graph: RawGraph, own: Uint32Array, chances: readonly number[], room: Room): SkipGraph {
  const levelOf = new Map(chances.map((chance, level) => [chance, level]));
  const order = orderByLevel(graph.offsets, (a) => levelOf.get(own[a] as number) as number);
  const level = room.uint8(own.length);
  for (let a = 0; a < own.length; a++) level[a] = levelOf.get(own[order[a] as number] as number) as number;
  const accept = room.uint32(MOST_LEVELS * MOST_LEVELS);
  for (const [i, bound] of chances.entries()) {
    for (const [j, chance] of chances.entries()) if (j >= i) accept[i * MOST_LEVELS + j] = acceptance(chance, bound);
  }
  return {
    ...inOrder(graph, order, room),
    tables: gapTables(chances, room),
    levels: { kind: 'few', chances, level, accept },
  };
}

function byPowers(graph: RawGraph, own: Uint32Array, room: Room): SkipGraph {
  const order = orderByLevel(graph.offsets, (a) => powerLevel(own[a] as number));
  const chance = room.uint32(own.length);
  const isUsed = new Uint8Array(MOST_LEVELS);
  for (let a = 0; a < own.length; a++) {
    chance[a] = own[order[a] as number] as number;
    isUsed[powerLevel(chance[a] as number)] = 1;
  }
  const chances = Array.from(isUsed, (used, level) => (used ? chanceOfPower(level) : null));
  return { ...inOrder(graph, order, room), tables: gapTables(chances, room), levels: { kind: 'powers', chance } };
}

/** Different chances, descending; null if there are more than {@link MOST_LEVELS}. */
function distinctChances(chance: Uint32Array): number[] | null {
  const found = new Set<number>();
  let last = -1;
  for (let a = 0; a < chance.length; a++) {
    if (chance[a] === last) continue;
    last = chance[a] as number;
    found.add(last);
    if (found.size > MOST_LEVELS) return null;
  }
  return [...found].sort((a, b) => b - a);
}

/** One less than round(2^32 p / bound), both probabilities from their chances; p at most bound. */
function acceptance(chance: number, bound: number): number {
  const [p, most] = [BigInt(chance) + 1n, BigInt(bound) + 1n];
  return Number(((p << 33n) + most) / (2n * most)) - 1;
}

/** [position]: the arc that comes to stand there; stable within a level. */
function orderByLevel(offsets: Uint32Array, levelOf: (a: number) => number): Uint32Array {
  const n = offsets.length - 1;
  const order = new Uint32Array(offsets[n] as number);
  const next = new Uint32Array(MOST_LEVELS + 1);
  for (let u = 0; u < n; u++) {
    const [from, to] = [offsets[u] as number, offsets[u + 1] as number];
    next.fill(0);
    for (let a = from; a < to; a++) (next[levelOf(a) + 1] as number)++;
    for (let level = 1; level < MOST_LEVELS; level++) (next[level] as number) += next[level - 1] as number;
    for (let a = from; a < to; a++) {
      const level = levelOf(a);
      order[from + (next[level] as number)] = a;
      (next[level] as number)++;
    }
  }
  return order;
}

function inOrder({ nodes, memory, offsets, target }: RawGraph, order: Uint32Array, room: Room) {
  const ordered = room.uint32(target.length);
  for (let a = 0; a < ordered.length; a++) ordered[a] = target[order[a] as number] as number;
  return { nodes: nodes.count, memory, offsets, target: ordered };
}

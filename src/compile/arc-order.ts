import { Arena } from '../base/arena.ts';
import { GraphTooLargeError } from './graph-too-large.ts';
import type { GrowingList } from './growing-list.ts';

/** Arcs as they came; nodes are in their final order. */
export type ArcLists = {
  readonly source: GrowingList;
  readonly target: GrowingList;
  /** Null if arcs have no probability of their own. */
  readonly chance: GrowingList | null;
};

export type SortedArcs = {
  readonly memory: WebAssembly.Memory | null;
  readonly offsets: Uint32Array;
  readonly target: Uint32Array;
  /** Null if all arcs have one probability. */
  readonly chance: Uint32Array | null;
};

/** Beyond this the arrays go to memory that WebAssembly cannot address: kernels need room beside them. */
const MOST_IN_ARENA = 3 * 2 ** 30;

/**
 * Arcs by source, target and falling chance: two counting sorts, by target, then by source. Empties the lists.
 * @param isPerArc - whether to make room for chances; those of the lists are put there
 */
export function sortArcs(
  nodes: number,
  lists: ArcLists,
  { isPerArc, mergesParallel }: { readonly isPerArc: boolean; readonly mergesParallel: boolean },
): SortedArcs {
  const count = lists.source.length;
  if (count >= 2 ** 32) throw new GraphTooLargeError('more than 4,294,967,295 arcs');
  const byTarget = groupByTarget(nodes, lists);
  const { memory, uint32 } = roomFor(4 * (nodes + 1 + count * (isPerArc ? 2 : 1)));
  const offsets = uint32(nodes + 1);
  for (let arc = 0; arc < count; arc++) (offsets[(byTarget.source[arc] as number) + 1] as number)++;
  for (let v = 0; v < nodes; v++) (offsets[v + 1] as number) += offsets[v] as number;
  const sorted = { memory, offsets, target: uint32(count), chance: isPerArc ? uint32(count) : null };
  scatterBySource(nodes, byTarget, sorted);
  if (byTarget.chance !== null && sorted.chance !== null)
    sortParallel(nodes, sorted.offsets, sorted.target, sorted.chance);
  return mergesParallel ? merged(nodes, sorted) : sorted;
}

type ByTarget = {
  /** nodes + 1 */
  readonly offsets: Uint32Array;
  readonly source: Uint32Array;
  readonly chance: Uint32Array | null;
};

function groupByTarget(nodes: number, { source, target, chance }: ArcLists): ByTarget {
  const offsets = new Uint32Array(nodes + 1);
  for (const part of target.parts())
    for (let i = 0; i < part.length; i++) (offsets[(part[i] as number) + 1] as number)++;
  for (let v = 0; v < nodes; v++) (offsets[v + 1] as number) += offsets[v] as number;
  const next = offsets.slice(0, nodes);
  const grouped = {
    offsets,
    source: new Uint32Array(source.length),
    chance: chance === null ? null : new Uint32Array(source.length),
  };
  const sources = source.parts();
  const chances = chance?.parts();
  for (const targets of target.parts()) {
    const from = sources.next().value as Uint32Array;
    scatterPart(targets, from, chances?.next().value ?? null, next, grouped);
  }
  for (const list of [source, target, chance]) list?.clear();
  return grouped;
}

function scatterPart(
  targets: Uint32Array,
  sources: Uint32Array,
  chances: Uint32Array | null,
  next: Uint32Array,
  into: ByTarget,
): void {
  for (let i = 0; i < targets.length; i++) {
    const at = (next[targets[i] as number] as number)++;
    into.source[at] = sources[i] as number;
    if (chances !== null && into.chance !== null) into.chance[at] = chances[i] as number;
  }
}

function scatterBySource(nodes: number, byTarget: ByTarget, { offsets, target, chance }: SortedArcs): void {
  const next = offsets.slice(0, nodes);
  for (let v = 0; v < nodes; v++) {
    const end = byTarget.offsets[v + 1] as number;
    for (let arc = byTarget.offsets[v] as number; arc < end; arc++) {
      const at = (next[byTarget.source[arc] as number] as number)++;
      target[at] = v;
      if (chance !== null && byTarget.chance !== null) chance[at] = byTarget.chance[arc] as number;
    }
  }
}

/** The likeliest of parallel arcs first. */
export function sortParallel(nodes: number, offsets: Uint32Array, target: Uint32Array, chance: Uint32Array): void {
  for (let u = 0; u < nodes; u++) {
    const end = offsets[u + 1] as number;
    for (let first = offsets[u] as number, after = first; first < end; first = after) {
      while (after < end && target[after] === target[first]) after++;
      if (after - first > 1) chance.subarray(first, after).sort().reverse();
    }
  }
}

/** The first of parallel arcs only. The room of the others is not given back. */
function merged(nodes: number, { memory, offsets, target, chance }: SortedArcs): SortedArcs {
  let kept = 0;
  for (let u = 0, from = 0; u < nodes; u++) {
    const end = offsets[u + 1] as number;
    const first = kept;
    for (let arc = from; arc < end; arc++) {
      if (kept > first && target[kept - 1] === target[arc]) continue;
      target[kept] = target[arc] as number;
      if (chance !== null) chance[kept] = chance[arc] as number;
      kept++;
    }
    from = end;
    offsets[u + 1] = kept;
  }
  return { memory, offsets, target: target.subarray(0, kept), chance: chance?.subarray(0, kept) ?? null };
}

/** Arrays in a new arena, or in shared memory of their own if it would leave no room for kernels. */
export function roomFor(bytes: number): {
  readonly memory: WebAssembly.Memory | null;
  uint32(length: number): Uint32Array;
} {
  if (bytes > MOST_IN_ARENA) {
    return { memory: null, uint32: (length) => new Uint32Array(new SharedArrayBuffer(4 * length)) as Uint32Array };
  }
  const arena = new Arena();
  return { memory: arena.memory, uint32: (length) => arena.uint32(length) };
}

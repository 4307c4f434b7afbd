import type { Kernels } from '../wasm/kernel-module.ts';
import { type Room, roomIn } from './room.ts';
import type { SkipGraph } from './skip-graph.ts';
import { roomForCounts, type SkipCounts } from './skip-tally.ts';

/** What all runners of a graph on one thread share, since only one runs at a time and an arena takes nothing back. */
export type SkipRoom = {
  readonly room: Room;
  /** For any number of entries. */
  readonly counts: SkipCounts;
  /** n; the first ones are in use. */
  readonly entries: Uint32Array;
  /** Bits, zero between runs. */
  readonly reachedBits: Uint32Array;
  /** Pairs. */
  readonly queue: Uint32Array;
  readonly laneSizes: Uint32Array;
  readonly drawn: Uint32Array;
  readonly scratch: Uint8Array;
  /** By chance of recovery: what places its tables. */
  readonly recoveries: Map<number, () => void>;
};

const rooms = new WeakMap<SkipGraph, SkipRoom>();

/** @param pairs - of node and world that a batch has at most, always the same of one graph */
export function skipRoom(graph: SkipGraph, kernels: Kernels, pairs: number): SkipRoom {
  const found = rooms.get(graph) ?? makeRoom(graph, kernels, pairs);
  rooms.set(graph, found);
  return found;
}

function makeRoom({ nodes }: SkipGraph, kernels: Kernels, pairs: number): SkipRoom {
  const room = roomIn(kernels.memory);
  return {
    room,
    counts: roomForCounts(room, nodes),
    entries: room.uint32(nodes),
    reachedBits: room.uint32(Math.ceil(pairs / 32)),
    queue: room.uint32(pairs + 1),
    laneSizes: room.uint32(Math.ceil(pairs / nodes)),
    drawn: room.uint32(32),
    scratch: room.uint8(kernels.get('SCRATCH_BYTES')),
    recoveries: new Map(),
  };
}

import type { Room } from './room.ts';

/** Nodes `fromNode` up to, not including, `toNode`. */
export type NodeRange = { readonly fromNode: number; readonly toNode: number };

/** What every node reaches as the only entry, itself not counted, over all worlds: whole numbers, which add up exactly. */
export type EntrySums = {
  /** [node * scopes + scope]: the sum of sizes, that of their squares, worlds of size > 0, the greatest size. */
  readonly sums: BigUint64Array;
  readonly squares: BigUint64Array;
  readonly touched: Uint32Array;
  readonly most: Uint32Array;
};

/** The sums, and every single size for the nodes of a range. */
export type EntrySizes = EntrySums & {
  readonly fromWorld: number;
  readonly worlds: number;
  /** 1, or 8 with layers: scope 0 is all, 1 to 7 a layer. */
  readonly scopes: number;
  readonly range: NodeRange;
  /** [(world of the shard * nodes of the range + node of the range) * scopes + scope] */
  readonly sizes: Uint32Array;
  /** Live arcs drawn. */
  readonly liveArcs: number;
};

export const emptyEntrySums = (width: number, room: Room): EntrySums => ({
  sums: room.uint64(width),
  squares: room.uint64(width),
  touched: room.uint32(width),
  most: room.uint32(width),
});

/** Adds the sums of other worlds of the same graph. */
export function mergeEntrySums(into: EntrySums, part: EntrySums): void {
  for (let i = 0; i < into.most.length; i++) {
    into.sums[i] = (into.sums[i] as bigint) + (part.sums[i] as bigint);
    into.squares[i] = (into.squares[i] as bigint) + (part.squares[i] as bigint);
    (into.touched[i] as number) += part.touched[i] as number;
    into.most[i] = Math.max(into.most[i] as number, part.most[i] as number);
  }
}

/** Adds rows [world][node * scopes + scope]. */
export function addRows({ sums, squares, touched, most }: EntrySums, rows: Uint32Array, worlds: number): void {
  const width = most.length;
  for (let i = 0; i < width; i++) {
    for (let row = 0; row < worlds; row++) {
      const size = rows[row * width + i] as number;
      if (size === 0) continue;
      sums[i] = (sums[i] as bigint) + BigInt(size);
      squares[i] = (squares[i] as bigint) + BigInt(size) * BigInt(size);
      (touched[i] as number)++;
      most[i] = Math.max(most[i] as number, size);
    }
  }
}

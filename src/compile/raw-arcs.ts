/**
 * A graph without kinds, layers or classes, as large as memory holds: n nodes, m arcs in CSR order (those leaving u are
 * `offsets[u]` up to, not including, `offsets[u + 1]`).
 */
export type RawGraph = {
  readonly name: string;
  readonly nodes: NodeNames;
  /** Where all arrays lie, their `byteOffset` being the pointer in WebAssembly; null beyond the 4 GiB it addresses. */
  readonly memory: WebAssembly.Memory | null;
  /** n + 1, non-decreasing. */
  readonly offsets: Uint32Array;
  /** m; ascending among the arcs of one source; parallel arcs the likeliest first. */
  readonly target: Uint32Array;
  /** m, or one for all: (chance + 1) / 2^32 is the probability. */
  readonly chance: Uint32Array | number;
};

/** What nodes are called: whole numbers below 2^32 in ascending order if all ids are such, else texts by code units. */
export type NodeNames = {
  readonly count: number;
  nameOf(v: number): string;
  /** @returns the node, or -1 if none is called so */
  indexOf(name: string): number;
};

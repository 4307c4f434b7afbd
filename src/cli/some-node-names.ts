import type { NodeNames } from '../compile/raw-arcs.ts';

/** Ids that a mistyped one is compared with. */
const MOST_SUGGESTIONS = 10_000;

export const someNodeNames = (nodes: NodeNames): string[] =>
  Array.from({ length: Math.min(nodes.count, MOST_SUGGESTIONS) }, (_, v) => nodes.nameOf(v));

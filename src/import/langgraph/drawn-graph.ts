import type { Spot } from '../drafts.ts';

/** A graph as `to_json()` or `draw_mermaid()` wrote it. */
export type DrawnGraph = {
  readonly spot: Spot;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
};

export type DrawnNode = {
  /** What edges call it: `sub:child` inside of a subgraph. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
  readonly spot: Spot;
  /** Class of what it runs, as a path. */
  readonly classPath: readonly string[];
  /** `before`, `after`, or both: where the graph stops for a human. */
  readonly interrupt: string | undefined;
  /** An input or output schema of a chain: where content enters or leaves, or is only passed on. */
  readonly isSchema?: boolean;
};

export type DrawnEdge = { readonly from: string; readonly to: string; readonly spot: Spot };

export const START = '__start__';
export const END = '__end__';

/** The part of a key that names the node itself. */
export const ownName = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

import { MultiDirectedGraph } from 'graphology';
import { bfsFromNode } from 'graphology-traversal/bfs.js';
import { type CompiledScenario, effects, NONE } from './compiled.ts';

export type InfluenceGraph = MultiDirectedGraph<object, { readonly arc: number }>;

/**
 * The arcs that can compromise, as a graph: nodes are component indexes, edges are arcs with a
 * probability above 0.
 * @param highest - per arc: its highest possible probability, working controls included
 */
export function influenceGraph({ components, arcs }: CompiledScenario, highest: ArrayLike<number>): InfluenceGraph {
  const graph: InfluenceGraph = new MultiDirectedGraph();
  for (let v = 0; v < components.count; v++) graph.addNode(v);
  for (let arc = 0; arc < arcs.count; arc++) {
    if (arcs.effect[arc] !== effects.compromise || (highest[arc] as number) <= 0) continue;
    graph.addDirectedEdgeWithKey(arc, arcs.source[arc], arcs.target[arc], { arc });
  }
  return graph;
}

/** First round in which each component can be taken (entry points: 0), NONE if never: breadth first from the entry points. */
export function earliestRounds(graph: InfluenceGraph, entries: Iterable<number>): Uint32Array {
  const rounds = new Uint32Array(graph.order).fill(NONE);
  for (const entry of entries) {
    const visit = (node: string, _attributes: object, depth: number): void => {
      rounds[Number(node)] = Math.min(rounds[Number(node)] as number, depth);
    };
    bfsFromNode(graph, entry, visit, { mode: 'outbound' });
  }
  return rounds;
}

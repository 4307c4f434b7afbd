import { find, type Located, type LocatedMap, listOf } from '../located.ts';
import type { JsonPart } from './json-graph.ts';

/**
 * Edges as lists of neighbours: the first list is that of the first node. What is there of a neighbour beside its id are
 * attributes of the edge.
 * @param isDirected - otherwise both ends list the edge, which is one
 */
export function adjacencyEdges(root: Located, isDirected: boolean): readonly JsonPart[] {
  const nodes = listOf(find(root, 'nodes'));
  const seen = new Set<string>();
  return listOf(find(root, 'adjacency')).flatMap((neighbours, n) => {
    const source = find(nodes[n], 'id');
    return listOf(neighbours).flatMap((neighbour) => {
      if (neighbour.form !== 'map') return [];
      const target = find(neighbour, 'id');
      const name = (from: Located | undefined, to: Located | undefined): string =>
        JSON.stringify([from, to, find(neighbour, 'key')].map(plain));
      if (!isDirected && seen.has(name(target, source))) return [];
      seen.add(name(source, target));
      return [{ entry: neighbour, maps: [endsOf(neighbour, source, target), neighbour] }];
    });
  });
}

/** A map as if the edge said its ends itself. */
function endsOf(edge: LocatedMap, source: Located | undefined, target: Located | undefined): LocatedMap {
  const ends = Object.entries({ source, target }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, { keyAt: edge.at, value }] as const],
  );
  return { ...edge, entries: new Map(ends) };
}

/** Ids may be texts, numbers, or pairs of them. */
const plain = (located: Located | undefined): unknown =>
  located?.form === 'scalar' ? located.value : listOf(located).map(plain);

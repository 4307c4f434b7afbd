/** Edges by what they join; one from a node to itself stands there once. */
export function edgesByEnd<Edge>(
  edges: readonly Edge[],
  endsOf: (edge: Edge) => readonly string[],
): ReadonlyMap<string, readonly Edge[]> {
  const byEnd = new Map<string, Edge[]>();
  for (const edge of edges)
    for (const end of new Set(endsOf(edge))) {
      const known = byEnd.get(end);
      if (known === undefined) byEnd.set(end, [edge]);
      else known.push(edge);
    }
  return byEnd;
}

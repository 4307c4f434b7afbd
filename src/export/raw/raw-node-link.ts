import type { RawGraph } from '../../compile/raw-arcs.ts';
import { arcLines, nodeLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';

/** Node-link JSON as networkx and d3 read it, with the probability as `p` of its links. */
export const rawNodeLink: RawGraphFormat = {
  format: 'node-link',
  title: 'node-link JSON (d3, networkx)',
  endings: ['.json'],
  *lines(graph, hasChances) {
    yield '{';
    yield `"directed": true, "multigraph": ${hasParallelArcs(graph)}, "graph": {},`;
    yield '"nodes": [';
    yield* joined(nodeLines(graph, (name) => `{"id": ${JSON.stringify(name)}}`));
    yield '],';
    yield '"links": [';
    yield* joined(
      arcLines(graph, hasChances, JSON.stringify, (from, to, p) =>
        p === undefined ? `{"source": ${from}, "target": ${to}}` : `{"source": ${from}, "target": ${to}, "p": ${p}}`,
      ),
    );
    yield ']';
    yield '}';
  },
};

function hasParallelArcs({ offsets, target }: RawGraph): boolean {
  for (let u = 0; u + 1 < offsets.length; u++) {
    // Targets ascend.
    for (let arc = (offsets[u] as number) + 1; arc < (offsets[u + 1] as number); arc++) {
      if (target[arc] === target[arc - 1]) return true;
    }
  }
  return false;
}

/** With commas between them. */
function* joined(lines: Iterable<string>): Generator<string> {
  let before: string | undefined;
  for (const line of lines) {
    if (before !== undefined) yield `${before},`;
    before = line;
  }
  if (before !== undefined) yield before;
}

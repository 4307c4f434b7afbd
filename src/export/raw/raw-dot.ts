import { arcLines, nodeLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';
import { unwritableName } from './unwritable-name.ts';

/** DOT with the probability as the attribute `p` of its edges. */
export const rawDot: RawGraphFormat = {
  format: 'dot',
  title: 'DOT (Graphviz)',
  endings: ['.dot', '.gv'],
  *lines(graph, hasChances) {
    yield 'digraph {';
    yield* nodeLines(graph, (name) => `${written(name)};`);
    yield* arcLines(graph, hasChances, written, (from, to, p) =>
      p === undefined ? `${from} -> ${to};` : `${from} -> ${to} [p=${p.includes('e') ? `"${p}"` : p}];`,
    );
    yield '}';
  },
};

function written(name: string): string {
  if (UNWRITABLE.test(name)) throw unwritableName('dot', name, 'with a backslash where a text ends or a quote follows');
  return `"${name.replaceAll('"', '\\"')}"`;
}

/** An odd number of backslashes before a quote: DOT has no way to write it. */
const UNWRITABLE = /(?<!\\)(?:\\\\)*\\(?:"|$)/;

import { detectColumns } from '../../graph/edge-list-lines.ts';
import { type ArcLine, aloneLines, arcLines } from './arc-lines.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';
import { unwritableName } from './unwritable-name.ts';

/** `u v` or `u v p` per line, as SNAP and networkx have it: no header, names without blanks. */
export const rawEdgeList: RawGraphFormat = {
  format: 'edge-list',
  title: 'edge list: u v p',
  endings: ['.txt', '.edges', '.edgelist', '.el'],
  *lines(graph, hasChances) {
    yield `# ${graph.nodes.count} nodes, ${graph.target.length} arcs: source target${hasChances ? ' p' : ''}`;
    yield* withoutHeader(arcLines(graph, hasChances, token, row));
    let isFirst = true;
    for (const line of aloneLines(graph, hasChances, token, row)) {
      if (isFirst) yield '# Nodes without arcs, each as an arc to itself:';
      isFirst = false;
      yield line;
    }
  },
};

const row: ArcLine = (from, to, p) => (p === undefined ? `${from} ${to}` : `${from} ${to} ${p}`);

function token(name: string): string {
  if (PLAIN.test(name)) return name;
  throw unwritableName('edge-list', name, 'with blanks, marks of CSV, or a first character that begins a comment');
}

const PLAIN = /^[^\s,;"#%][^\s,;"]*$/;

/** @throws {InvalidInputError} if the first lines would be taken for a header: `from to` */
function* withoutHeader(lines: Iterable<string>): Generator<string> {
  let head: string | undefined;
  let count = 0;
  for (const line of lines) {
    if (count === 1 && head !== undefined && looksLikeHeader(head, line)) throw notPlain(head);
    if (count === 0) head = line;
    count++;
    yield line;
  }
  if (count === 1 && head !== undefined && looksLikeHeader(head, undefined)) throw notPlain(head);
}

const looksLikeHeader = (head: string, second: string | undefined): boolean =>
  detectColumns(lineOf(head), second === undefined ? undefined : lineOf(second)).hasHeader;

const lineOf = (text: string) => ({ file: '', text, number: 1 });

const notPlain = (head: string) => unwritableName('edge-list', head, 'which would be read as a header');

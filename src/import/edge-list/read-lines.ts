import { CappedProblems } from '../../base/capped-problems.ts';
import type { Place } from '../../base/errors.ts';
import { quoted } from '../../base/quoted.ts';
import type { Span } from '../../base/span.ts';
import {
  type Columns,
  detectColumns,
  Fields,
  isComment,
  type Line,
  placeIn,
  spanOf,
} from '../../graph/edge-list-lines.ts';
import { idProblem } from '../../graph/ids.ts';
import type { Drafts } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';
import type { ListedEdge, ListedGraph, ListedNode } from '../network/listed-graph.ts';

/**
 * The lines of an edge list as raw graphs understand them: fields apart by blanks, tabs, commas or semicolons, a header
 * if it looks like one, comments, a third column that may be a probability.
 * @throws {InvalidInputError} with the lines that are none
 */
export function readLines(file: SourceFile, drafts: Drafts): ListedGraph {
  const lines = dataLines(file);
  const [head, second] = lines;
  if (head === undefined) return { nodes: [], edges: [] };
  const columns = detectColumns(head, second);
  drafts.warnings.push(...columns.warnings);
  const reader = new LineReader(columns, columns.hasHeader ? new Fields(columns.separator).texts(head.text) : []);
  for (const line of columns.hasHeader ? lines.slice(1) : lines) reader.read(line);
  return reader.graph();
}

function dataLines({ name, text }: SourceFile): readonly Line[] {
  return text.split('\n').flatMap((line, n) => {
    const { start } = spanOf(line);
    const isData = start < line.length && !isComment(line.charCodeAt(start));
    return isData ? [{ file: name, text: line, number: n + 1 }] : [];
  });
}

class LineReader {
  readonly #columns: Columns;
  readonly #weightName: string;
  readonly #fields: Fields;
  readonly #bad = new CappedProblems('lines of an edge list', 'Is this an edge list? -f names another format.');
  readonly #nodes = new Map<string, ListedNode>();
  readonly #edges: ListedEdge[] = [];

  constructor(columns: Columns, header: readonly string[]) {
    this.#columns = columns;
    this.#weightName = header[columns.weight] ?? `column ${columns.weight + 1}`;
    this.#fields = new Fields(columns.separator);
  }

  read(line: Line): void {
    const { from, to, weight } = this.#columns;
    const count = this.#fields.split(line.text);
    const { unclosed } = this.#fields;
    if (unclosed !== -1) {
      const at = placeIn(line, { start: unclosed, end: line.text.trimEnd().length });
      this.#problem(at, 'a quoted field closed on its line', quoted(line.text.slice(unclosed).trim()));
    } else if (count <= from || count <= to) {
      this.#problem(placeIn(line, spanOf(line.text)), 'two ids, such as "u v"', `only ${quoted(line.text.trim())}`);
    } else this.#edge(line, count > weight ? this.#fields.text(weight) : '');
  }

  /** @throws {InvalidInputError} with the lines that are no edges */
  graph(): ListedGraph {
    this.#bad.throwIfAny();
    return { nodes: [...this.#nodes.values()], edges: this.#edges };
  }

  #edge(line: Line, weight: string): void {
    const [from, to] = [this.#node(line, this.#columns.from), this.#node(line, this.#columns.to)];
    if (from === undefined || to === undefined) return;
    const spot = { at: placeIn(line, spanOf(line.text.trimEnd())), pointer: '' };
    const said = { name: this.#weightName, text: weight === '' ? undefined : weight };
    this.#edges.push({ from, to, isBothWays: false, attributes: new Map(), spot, weight: said });
  }

  /** A node stands where it is named first. @returns its id */
  #node(line: Line, column: number): string | undefined {
    const [id, span] = [this.#fields.text(column), this.#fields.span(column)];
    if (this.#nodes.has(id)) return id;
    const wrong = idProblem(id);
    if (wrong !== undefined) this.#idProblem(line, span, wrong);
    else this.#nodes.set(id, { id, attributes: new Map(), spot: { at: placeIn(line, span), pointer: '' } });
    return wrong === undefined ? id : undefined;
  }

  #idProblem(line: Line, span: Span, found: string): void {
    this.#problem(placeIn(line, span), 'an id of 1 to 200 characters without control characters', found);
  }

  #problem(at: Place, expected: string, found: string): void {
    const fix = 'Correct the line, remove it, or begin it with # to make it a comment.';
    this.#bad.add({ at, expected, found, fix });
  }
}

/** Whether a text could be an edge list: its first lines have two fields or more, and none has another mark of structure. */
export function looksLikeEdges(text: string): boolean {
  const [head, ...more] = dataLines({ name: '', text: text.slice(0, LOOKED_AT) }).slice(0, MOST_LINES);
  if (head === undefined || STRUCTURE.test(head.text)) return false;
  const { separator } = detectColumns(head, more[0]);
  const fields = new Fields(separator);
  const count = fields.split(head.text);
  return (
    count >= 2 &&
    (separator !== 'blank' || count <= 3) &&
    more.slice(0, -1).every(({ text: line }) => fields.split(line) === count)
  );
}

const LOOKED_AT = 4_000;
const MOST_LINES = 20;
const STRUCTURE = /^\s*[<{[]|[:{}<>]\s*$/u;

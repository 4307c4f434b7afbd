import { CappedProblems } from '../base/capped-problems.ts';
import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { notUtf8 } from '../base/not-utf8.ts';
import { quoted } from '../base/quoted.ts';
import { chanceOf } from '../base/random.ts';
import type { Span } from '../base/span.ts';
import { notText } from '../base/utf8-chunks.ts';
import {
  type Columns,
  detectColumns,
  Fields,
  isBlank,
  isComment,
  type Line,
  placeIn,
  spanOf,
} from '../graph/edge-list-lines.ts';
import { EdgeWeights, NEVER } from '../graph/edge-weights.ts';
import { idProblem } from '../graph/ids.ts';
import { EdgeListScan } from './edge-list-scan.ts';
import { LineFeed, MAX_LINE_BYTES } from './line-feed.ts';
import type { RawGraphBuilder } from './raw-builder.ts';
import type { RawReader, RawReaderOptions } from './raw-reader.ts';

/**
 * An edge list: a line `u v` or `u v p` per arc, its fields apart by blanks, tabs, commas or semicolons (CSV with quotes),
 * comments after `#` or `%`, a header if it looks like one. A repeated line is a parallel arc. A third
 * column that is no probability throughout (a count, a time) is not read, and a warning says so.
 */
export class EdgeListReader implements RawReader {
  private readonly file: string;
  private readonly isBothWays: boolean;
  private readonly builder: RawGraphBuilder;
  private readonly feed: LineFeed;
  private readonly bad = new CappedProblems('lines of an edge list', 'Is this an edge list? -f names another format.');
  private readonly weights: EdgeWeights;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** The first line of data, until the second shows whether it is a header. */
  private head: Line | undefined;
  private reading:
    | { readonly columns: Columns; readonly fields: Fields; readonly scan: EdgeListScan | null }
    | undefined;
  private lineNumber = 1;

  constructor({ file, undirected }: RawReaderOptions, builder: RawGraphBuilder) {
    this.file = file;
    this.isBothWays = undirected;
    this.builder = builder;
    this.weights = new EdgeWeights('column 3', 'line', this.bad, builder.wantsChances);
    this.feed = new LineFeed(
      (text, from, to) => this.lines(text, from, to),
      () => this.refuseLine(),
    );
  }

  push(chunk: Uint8Array): void {
    if (chunk.includes(0)) throw notText(this.file);
    this.feed.push(chunk);
  }

  end(): readonly Problem[] {
    this.feed.end();
    if (this.head !== undefined) this.begin(this.head, undefined);
    this.bad.throwIfAny();
    const start = { file: this.file, line: 1, column: 1, length: 1 };
    if (this.builder.isEmpty) throw new InvalidInputError([nothing(start)]);
    return [...(this.reading?.columns.warnings ?? []), ...this.weights.warnings(start)];
  }

  private lines(text: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const scan = this.reading?.scan;
      if (scan) {
        at = scan.run(text, at, to);
        this.lineNumber += scan.linesRead;
        if (at === to) return;
      }
      at = this.oneLine(text, at);
    }
  }

  /** Any line, by way of a string. @returns where the next begins */
  private oneLine(bytes: Uint8Array, start: number): number {
    const end = bytes.indexOf(LINE_END, start);
    let first = start;
    while (first < end && isBlank(bytes[first] as number)) first++;
    if (first < end && !isComment(bytes[first] as number)) {
      if (end - start > MAX_LINE_BYTES) this.refuseLine();
      this.line({ file: this.file, text: this.decoded(bytes, start, end), number: this.lineNumber });
    }
    this.lineNumber++;
    return end + 1;
  }

  private decoded(text: Uint8Array, start: number, end: number): string {
    const bytes = text.subarray(start, end);
    try {
      return this.decoder.decode(bytes);
    } catch {
      throw notUtf8(bytes, { file: this.file, line: this.lineNumber, column: 1 });
    }
  }

  private line(line: Line): void {
    if (this.reading !== undefined) this.arc(line, this.reading.columns, this.reading.fields);
    else if (this.head === undefined) this.head = line;
    else this.begin(this.head, line);
  }

  private begin(head: Line, second: Line | undefined): void {
    this.head = undefined;
    const columns = detectColumns(head, second);
    this.weights.from(`column ${columns.weight + 1}`, columns.weightRank);
    const isPlain = columns.from === 0 && columns.to === 1 && columns.weight === 2;
    const scan = isPlain ? new EdgeListScan(columns.separator, this.isBothWays, this.builder, this.weights) : null;
    this.reading = { columns, fields: new Fields(columns.separator), scan };
    if (!columns.hasHeader) this.line(head);
    if (second !== undefined) this.line(second);
  }

  private arc(line: Line, { from, to, weight }: Columns, fields: Fields): void {
    const count = fields.split(line.text);
    if (fields.unclosed !== -1) {
      const at = placeIn(line, { start: fields.unclosed, end: line.text.trimEnd().length });
      this.addProblem(at, 'a quoted field closed on its line', quoted(line.text.slice(fields.unclosed).trim()));
      return;
    }
    if (count <= from || count <= to) {
      const found = `only ${quoted(line.text.trim())}`;
      this.addProblem(placeIn(line, spanOf(line.text)), 'two ids, such as "u v"', found);
      return;
    }
    const probability = this.readWeight(line, fields, count > weight ? weight : -1);
    this.addArc(line, fields, from, to, probability);
  }

  private readWeight(line: Line, fields: Fields, column: number): number {
    const text = column === -1 ? '' : fields.text(column);
    if (text === '') this.weights.addMissing(() => placeIn(line, spanOf(line.text)));
    const probability =
      text === '' ? 0 : this.weights.addText(text, this.isBothWays ? 2 : 1, () => placeIn(line, fields.span(column)));
    if (!this.weights.areProbabilities) this.builder.forgetChances();
    return probability;
  }

  private addArc(line: Line, fields: Fields, from: number, to: number, probability: number): void {
    const [u, v] = [utf8.encode(fields.text(from)), utf8.encode(fields.text(to))];
    if (probability === NEVER) {
      this.addNode(u, line, fields, from);
      this.addNode(v, line, fields, to);
      return;
    }
    const both = new Uint8Array(u.length + v.length);
    both.set(u);
    both.set(v, u.length);
    this.builder.addTexts(both, 0, u.length, u.length, both.length, chanceOf(probability), this.isBothWays);
    if (this.builder.fresh & 1) this.checkId(fields.text(from), line, fields.span(from));
    if (this.builder.fresh & 2) this.checkId(fields.text(to), line, fields.span(to));
  }

  private addNode(id: Uint8Array, line: Line, fields: Fields, column: number): void {
    this.builder.addNode(id, 0, id.length);
    if (this.builder.fresh & 1) this.checkId(fields.text(column), line, fields.span(column));
  }

  private checkId(id: string, line: Line, span: Span): void {
    const found = idProblem(id);
    if (found === undefined) return;
    this.addProblem(placeIn(line, span), 'an id of 1 to 200 characters without control characters', found);
  }

  private addProblem(at: Place, expected: string, found: string): void {
    const fix = 'Correct the line, remove it, or begin it with # to make it a comment.';
    this.bad.add({ at, expected, found, fix });
  }

  private refuseLine(): never {
    const at = { file: this.file, line: this.lineNumber };
    const fix = 'Is this an edge list? -f names another format.';
    throw new InvalidInputError([{ at, expected: 'lines of at most 1 MiB', found: 'a longer one', fix }]);
  }
}

const LINE_END = 10;
const utf8 = new TextEncoder();

const nothing = (at: Place): Problem => ({
  at,
  expected: 'at least one line "u v"',
  found: 'none',
  fix: 'Write one arc per line: two ids, and a probability if you like.',
});

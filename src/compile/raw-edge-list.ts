import { InvalidInputError, type Problem } from '../base/errors.ts';
import { idProblem } from '../graph/ids.ts';
import { type Columns, dataLines, detectColumns, Fields, fieldText } from './edge-list-lines.ts';
import { type PlaceOf, placesIn, type Span } from './locate.ts';
import { quoted } from './outline-problems.ts';
import { TokenTable } from './token-table.ts';

/** A raw graph as flat arrays, arcs in the order of the file. */
export type EdgeList = {
  /** The tokens of the file in the order of their first appearance; arcs hold positions in it. */
  readonly ids: readonly string[];
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Per arc, in (0, 1]; null if the file has no column of probabilities. */
  readonly probability: Float64Array | null;
  /** Lines that join a node to itself. */
  readonly droppedSelfLoops: number;
  readonly warnings: readonly Problem[];
};

export type EdgeListOptions = { /** Each line is an arc both ways. */ readonly undirected: boolean };

/**
 * An edge list: a line `u v` or `u v p` per arc, its fields apart by blanks, tabs or commas (CSV with quotes),
 * comments after `#` or `%`, a header if it looks like one. A repeated line is a parallel arc. A third
 * column that is no probability throughout (a count, a time) is not read, and a warning says so.
 * @throws {InvalidInputError} with every line that is no arc, or if there is no arc at all
 */
export function parseEdgeList(text: string, file: string, { undirected }: EdgeListOptions): EdgeList {
  const placeOf = placesIn(text, file);
  const columns = detectColumns(text, placeOf);
  const capacity = countLines(text) * (undirected ? 2 : 1);
  const arcs = { source: new Uint32Array(capacity), target: new Uint32Array(capacity), count: 0 };
  const tokens = new TokenTable(text);
  const weights = new Weights(text, capacity);
  const bad = new BadLines(placeOf);
  const fields = new Fields(text, columns.separator);
  let droppedSelfLoops = 0;
  for (const line of dataLines(text, columns.firstLine)) {
    const count = fields.split(line);
    if (count <= columns.to || count <= columns.from) {
      bad.add(line, 'two ids, such as "u v"', `only ${quoted(text.slice(line.start, line.end).trim())}`);
      continue;
    }
    const u = tokens.indexOf(fields, columns.from);
    const v = tokens.indexOf(fields, columns.to);
    weights.read(fields, count > columns.weight ? columns.weight : -1, line, arcs.count);
    if (u === v) {
      droppedSelfLoops++;
      continue;
    }
    arcs.source[arcs.count] = u;
    arcs.target[arcs.count++] = v;
    if (!undirected) continue;
    weights.repeat(arcs.count);
    arcs.source[arcs.count] = v;
    arcs.target[arcs.count++] = u;
  }
  for (const { span, id } of tokens.firsts()) {
    const problem = idProblem(id);
    if (problem !== undefined) bad.add(span, 'an id of 1 to 200 characters without control characters', problem);
  }
  bad.throwIfAny();
  if (tokens.ids.length === 0) throw new InvalidInputError([nothing(placeOf)]);
  return {
    ids: tokens.ids,
    source: arcs.source.slice(0, arcs.count),
    target: arcs.target.slice(0, arcs.count),
    probability: weights.probabilities(arcs.count),
    droppedSelfLoops,
    warnings: [...columns.warnings, ...weights.warnings(placeOf, columns)],
  };
}

/** The third column: values of every arc, and whether all of them are probabilities. */
class Weights {
  private readonly text: string;
  private readonly capacity: number;
  private values: Float64Array | null = null;
  private lines = 0;
  private linesWith = 0;
  private areAllOne = true;
  /** The first line whose value is none, or that has none. */
  private misfit: (Span & { readonly value: string }) | null = null;
  private missing: Span | undefined;

  constructor(text: string, capacity: number) {
    this.text = text;
    this.capacity = capacity;
  }

  /** @param column - position of the field, or -1 if the line has none */
  read(fields: Fields, column: number, line: Span, arc: number): void {
    this.lines++;
    const span = column === -1 ? undefined : fields.span(column);
    if (span === undefined || span.start === span.end) {
      this.missing ??= { start: line.start, end: line.end };
      return;
    }
    this.linesWith++;
    if (this.misfit !== null) return;
    const value = Number(this.text.slice(span.start, span.end));
    if (!(value > 0 && value <= 1)) {
      this.misfit = { ...span, value: fieldText(this.text, span) };
      return;
    }
    if (value !== 1) this.areAllOne = false;
    this.values ??= new Float64Array(this.capacity);
    this.values[arc] = value;
  }

  /** The same value for the arc back. */
  repeat(arc: number): void {
    if (this.values !== null) this.values[arc] = this.values[arc - 1] as number;
  }

  private get areProbabilities(): boolean {
    return this.misfit === null && this.linesWith > 0 && this.linesWith === this.lines;
  }

  probabilities(arcs: number): Float64Array | null {
    return this.areProbabilities && this.values !== null ? this.values.slice(0, arcs) : null;
  }

  warnings(placeOf: PlaceOf, { weight }: Columns): Problem[] {
    const column = `column ${weight + 1}`;
    if (this.linesWith === 0) return [];
    if (this.misfit !== null) {
      const at = placeOf(this.misfit);
      const fix = `All of ${column} is left out; --probability sets one for all arcs.`;
      return [
        { at, expected: `only probabilities above 0, up to 1, in ${column}`, found: quoted(this.misfit.value), fix },
      ];
    }
    if (this.missing !== undefined) {
      const at = placeOf(this.missing);
      const fix = `All of ${column} is left out, since some lines have none; --probability sets one for all arcs.`;
      return [{ at, expected: `a probability in ${column}`, found: 'none', fix }];
    }
    if (!this.areAllOne) return [];
    const fix = 'Every arc passes for certain. If the column is a weight, remove it and set --probability.';
    return [
      {
        at: placeOf({ start: 0, end: 1 }),
        expected: `probabilities below 1 in ${column}`,
        found: '1 on every line',
        fix,
      },
    ];
  }
}

const MAX_BAD_LINES = 20;

class BadLines {
  private readonly placeOf: PlaceOf;
  private readonly problems: Problem[] = [];
  private count = 0;
  private next: Span | undefined;

  constructor(placeOf: PlaceOf) {
    this.placeOf = placeOf;
  }

  add(span: Span, expected: string, found: string): void {
    this.count++;
    if (this.count <= MAX_BAD_LINES) {
      const fix = 'Correct the line, remove it, or begin it with # to make it a comment.';
      this.problems.push({ at: this.placeOf(span), expected, found, fix });
    } else this.next ??= { start: span.start, end: span.end };
  }

  throwIfAny(): void {
    if (this.next !== undefined) {
      const found = `${this.count - MAX_BAD_LINES} more from here on that are none`;
      const fix = 'Is this an edge list? -f names another format.';
      this.problems.push({ at: this.placeOf(this.next), expected: 'lines of an edge list', found, fix });
    }
    if (this.problems.length > 0) throw new InvalidInputError(this.problems);
  }
}

const nothing = (placeOf: PlaceOf): Problem => ({
  at: placeOf({ start: 0, end: 1 }),
  expected: 'at least one line "u v"',
  found: 'none',
  fix: 'Write one arc per line: two ids, and a probability if you like.',
});

function countLines(text: string): number {
  let lines = 1;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines++;
  return lines;
}

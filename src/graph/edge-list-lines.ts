import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Span } from '../base/span.ts';
import { isSureRank, weightRank } from './edge-weights.ts';

const [COMMA, SEMICOLON] = [44, 59] as const;

/** How the lines of an edge list are to be read. */
export type Columns = {
  readonly separator: Separator;
  /** Whether the first line that is no comment names the columns. */
  readonly hasHeader: boolean;
  /** Positions of the fields of an arc, from 0. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** How sure it is that the weights are probabilities, see `weightRank`. */
  readonly weightRank: number;
  readonly warnings: readonly Problem[];
};

/** Commas or semicolons, with quotes; tabs (ids may hold blanks then); or any blanks. */
export type Separator = 'comma' | 'semicolon' | 'tab' | 'blank';

/** The character that separates fields of CSV; -1 for the others, where blanks do. */
export const csvMark = (separator: Separator): number =>
  separator === 'comma' ? COMMA : separator === 'semicolon' ? SEMICOLON : -1;

/** A line of a file, without its end. */
export type Line = { readonly file: string; readonly text: string; readonly number: number };

/** Where a part of a line stands. */
export const placeIn = ({ file, number, text }: Line, { start, end }: Span): Place => ({
  file,
  line: number,
  column: start + 1,
  length: Math.max(1, Math.min(end, text.length) - start),
});

/** Looks at the first two lines that are no comment. */
export function detectColumns(head: Line, second: Line | undefined): Columns {
  const separator = separatorOf(head.text);
  const fields = new Fields(separator);
  const names = fields.texts(head.text);
  const next = second === undefined ? [] : fields.texts(second.text);
  const at = placeIn(head, spanOf(head.text));
  const from = names.findIndex((name) => sourceNames.has(name.toLowerCase()));
  const to = names.findIndex((name) => targetNames.has(name.toLowerCase()));
  if (from !== -1 && to !== -1) {
    const others = Array.from(names.keys()).filter((column) => column !== from && column !== to);
    const named = others.find((column) => Number.isFinite(weightRank(names[column] as string)));
    const weight = named ?? others[0] ?? names.length;
    const unread = others.filter((column) => column !== weight).map((column) => names[column] as string);
    const warnings = unread.length === 0 ? [] : [unreadColumns(at, unread.join(', '))];
    return { separator, hasHeader: true, from, to, weight, weightRank: weightRank(names[weight] ?? ''), warnings };
  }
  const width = Math.max(names.length, next.length);
  const warnings = width > 3 ? [unreadColumns(at, `${width - 3} after the third`)] : [];
  const plain = { separator, from: 0, to: 1, weight: 2 } as const;
  const unnamed = Number.POSITIVE_INFINITY;
  if (!looksLikeHeader(names, next)) {
    const doubts = separator !== 'blank' && mayBeHeader(names, next) ? [doubtedArc(at, names)] : [];
    return { ...plain, hasHeader: false, weightRank: unnamed, warnings: [...doubts, ...warnings] };
  }
  return {
    ...plain,
    hasHeader: true,
    weightRank: weightRank(names[2] ?? ''),
    warnings: [guessedHeader(at, head.text.trim()), ...warnings],
  };
}

const sourceNames = new Set([
  'source',
  'src',
  'from',
  'origin',
  'fromnodeid',
  'from_node_id',
  'source_id',
  'node1',
  'id1',
]);
const targetNames = new Set([
  'target',
  'dst',
  'dest',
  'to',
  'destination',
  'tonodeid',
  'to_node_id',
  'target_id',
  'node2',
  'id2',
]);

const isNumeric = (field: string | undefined): boolean =>
  field !== undefined && field.trim() !== '' && Number.isFinite(Number(field));

function looksLikeHeader(first: readonly string[], second: readonly string[]): boolean {
  if (first.length > 2 && !isNumeric(first[2]) && isNumeric(second[2])) return true;
  if (second.length > 2 && isSureRank(weightRank(first[2] ?? ''))) return true;
  return !isNumeric(first[0]) && !isNumeric(first[1]) && isNumeric(second[0]) && isNumeric(second[1]);
}

/** Words that name columns of tables, or a word above a number: not enough to leave the line out. */
function mayBeHeader(first: readonly string[], second: readonly string[]): boolean {
  const ends = first.slice(0, 2);
  if (ends.some(isNumeric)) return false;
  return first.some((name) => columnWords.has(name.toLowerCase())) || second.slice(0, 2).some(isNumeric);
}

const columnWords = new Set(['id', 'key', 'kind', 'label', 'name', 'node', 'title', 'type']);

function separatorOf(line: string): Separator {
  if (line.includes(',')) return 'comma';
  if (line.trim().includes('\t')) return 'tab';
  // One word with semicolons in it: blanks would give no second field.
  const words = line.trim().replace(/\s*;\s*/gu, ';');
  return words.includes(';') && !words.includes(' ') ? 'semicolon' : 'blank';
}

const unreadColumns = (at: Place, found: string): Problem => ({
  at,
  expected: 'two ids and a probability in each line',
  found: `further columns (${found})`,
  fix: 'They are not read.',
});

const guessedHeader = (at: Place, line: string): Problem => ({
  at,
  expected: 'an arc, or a header that names source and target',
  found: quoted(line),
  fix: 'It is read as a header; begin it with # to say so.',
});

const doubtedArc = (at: Place, [from = '', to = '']: readonly string[]): Problem => ({
  at,
  expected: 'an arc, or a header that names source and target',
  found: `${quoted(from)} and ${quoted(to)}`,
  fix: 'They are read as the ends of an arc; begin the line with # if it is a header.',
});

/** From the first character of a line that is not blank to its end. */
export function spanOf(text: string): Span {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  return { start, end: text.length };
}

const [HASH, PERCENT, QUOTE, TAB, SPACE, RETURN] = [35, 37, 34, 9, 32, 13] as const;
const MAX_FIELDS = 64;

export const isBlank = (code: number): boolean => code === SPACE || code === TAB || code === RETURN;
export const isComment = (code: number): boolean => code === HASH || code === PERCENT;

/** Cuts one line after the other into fields. */
export class Fields {
  /** Where in the last line a quoted field begins that is not closed; -1 if none. */
  unclosed = -1;
  private readonly separator: Separator;
  private readonly mark: number;
  private line = '';
  /** start and end of each field of the current line, quotes left out */
  private readonly bounds = new Uint32Array(2 * MAX_FIELDS);

  constructor(separator: Separator) {
    this.separator = separator;
    this.mark = csvMark(separator);
  }

  /** Number of fields of the line, at most 64. */
  split(line: string): number {
    this.line = line;
    this.unclosed = -1;
    const end = line.length;
    let count = 0;
    for (let offset = spanOf(line).start; offset <= end && count < MAX_FIELDS; count++) {
      while (offset < end && isBlank(line.charCodeAt(offset))) offset++;
      const isEnd = offset === end || (count >= 2 && isComment(line.charCodeAt(offset)));
      if (this.mark === -1 && isEnd) return count;
      const isQuoted = this.mark !== -1 && line.charCodeAt(offset) === QUOTE;
      offset = isQuoted ? this.quotedField(count, offset + 1, end) : this.plainField(count, offset, end);
    }
    return count;
  }

  /** Where a field of the last line stands in it. */
  span(field: number): Span {
    return { start: this.bounds[2 * field] as number, end: this.bounds[2 * field + 1] as number };
  }

  /** A field of the last line; in a quoted one `""` stands for a quote. */
  text(field: number): string {
    const { start, end } = this.span(field);
    const text = this.line.slice(start, end);
    return this.mark !== -1 && this.line.charCodeAt(start - 1) === QUOTE ? text.replaceAll('""', '"') : text;
  }

  texts(line: string): string[] {
    return Array.from({ length: this.split(line) }, (_, field) => this.text(field));
  }

  /** Gives the offset behind the separator that ends the field. */
  private plainField(field: number, start: number, lineEnd: number): number {
    let offset = start;
    while (offset < lineEnd && !this.isSeparator(this.line.charCodeAt(offset))) offset++;
    let end = offset;
    while (end > start && isBlank(this.line.charCodeAt(end - 1))) end--;
    this.set(field, start, end);
    return offset + 1;
  }

  private quotedField(field: number, start: number, lineEnd: number): number {
    let end = start;
    for (; end < lineEnd; end++) {
      if (this.line.charCodeAt(end) !== QUOTE) continue;
      if (this.line.charCodeAt(end + 1) !== QUOTE) break;
      end++;
    }
    end = Math.min(end, lineEnd);
    if (end === lineEnd && this.unclosed === -1) this.unclosed = start - 1;
    this.set(field, start, end);
    const mark = this.line.indexOf(String.fromCharCode(this.mark), end);
    return mark === -1 ? lineEnd + 1 : mark + 1;
  }

  private isSeparator(code: number): boolean {
    if (this.mark !== -1) return code === this.mark;
    return this.separator === 'tab' ? code === TAB : code === TAB || code === SPACE;
  }

  private set(field: number, start: number, end: number): void {
    this.bounds[2 * field] = start;
    this.bounds[2 * field + 1] = end;
  }
}

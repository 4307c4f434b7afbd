import type { Problem } from '../base/errors.ts';
import type { PlaceOf, Span } from './locate.ts';
import { quoted } from './outline-problems.ts';

/** How the lines of an edge list are to be read. */
export type Columns = {
  readonly separator: Separator;
  /** Offset of the first line that is data: the second one after a header. */
  readonly firstLine: number;
  /** Positions of the fields of an arc, from 0. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly warnings: readonly Problem[];
};

/** Commas; tabs (ids may hold blanks then); or any blanks. */
export type Separator = 'comma' | 'tab' | 'blank';

/** Looks at the first two lines that are no comment. */
export function detectColumns(text: string, placeOf: PlaceOf): Columns {
  const lines = dataLines(text, 0);
  const first = lines.next().value;
  const plain = { separator: 'blank', firstLine: 0, from: 0, to: 1, weight: 2, warnings: [] } as const;
  if (first === undefined) return plain;
  // The generator reuses its span.
  const head = { start: first.start, end: first.end };
  const separator = separatorOf(text.slice(head.start, head.end));
  const fields = new Fields(text, separator);
  const names = fields.texts(head);
  const second = lines.next().value;
  const next = second === undefined ? [] : fields.texts({ start: second.start, end: second.end });
  const from = names.findIndex((name) => sourceNames.has(name.toLowerCase()));
  const to = names.findIndex((name) => targetNames.has(name.toLowerCase()));
  if (from !== -1 && to !== -1) {
    const others = Array.from(names.keys()).filter((column) => column !== from && column !== to);
    const named = others.find((column) => weightNames.has((names[column] as string).toLowerCase()));
    const weight = named ?? others[0] ?? names.length;
    const unread = others.filter((column) => column !== weight).map((column) => names[column] as string);
    const warnings = unread.length === 0 ? [] : [unreadColumns(placeOf(head), unread.join(', '))];
    return { separator, firstLine: head.end, from, to, weight, warnings };
  }
  const width = Math.max(names.length, next.length);
  const warnings = width > 3 ? [unreadColumns(placeOf(head), `${width - 3} after the third`)] : [];
  if (!looksLikeHeader(names, next)) return { ...plain, separator, warnings };
  const header = guessedHeader(placeOf(head), text.slice(head.start, head.end).trim());
  return { ...plain, separator, firstLine: head.end, warnings: [header, ...warnings] };
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
const weightNames = new Set(['p', 'prob', 'probability', 'weight', 'w']);

const isNumeric = (field: string | undefined): boolean =>
  field !== undefined && field.trim() !== '' && Number.isFinite(Number(field));

function looksLikeHeader(first: readonly string[], second: readonly string[]): boolean {
  if (first.length > 2 && !isNumeric(first[2]) && isNumeric(second[2])) return true;
  return !isNumeric(first[0]) && !isNumeric(first[1]) && isNumeric(second[0]) && isNumeric(second[1]);
}

const separatorOf = (line: string): Separator =>
  line.includes(',') ? 'comma' : line.trim().includes('\t') ? 'tab' : 'blank';

const unreadColumns = (at: Problem['at'], found: string): Problem => ({
  at,
  expected: 'two ids and a probability in each line',
  found: `further columns (${found})`,
  fix: 'They are not read.',
});

const guessedHeader = (at: Problem['at'], line: string): Problem => ({
  at,
  expected: 'an arc, or a header that names source and target',
  found: quoted(line),
  fix: 'It is read as a header; begin it with # to say so.',
});

/** The spans of the lines that are neither empty nor comments, without their ends; one object, changed in place. */
export function* dataLines(text: string, offset: number): Generator<Span, undefined> {
  const line = { start: 0, end: 0 };
  for (let start = offset; start < text.length; start = line.end + 1) {
    const newline = text.indexOf('\n', start);
    line.end = newline === -1 ? text.length : newline;
    line.start = start;
    while (line.start < line.end && isBlank(text.charCodeAt(line.start))) line.start++;
    const first = text.charCodeAt(line.start);
    if (line.start < line.end && first !== HASH && first !== PERCENT) yield line;
  }
  return undefined;
}

const [HASH, PERCENT, QUOTE, COMMA, TAB, SPACE, RETURN] = [35, 37, 34, 44, 9, 32, 13] as const;
const MAX_FIELDS = 64;

const isBlank = (code: number): boolean => code === SPACE || code === TAB || code === RETURN;

/** Cuts one line after the other into fields, without making objects. */
export class Fields {
  private readonly text: string;
  private readonly separator: Separator;
  /** start and end of each field of the current line, quotes left out */
  private readonly bounds = new Uint32Array(2 * MAX_FIELDS);

  constructor(text: string, separator: Separator) {
    this.text = text;
    this.separator = separator;
  }

  /** Number of fields of the line, at most 64; their spans are read with `start` and `end`. */
  split({ start, end }: Span): number {
    let count = 0;
    for (let offset = start; offset <= end && count < MAX_FIELDS; count++) {
      while (offset < end && isBlank(this.text.charCodeAt(offset))) offset++;
      if (this.separator !== 'comma' && (offset === end || (count >= 2 && this.isComment(offset)))) return count;
      const isQuoted = this.separator === 'comma' && this.text.charCodeAt(offset) === QUOTE;
      offset = isQuoted ? this.quotedField(count, offset + 1, end) : this.plainField(count, offset, end);
    }
    return count;
  }

  start(field: number): number {
    return this.bounds[2 * field] as number;
  }

  end(field: number): number {
    return this.bounds[2 * field + 1] as number;
  }

  span(field: number): Span {
    return { start: this.start(field), end: this.end(field) };
  }

  texts(line: Span): string[] {
    return Array.from({ length: this.split(line) }, (_, field) => fieldText(this.text, this.span(field)));
  }

  private isComment(offset: number): boolean {
    const code = this.text.charCodeAt(offset);
    return code === HASH || code === PERCENT;
  }

  /** Gives the offset behind the separator that ends the field. */
  private plainField(field: number, start: number, lineEnd: number): number {
    let offset = start;
    while (offset < lineEnd && !this.isSeparator(this.text.charCodeAt(offset))) offset++;
    let end = offset;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end--;
    this.set(field, start, end);
    return offset + 1;
  }

  private quotedField(field: number, start: number, lineEnd: number): number {
    let end = start;
    for (; end < lineEnd; end++) {
      if (this.text.charCodeAt(end) !== QUOTE) continue;
      if (this.text.charCodeAt(end + 1) !== QUOTE) break;
      end++;
    }
    end = Math.min(end, lineEnd);
    this.set(field, start, end);
    const comma = this.text.indexOf(',', end);
    return comma === -1 || comma >= lineEnd ? lineEnd + 1 : comma + 1;
  }

  private isSeparator(code: number): boolean {
    if (this.separator === 'comma') return code === COMMA;
    return this.separator === 'tab' ? code === TAB : code === TAB || code === SPACE;
  }

  private set(field: number, start: number, end: number): void {
    this.bounds[2 * field] = start;
    this.bounds[2 * field + 1] = end;
  }
}

/** The text of a field; in a quoted one `""` stands for a quote. */
export function fieldText(text: string, { start, end }: Span): string {
  const field = text.slice(start, end);
  return text.charCodeAt(start - 1) === QUOTE ? field.replaceAll('""', '"') : field;
}

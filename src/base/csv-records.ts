import { InvalidInputError, type Place, type Problem } from './errors.ts';

/** One field: in quotes blanks and an empty text are meant, without they are not. */
export type CsvField = {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly line: number;
  readonly column: number;
};
export type CsvRecord = readonly CsvField[];
export type CsvMark = ',' | ';' | '\t';

/**
 * The records of a CSV text (RFC 4180: quotes around fields with marks, quotes or line ends in them, `""` for a quote),
 * its mark the one that is most frequent in the first record. Blanks around fields and empty lines are left out, and so
 * is the line `sep=;` of spreadsheets.
 * @throws {InvalidInputError} with quotes that are not closed, or closed too early
 */
export function csvRecords(text: string, file: string): readonly CsvRecord[] {
  const said = /^sep=([,;\t])(?:\r\n|\n|\r)/u.exec(text);
  const records = new CsvReader(text, file, (said?.[1] as CsvMark | undefined) ?? markOf(text)).records();
  return said === null ? records : records.slice(1);
}

/** How many problems of one file are told. */
const MOST_PROBLEMS = 20;
/** How far the first record is looked at. */
const MOST_LOOKED_AT = 20_000;

function markOf(text: string): CsvMark {
  const head = text.slice(0, MOST_LOOKED_AT).replace(/"[^"]*"?/gu, '');
  const [line = ''] = head.trimStart().split(/[\r\n]/u, 1);
  const marks: readonly CsvMark[] = [',', ';', '\t'];
  const count = (mark: CsvMark): number => line.split(mark).length;
  return marks.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

class CsvReader {
  readonly #text: string;
  readonly #file: string;
  readonly #mark: CsvMark;
  readonly #problems: Problem[] = [];
  #at = 0;
  #line = 1;
  /** Where the current line begins. */
  #start = 0;

  constructor(text: string, file: string, mark: CsvMark) {
    this.#text = text;
    this.#file = file;
    this.#mark = mark;
  }

  records(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.#at < this.#text.length) {
      const record = this.#record();
      if (record.some(({ text, isQuoted }) => text !== '' || isQuoted)) records.push(record);
    }
    if (this.#problems.length > 0) throw new InvalidInputError(this.#problems.slice(0, MOST_PROBLEMS));
    return records;
  }

  #record(): CsvField[] {
    const fields: CsvField[] = [this.#field()];
    while (this.#text[this.#at] === this.#mark) {
      this.#at++;
      fields.push(this.#field());
    }
    this.#lineEnd();
    return fields;
  }

  #field(): CsvField {
    this.#blanks();
    const { line, column } = this.#place();
    const isQuoted = this.#text[this.#at] === '"';
    return { text: isQuoted ? this.#quoted() : this.#plain(), isQuoted, line, column };
  }

  #plain(): string {
    const from = this.#at;
    while (this.#at < this.#text.length && !this.#isFieldEnd()) this.#at++;
    return this.#text.slice(from, this.#at).trim();
  }

  #quoted(): string {
    const opened = this.#place();
    const parts: string[] = [];
    for (;;) {
      const from = this.#at + 1;
      const end = this.#text.indexOf('"', from);
      const part = this.#text.slice(from, end === -1 ? undefined : end);
      parts.push(part);
      this.#countLines(part, from);
      this.#at = end === -1 ? this.#text.length : end + 1;
      if (end === -1) this.#problem(opened, 'a closing quote', 'none', 'Close the quotes that begin here.');
      if (this.#text[this.#at] !== '"') break;
    }
    this.#blanks();
    if (this.#at < this.#text.length && !this.#isFieldEnd()) this.#behindQuotes();
    return parts.join('"');
  }

  #behindQuotes(): void {
    const fix = 'Write a quote inside of quotes twice.';
    this.#problem(this.#place(), 'the end of the field behind its closing quote', 'more text', fix);
    while (this.#at < this.#text.length && !this.#isFieldEnd()) this.#at++;
  }

  #problem(at: Place, expected: string, found: string, fix: string): void {
    this.#problems.push({ at: { ...at, length: 1 }, expected, found, fix });
  }

  #blanks(): void {
    while (this.#text[this.#at] === ' ' || (this.#text[this.#at] === '\t' && this.#mark !== '\t')) this.#at++;
  }

  #isFieldEnd(): boolean {
    const character = this.#text[this.#at];
    return character === this.#mark || character === '\n' || character === '\r';
  }

  #lineEnd(): void {
    if (this.#at >= this.#text.length) return;
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1;
    this.#line++;
    this.#start = this.#at;
  }

  #countLines(part: string, from: number): void {
    for (const { 0: end, index } of part.matchAll(/\r\n|\n|\r/gu)) {
      this.#line++;
      this.#start = from + index + end.length;
    }
  }

  #place(): { readonly file: string; readonly line: number; readonly column: number } {
    return { file: this.#file, line: this.#line, column: this.#at - this.#start + 1 };
  }
}

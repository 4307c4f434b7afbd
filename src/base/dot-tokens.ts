import { InvalidInputError, type Place } from './errors.ts';

export type DotToken = {
  /** `id`: a word or number; `quoted`, `html`: the same in quotes or in `<` and `>`, never a keyword; `end`: of the file. */
  readonly kind: 'id' | 'quoted' | 'html' | 'mark' | 'end';
  /** What it says; a mark is one of `{ } [ ] ; , = : + -> --`. */
  readonly text: string;
  readonly at: Place;
};

/** Of a token or a comment: what cannot be handed over piece by piece. */
const MAX_PIECE = 2 ** 20;

/**
 * Text in DOT in pieces, cut anywhere -> its tokens, comments left out. Only what is left of a token waits for the next
 * piece.
 * @see The DOT language, graphviz.org/doc/info/lang.html
 */
export class DotTokens {
  private readonly file: string;
  private readonly take: (token: DotToken) => void;
  private text = '';
  private position = 0;
  private line = 1;
  /** Where the line began, in `text`; below 0 if that piece is gone. */
  private lineStart = 0;
  private isLast = false;
  private kind: DotToken['kind'] = 'mark';

  constructor(file: string, take: (token: DotToken) => void) {
    this.file = file;
    this.take = take;
  }

  /** @throws {InvalidInputError} at the first character that begins no token, or a token above 1 MiB */
  push(piece: string, isLast: boolean): void {
    this.text = this.text.slice(this.position) + piece;
    this.lineStart -= this.position;
    this.position = 0;
    this.isLast = isLast;
    while (this.skipSpace() && this.position < this.text.length) {
      const before = this.position;
      const { line } = this;
      const column = before - this.lineStart + 1;
      const text = this.next();
      if (text === undefined) {
        this.position = before;
        if (this.text.length - before > MAX_PIECE) this.refuse(this.here(), 'tokens of at most 1 MiB', 'a longer one');
        return;
      }
      const length = Math.min(80, this.position - before);
      this.take({ kind: this.kind, text, at: { file: this.file, line, column, length } });
    }
    if (isLast) this.take({ kind: 'end', text: 'the end of the file', at: this.here() });
  }

  /** @returns false if a comment may go on in the next piece */
  private skipSpace(): boolean {
    for (; this.position < this.text.length; ) {
      const code = this.text.charCodeAt(this.position);
      if (code === LINE_END) this.newLine(this.position++);
      else if (code === SPACE || code === TAB || code === RETURN || code === MARK) this.position++;
      else if (code === SLASH || (code === HASH && this.position === this.lineStart)) {
        if (!this.skipComment()) return false;
      } else return true;
    }
    return true;
  }

  private skipComment(): boolean {
    const isBlock = this.text.startsWith('/*', this.position);
    if (this.text[this.position] === '/' && !isBlock && !this.text.startsWith('//', this.position)) {
      if (this.position + 1 === this.text.length && !this.isLast) return false;
      this.refuse(this.here(), 'a comment after /', JSON.stringify(this.text[this.position + 1] ?? 'nothing'));
    }
    const end = this.text.indexOf(isBlock ? '*/' : '\n', this.position + (isBlock ? 2 : 0));
    if (end === -1 && !this.isLast) {
      if (this.text.length - this.position > MAX_PIECE)
        this.refuse(this.here(), 'comments of at most 1 MiB', 'a longer one');
      return false;
    }
    if (end === -1 && isBlock) this.refuse(this.here(), 'a comment that ends with */', 'no end');
    const after = end === -1 ? this.text.length : isBlock ? end + 2 : end;
    this.countLines(this.position, after);
    this.position = after;
    return true;
  }

  /** The token at `position`, which moves behind it, and its `kind`; undefined if it may go on in the next piece. */
  private next(): string | undefined {
    const first = this.text[this.position] as string;
    if (first === '"') return this.quoted();
    if (first === '<') return this.html();
    if (first === '-' && this.position + 1 === this.text.length && !this.isLast) return undefined;
    const pair = this.text.slice(this.position, this.position + 2);
    if (pair === '->' || pair === '--') return this.mark(pair);
    if ('{}[];,=:+'.includes(first)) return this.mark(first);
    return this.word();
  }

  private mark(text: string): string {
    this.position += text.length;
    this.kind = 'mark';
    return text;
  }

  /** Nearly every name is plain: letters, digits and underscores of ASCII, no digit first. */
  private plainWordEnd(): number {
    let at = this.position;
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
      const isDigit = code >= 48 && code <= 57;
      if (!(isLetter || code === UNDERSCORE || (isDigit && at > this.position))) return code < 128 ? at : -1;
    }
    return -1;
  }

  private word(): string | undefined {
    this.kind = 'id';
    const end = this.plainWordEnd();
    if (end > this.position) {
      const plain = this.text.slice(this.position, end);
      this.position = end;
      return plain;
    }
    WORD.lastIndex = this.position;
    const text = WORD.exec(this.text)?.[0];
    if (text === undefined) {
      // A point and a minus begin a number only with what follows.
      if (!this.isLast && ['.', '-', '-.'].includes(this.text.slice(this.position))) return undefined;
      this.refuse(this.here(), 'a name, a number or a text in quotes', JSON.stringify(this.text[this.position]));
    }
    const after = this.position + text.length;
    if (after === this.text.length && !this.isLast) return undefined;
    if (NUMERAL.test(text) && WORD_PART.test(this.text[after] ?? '')) {
      // Graphviz would read two: `1e-1` as 1, e and -1.
      this.refuse(
        this.here(),
        'a number such as 0.1, or a name in quotes',
        JSON.stringify(this.text.slice(this.position, after + 1)),
      );
    }
    this.position += text.length;
    return text;
  }

  private quoted(): string | undefined {
    const start = this.position + 1;
    let end = start;
    for (; end < this.text.length && this.text.charCodeAt(end) !== QUOTE; end++) {
      if (this.text.charCodeAt(end) === BACKSLASH) end++;
    }
    // `\"` may be cut between its characters.
    if (end >= this.text.length) return this.unfinished('a text that ends with a quote');
    this.countLines(start, end);
    this.position = end + 1;
    // Only \" stands for another text in DOT; a line that ends with a backslash goes on.
    this.kind = 'quoted';
    return this.text.slice(start, end).replaceAll(/\\(?:(")|\r?\n)/gu, (_, quote?: string) => quote ?? '');
  }

  private html(): string | undefined {
    let open = 0;
    for (let end = this.position; end < this.text.length; end++) {
      const code = this.text.charCodeAt(end);
      if (code === LESS) open++;
      else if (code === GREATER && --open === 0) {
        const start = this.position;
        this.countLines(start, end);
        this.position = end + 1;
        this.kind = 'html';
        return this.text.slice(start, end + 1);
      }
    }
    return this.unfinished('an HTML text that ends with >');
  }

  private unfinished(expected: string): undefined {
    if (this.isLast) this.refuse(this.here(), expected, 'no end');
    return undefined;
  }

  private countLines(from: number, to: number): void {
    for (let at = this.text.indexOf('\n', from); at !== -1 && at < to; at = this.text.indexOf('\n', at + 1)) {
      this.newLine(at);
    }
  }

  private newLine(at: number): void {
    this.line++;
    this.lineStart = at + 1;
  }

  private here(): Place {
    return { file: this.file, line: this.line, column: this.position - this.lineStart + 1, length: 1 };
  }

  private refuse(at: Place, expected: string, found: string): never {
    throw new InvalidInputError([{ at, expected, found, fix: 'Correct the file; graphviz says more: dot -v FILE.' }]);
  }
}

const WORD = /-?(?:\.\d+|\d+(?:\.\d*)?)|[\p{L}\p{M}\p{N}_\u0080-\u{10ffff}]+/uy;
const NUMERAL = /^-?[.\d]/u;
const WORD_PART = /^[\p{L}\p{M}\p{N}_.\u0080-\u{10ffff}]/u;
const [TAB, LINE_END, RETURN, SPACE, QUOTE, HASH, SLASH, LESS, GREATER, BACKSLASH, UNDERSCORE, MARK] = [
  9, 10, 13, 32, 34, 35, 47, 60, 62, 92, 95, 0xfeff,
] as const;

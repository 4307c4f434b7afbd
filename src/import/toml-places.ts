import { parse } from 'smol-toml';
import { pointerTo } from './located.ts';
import { DEEPEST_LEVEL } from './reading-limits.ts';

/** Where something stands in a text. */
export type Span = { readonly start: number; readonly length: number };
/** By JSON pointer: keys (in a header: the name in it) and values (of a table: its header). */
export type TomlPlaces = { readonly keys: ReadonlyMap<string, Span>; readonly values: ReadonlyMap<string, Span> };

type Key = Span & { readonly name: string };

/**
 * Where the keys and values of a TOML text stand, which its parser does not tell. The text is one that the parser has
 * read: only what tells keys from values is looked at, and no list is nested deeper than the parser allows.
 * @param tooDeep - the error for a dotted key with too many parts
 */
export const tomlPlaces = (text: string, tooDeep: (key: Span) => Error): TomlPlaces =>
  new Scanner(text, tooDeep).scan();

const SCALAR = /[^,\]}#\r\n]*/y;
const BARE_KEY = /[\w-]+/y;
const BLANKS = /[\s\uFEFF]+|#[^\n]*/y;

class Scanner {
  readonly #text: string;
  readonly #tooDeep: (key: Span) => Error;
  readonly #keys = new Map<string, Span>();
  readonly #values = new Map<string, Span>();
  /** How many tables each array of tables has so far. */
  readonly #tables = new Map<string, number>();
  #at = 0;

  constructor(text: string, tooDeep: (key: Span) => Error) {
    this.#text = text;
    this.#tooDeep = tooDeep;
  }

  scan(): TomlPlaces {
    let table = '';
    for (this.#blanks(); this.#at < this.#text.length; this.#blanks()) {
      if (this.#text[this.#at] === '[') table = this.#header();
      else this.#pair(table);
    }
    return { keys: this.#keys, values: this.#values };
  }

  /** `[a.b]` or `[[a.b]]`: the pointer of the table that it opens. */
  #header(): string {
    const start = this.#at;
    const isList = this.#text.startsWith('[[', start);
    this.#at += isList ? 2 : 1;
    const keys = this.#path(']');
    if (isList) this.#at++;
    const span = { start, length: this.#at - start };
    let pointer = '';
    for (const [index, key] of keys.entries()) {
      pointer = pointerTo(pointer, key['name']);
      const isLast = index === keys.length - 1;
      if (isLast || !this.#keys.has(pointer)) this.#note(pointer, key, span);
      if (isLast && isList) this.#tables.set(pointer, (this.#tables.get(pointer) ?? 0) + 1);
      const tables = this.#tables.get(pointer);
      if (tables !== undefined) pointer = pointerTo(pointer, tables - 1);
    }
    this.#values.set(pointer, span);
    return pointer;
  }

  /** `a.b = value` in a table. */
  #pair(table: string): void {
    let pointer = table;
    for (const key of this.#path('=')) {
      pointer = pointerTo(pointer, key['name']);
      if (!this.#keys.has(pointer)) this.#note(pointer, key, key);
    }
    this.#blanks();
    this.#value(pointer);
  }

  #note(pointer: string, { start, length }: Span, value: Span): void {
    if (!this.#keys.has(pointer) || !this.#tables.has(pointer)) {
      this.#keys.set(pointer, { start, length });
      this.#values.set(pointer, { start: value.start, length: value.length });
    }
  }

  #value(pointer: string): void {
    const start = this.#at;
    const first = this.#text[start];
    if (first === '[') this.#nested(']', (index) => this.#value(pointerTo(pointer, index)));
    else if (first === '{') this.#nested('}', () => this.#pair(pointer));
    else if (first === '"' || first === "'") this.#string();
    else this.#skip(SCALAR);
    const isNested = first === '[' || first === '{';
    const length = isNested ? 1 : this.#text.slice(start, this.#at).trimEnd().length;
    this.#values.set(pointer, { start, length });
  }

  #nested(end: string, read: (index: number) => void): void {
    this.#at++;
    for (let index = 0; ; index++) {
      this.#blanks();
      if (this.#at >= this.#text.length || this.#text[this.#at] === end) break;
      read(index);
      this.#blanks();
      if (this.#text[this.#at] === ',') this.#at++;
    }
    this.#at++;
  }

  /** The names of a dotted key, and then what ends it. */
  #path(end: string): Key[] {
    const keys: Key[] = [];
    while (this.#at < this.#text.length && this.#text[this.#at] !== end) {
      const start = this.#at;
      const first = this.#text[start];
      if (keys.length >= DEEPEST_LEVEL) throw this.#tooDeep({ start, length: 1 });
      if (first === '"' || first === "'") {
        this.#string();
        keys.push({ name: this.#unquoted(start), start, length: this.#at - start });
      } else if (this.#skip(BARE_KEY)) {
        keys.push({ name: this.#text.slice(start, this.#at), start, length: this.#at - start });
      } else this.#at++;
    }
    this.#at++;
    return keys;
  }

  #unquoted(start: number): string {
    return String(parse(`name = ${this.#text.slice(start, this.#at)}`)['name']);
  }

  #string(): void {
    const quote = this.#text[this.#at] ?? '"';
    const long = quote.repeat(3);
    const mark = this.#text.startsWith(long, this.#at) ? long : quote;
    let end = this.#at + mark.length;
    while (end < this.#text.length && !this.#text.startsWith(mark, end)) {
      end += quote === '"' && this.#text[end] === '\\' ? 2 : 1;
    }
    end += mark.length;
    // A long text may end with quotes of its own.
    while (mark === long && this.#text[end] === quote) end++;
    this.#at = end;
  }

  /** Blanks, line ends, comments and the mark at the start of a file. */
  #blanks(): void {
    while (this.#skip(BLANKS));
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const length = pattern.exec(this.#text)?.[0].length ?? 0;
    this.#at += length;
    return length > 0;
  }
}

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
} from 'yaml';
import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { blankComments } from './blank-comments.ts';
import type { SourceFile } from './importer.ts';
import { type Entry, type Located, pointerTo } from './located.ts';
import { DEEPEST_LEVEL, MOST_CHARACTERS, refuse, tooDeep } from './reading-limits.ts';
import { isTomlText, readToml } from './toml.ts';

/** Values that aliases may repeat, all together. */
const MOST_REPEATED_VALUES = 100_000;
const MOST_PROBLEMS = 20;

/**
 * JSON, JSON with comments and trailing commas, TOML or YAML, with the place of every value. JSON is told by
 * its first character, TOML by its first line. The same file is read only once.
 * @throws {InvalidInputError} with every problem of the text; messages never quote it, for it may hold secrets
 */
export function readLocated(file: SourceFile): Located {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const located = parse(file);
  cache.set(file, located);
  return located;
}

const cache = new WeakMap<SourceFile, Located>();

export const isJsonText = (text: string): boolean =>
  /^\uFEFF?(?:\s|\/\/[^\n]*\n|\/\*.*?\*\/)*[[{]/su.test(text.slice(0, 100_000));

function parse(file: SourceFile): Located {
  const { name, text } = file;
  if (text.length > MOST_CHARACTERS) {
    throw refuse(
      { file: name },
      'at most 50 MB of text',
      'more',
      'Split the file, or leave out what is not about agents.',
    );
  }
  if (isTomlText(text)) return readToml(file);
  const isJson = isJsonText(text);
  const lines = new LineCounter();
  const tokens = tokensOf(isJson ? blankComments(text) : text, name, lines);
  // The parser's own check for duplicate keys takes time quadratic in the length of a map.
  const options = { uniqueKeys: false, ...(isJson ? { schema: 'json' as const } : {}) };
  const [document, second] = [...new Composer(options).compose(tokens, true, text.length)];
  const errors = [...(document?.errors ?? []), ...(second === undefined ? [] : [manyDocuments(second)])];
  if (errors.length > 0) throw new InvalidInputError(problemsOf(errors, name, lines));
  return new Converter(document as Document, name, lines, isJson).convert();
}

/**
 * What the text is made of. Depth is watched here, where nothing recurses: composing a document does, and
 * thousands of levels would end the process.
 */
function tokensOf(text: string, file: string, lines: LineCounter): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST_LEVEL + 1) throw tooDeep(placeAt(file, lines, parser.offset - 1, 1));
  }
  return [...tokens, ...parser.end()];
}

type SyntaxError = Pick<YAMLError, 'code' | 'pos'>;

const manyDocuments = ({ range }: Document): SyntaxError => ({ code: 'MULTIPLE_DOCS', pos: [range?.[0] ?? 0, 1] });

function placeAt(file: string, lines: LineCounter, start: number, length: number): Place {
  const { line, col } = lines.linePos(start);
  return { file, line, column: col, length: Math.max(1, length) };
}

/** The parser's own words quote the text; these do not. */
const syntaxErrors: Readonly<Record<string, readonly [expected: string, found: string, fix: string]>> = {
  DUPLICATE_KEY: ['each key once', 'a key that was there before', 'Rename or remove one of the two.'],
  MISSING_CHAR: [
    'a closing bracket, quote, comma or colon',
    'none',
    'Check the brackets and quotes just before this place.',
  ],
  BAD_INDENT: ['a closing bracket or the right indentation', 'neither', 'Check the brackets and the indentation here.'],
  BLOCK_IN_FLOW: ['a comma between entries', 'none', 'Add the comma before this entry.'],
  TAG_RESOLVE_FAILED: [
    'a text in double quotes, a number, true, false or null',
    'a bare word',
    'Put it in double quotes.',
  ],
  TAB_AS_INDENT: ['blanks', 'a tab at the start of the line', 'Indent with blanks: YAML allows no tabs there.'],
  MULTIPLE_DOCS: ['one document', 'a second one after ---', 'Keep one document per file.'],
  BAD_DQ_ESCAPE: [
    'a valid escape',
    'an unknown one after a backslash',
    'Write a backslash twice, as in "C:\\\\Users".',
  ],
  RESOURCE_EXHAUSTION: [`at most ${DEEPEST_LEVEL} levels of nesting`, 'more', 'Flatten the file.'],
};
const anySyntaxError = ['valid JSON or YAML', 'something else', 'Check the punctuation at this place.'] as const;

function problemsOf(errors: readonly SyntaxError[], file: string, lines: LineCounter): Problem[] {
  const seen = new Set<number>();
  const own = errors.filter(({ pos }) => !seen.has(pos[0]) && seen.add(pos[0])); // one per place
  return own.slice(0, MOST_PROBLEMS).map(({ code, pos }): Problem => {
    const [expected, found, fix] = syntaxErrors[code] ?? anySyntaxError;
    return { at: placeAt(file, lines, pos[0], 1), expected, found, fix };
  });
}

/** Document nodes -> located values, with aliases and `<<` merges followed within limits. */
class Converter {
  readonly #document: Document;
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #isJson: boolean;
  readonly #duplicates: SyntaxError[] = [];
  #repeated = 0;
  #aliases = 0;

  constructor(document: Document, file: string, lines: LineCounter, isJson: boolean) {
    this.#document = document;
    this.#file = file;
    this.#lines = lines;
    this.#isJson = isJson;
  }

  convert(): Located {
    const located = this.#value(this.#document.contents, '', 0, { file: this.#file, line: 1, column: 1 });
    if (this.#duplicates.length > 0) throw new InvalidInputError(problemsOf(this.#duplicates, this.#file, this.#lines));
    return located;
  }

  #value(node: unknown, pointer: string, level: number, fallback: Place): Located {
    const at = this.#place(node as Node | null, fallback);
    if (level > DEEPEST_LEVEL) throw tooDeep(at);
    if (this.#aliases > 0 && ++this.#repeated > MOST_REPEATED_VALUES) {
      throw refuse(at, 'aliases that stay small', 'aliases of aliases that grow too large', 'Remove the aliases.');
    }
    if (isAlias(node)) {
      const anchor = node.resolve(this.#document);
      if (anchor === undefined)
        throw refuse(at, 'an alias of an anchor further up', 'an unknown one', 'Define the anchor before it is used.');
      this.#aliases++;
      const value = this.#value(anchor, pointer, level + 1, at);
      this.#aliases--;
      return value;
    }
    if (isMap(node)) return { form: 'map', at, pointer, entries: this.#entries(node.items, pointer, level, at) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.#value(item, pointerTo(pointer, index), level + 1, at));
      return { form: 'list', at, pointer, items };
    }
    return { form: 'scalar', at, pointer, value: isScalar(node) ? plain(node.value) : null };
  }

  #entries(pairs: readonly Pair[], pointer: string, level: number, fallback: Place): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    const merged: Entry[] = [];
    for (const { key, value } of pairs) {
      const keyAt = this.#place(key as Node | null, fallback);
      const name = isScalar(key) ? String(key.value) : '?';
      const entry = { keyAt, value: this.#value(value, pointerTo(pointer, name), level + 1, keyAt) };
      if (name === '<<' && !this.#isJson) merged.push(entry);
      else {
        if (entries.has(name))
          this.#duplicates.push({ code: 'DUPLICATE_KEY', pos: [(key as Node | null)?.range?.[0] ?? 0, 0] });
        entries.set(name, entry);
      }
    }
    for (const { value } of merged) addMissing(entries, value);
    return entries;
  }

  #place(node: Node | null | undefined, fallback: Place): Place {
    const range = node?.range;
    if (range === null || range === undefined) return fallback;
    const length = isMap(node) || isSeq(node) ? 1 : range[1] - range[0];
    return placeAt(this.#file, this.#lines, range[0], length);
  }
}

/** YAML's `<<`: keys of the map itself win, then those of the first map of a list. */
function addMissing(entries: Map<string, Entry>, merged: Located): void {
  if (merged.form === 'list') for (const item of merged.items) addMissing(entries, item);
  if (merged.form !== 'map') return;
  for (const [name, entry] of merged.entries) if (!entries.has(name)) entries.set(name, entry);
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : String(value);
}

import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, Parser, type YAMLError } from 'yaml';
import type { Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Span } from '../base/span.ts';
import type { PlacedEntry, PlacedNode, PlaceOf } from './locate.ts';
import { duplicateKey, forbiddenKey, MAX_DEPTH, TooDeepError } from './outline-problems.ts';

/** The value of a YAML text, where its parts stand, and what is wrong with them short of a syntax error. */
export type YamlText = {
  readonly value: unknown;
  readonly root: PlacedNode;
  /** The value is still usable for finding more. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

/** Syntax errors: no value. */
export type BrokenYaml = {
  readonly problems: readonly Problem[];
  readonly value?: undefined;
  readonly root?: undefined;
};

/** One open bracket can give hundreds of errors; the first ones tell what is wrong. */
const MAX_SYNTAX_ERRORS = 20;
/** Values that aliases may add to a file. */
const MAX_ALIASED = 100_000;

/**
 * Reads one YAML 1.2 document. Maps are plain objects whose keys are as written; an alias is the same value
 * as its anchor's. The tree is walked here and not by the library because its check for duplicate keys
 * takes time quadratic in the length of a map.
 * @throws {TooDeepError} below {@link MAX_DEPTH} levels
 */
export function readYaml(text: string, placeOf: PlaceOf): YamlText | BrokenYaml {
  const options = {
    uniqueKeys: false,
    prettyErrors: false,
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
  } as const;
  const documents = new Composer(options).compose(tokensOf(text), true, text.length);
  const { value: document } = documents.next();
  const second = documents.next().value;
  const errors = [...(document?.errors ?? []), ...(second?.errors ?? [])];
  const problems = syntaxProblems(errors, text, placeOf);
  if (second !== undefined)
    problems.push(secondDocument(placeOf({ start: second.range[0], end: second.range[0] + 3 })));
  if (document === undefined || problems.length > 0) return { problems };
  return { ...readNodes(document, text, placeOf), warnings: document.warnings.map(warning(text, placeOf)) };
}

/** Like `Parser.parse`, but it stops before a flood of brackets fills the memory. */
function* tokensOf(text: string) {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    // The stack holds the document and the current scalar besides the open maps and lists.
    if (parser.stack.length > MAX_DEPTH + 2) throw new TooDeepError(parser.offset);
  }
  yield* parser.end();
}

type Read = {
  readonly value: unknown;
  readonly node: PlacedNode /** Values in it, aliases followed. */;
  readonly size: number;
};

function readNodes(document: Document.Parsed, text: string, placeOf: PlaceOf) {
  const problems: Problem[] = [];
  const anchors = new Map<string, Read | 'open'>();
  let aliased = 0;

  function read(node: unknown, fallback: Span): Read {
    const span = spanOf(node, fallback);
    if (isAlias(node)) return follow(node.source, span);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, 'open');
    const done = readHere(node, span);
    if (anchor !== undefined) anchors.set(anchor, done);
    return done;
  }

  function readHere(node: unknown, span: Span): Read {
    if (isMap(node)) return readMap(node.items, span);
    if (isSeq(node)) {
      const items = node.items.map((item) => read(item, span));
      return {
        value: items.map(({ value }) => value),
        node: { ...span, items: items.map(({ node }) => node) },
        size: sum(items),
      };
    }
    return { value: isScalar(node) ? node.value : null, node: span, size: 1 };
  }

  function readMap(pairs: readonly { readonly key: unknown; readonly value: unknown }[], span: Span): Read {
    const value: Record<string, unknown> = {};
    const entries = new Map<string, PlacedEntry>();
    const parts: Read[] = [];
    for (const pair of pairs) {
      const key = spanOf(pair.key, span);
      const part = read(pair.value, key);
      parts.push(part);
      const name = keyText(pair.key, text);
      const earlier = name === undefined ? undefined : entries.get(name);
      if (name === undefined) problems.push(notAText(placeOf(key)));
      else if (name === '__proto__') problems.push(forbiddenKey(placeOf(key)));
      else if (earlier !== undefined) problems.push(duplicateKey(name, placeOf(key), placeOf(earlier.key)));
      else {
        entries.set(name, { key, node: part.node });
        value[name] = part.value;
      }
    }
    return { value, node: { ...span, entries }, size: sum(parts) };
  }

  function follow(anchor: string, span: Span): Read {
    const target = anchors.get(anchor);
    const nothing = { value: null, node: span, size: 1 };
    if (target === undefined || target === 'open') {
      problems.push(target === undefined ? noAnchor(anchor, placeOf(span)) : insideItself(anchor, placeOf(span)));
      return nothing;
    }
    const wasWithin = aliased <= MAX_ALIASED;
    aliased += target.size;
    if (aliased <= MAX_ALIASED) return { ...target, node: { ...target.node, ...span } };
    if (wasWithin) problems.push(aliasBomb(placeOf(span)));
    return nothing;
  }

  const { value, node: root } = read(document.contents, { start: 0, end: Math.min(1, text.length) });
  return { value, root, problems };
}

const sum = (parts: readonly Read[]): number => parts.reduce((total, { size }) => total + size, 1);

function spanOf(node: unknown, fallback: Span): Span {
  const range = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range ? { start: range[0], end: Math.max(range[1], range[0] + 1) } : fallback;
}

/** As written: `007`, `1.10`, `on` and `null` are ids like any other. */
function keyText(key: unknown, text: string): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.range ? text.slice(key.range[0], key.range[1]) : String(key.value);
}

const notAText = (at: Problem['at']): Problem => ({
  at,
  expected: 'a text as the key of a map',
  found: 'a list, map or alias',
  fix: 'Write the key as a plain text.',
});

const noAnchor = (anchor: string, at: Problem['at']): Problem => ({
  at,
  expected: `an anchor &${anchor} further up`,
  found: `only the alias *${anchor}`,
  fix: 'Put quotes around it if it is meant as a text.',
});

const insideItself = (anchor: string, at: Problem['at']): Problem => ({
  at,
  expected: 'an alias outside of what it stands for',
  found: `*${anchor} inside &${anchor}`,
  fix: 'Write the value out.',
});

const aliasBomb = (at: Problem['at']): Problem => ({
  at,
  expected: `aliases that stand for at most ${MAX_ALIASED} values together`,
  found: 'more',
  fix: 'Write the values out: aliases of aliases multiply.',
});

const secondDocument = (at: Problem['at']): Problem => ({
  at,
  expected: 'one document in a file',
  found: 'a second one',
  fix: 'Remove the line "---", or put the second document into a file of its own.',
});

function syntaxProblems(errors: readonly YAMLError[], text: string, placeOf: PlaceOf): Problem[] {
  const problems = errors.slice(0, MAX_SYNTAX_ERRORS).map((error) => syntaxProblem(error, text, placeOf));
  const rest = errors.slice(MAX_SYNTAX_ERRORS);
  const [next] = rest;
  if (next === undefined) return problems;
  const at = placeOf({ start: next.pos[0], end: next.pos[1] });
  const fix = 'Mend the first ones: the others often follow from them.';
  return [...problems, { at, expected: 'YAML', found: `${rest.length} more mistakes from here on`, fix }];
}

function syntaxProblem(error: YAMLError, text: string, placeOf: PlaceOf): Problem {
  const [start, end] = error.pos;
  const { expected, fix } = messageHelp(error.message) ??
    syntaxHelp[error.code] ?? { expected: 'YAML', fix: `${sentence(error.message)}` };
  return { at: placeOf({ start, end }), expected, found: foundAt(start, text), fix };
}

function foundAt(start: number, text: string): string {
  if (start >= text.length) return 'the end of the file';
  const line =
    text
      .slice(start, start + 200)
      .split('\n', 1)[0]
      ?.trimEnd() ?? '';
  if (line === '') return 'the end of the line';
  return line.startsWith('\t') ? 'a tab' : quoted(line);
}

const sentence = (message: string): string => {
  const first = message.split('\n', 1)[0] ?? '';
  return `${first.slice(0, 200)}${first.endsWith('.') ? '' : '.'}`;
};

/** Where one code stands for several mistakes, the library's message tells them apart. */
function messageHelp(message: string): { readonly expected: string; readonly fix: string } | undefined {
  const [, bracket] = /end with an? ([}\]])/.exec(message) ?? [];
  if (bracket !== undefined)
    return { expected: `a closing ${bracket}`, fix: 'Close the bracket that was opened further up.' };
  if (/closing .quote/.test(message))
    return { expected: 'a closing quote', fix: 'Close the quote that was opened further up.' };
  if (/followed by map values/.test(message))
    return { expected: 'a colon after the key', fix: 'Write "key: value", with a blank after the colon.' };
  return undefined;
}

const syntaxHelp: { readonly [C in YAMLError['code']]?: { readonly expected: string; readonly fix: string } } = {
  TAB_AS_INDENT: {
    expected: 'blanks at the start of the line',
    fix: 'Replace the tab by blanks: YAML has no tabs there.',
  },
  BAD_INDENT: {
    expected: 'the indentation of its neighbours',
    fix: 'Move the line so that it begins below the ones it belongs with.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    expected: 'one "key: value" on a line',
    fix: 'Put quotes around a text with ": " in it, or begin a new line.',
  },
  BLOCK_IN_FLOW: {
    expected: 'the end of the { or [ before it',
    fix: 'Close the bracket, or write the value inside it.',
  },
  MISSING_CHAR: {
    expected: 'a comma, a closing bracket or a closing quote',
    fix: 'Add what is missing before this place.',
  },
  MULTILINE_IMPLICIT_KEY: { expected: 'a key on one line', fix: 'Is a colon missing, or a quote not closed?' },
  KEY_OVER_1024_CHARS: { expected: 'a key of at most 1024 characters', fix: 'Is a bracket or a quote not closed?' },
  UNEXPECTED_TOKEN: {
    expected: 'a key, a value or the end of the line',
    fix: 'Put quotes around a text with special characters.',
  },
  BAD_ALIAS: { expected: 'an alias of letters and digits', fix: 'Put quotes around a text that begins with *.' },
  BAD_SCALAR_START: {
    expected: 'a plain text',
    fix: 'Put quotes around a text that begins with a comma, %, @ or a backquote.',
  },
  BAD_DQ_ESCAPE: {
    expected: 'a known escape such as \\n or \\u0041',
    fix: 'Double the backslash, or use single quotes.',
  },
  MULTIPLE_ANCHORS: { expected: 'one anchor', fix: 'Remove all but one.' },
};

const warning =
  (text: string, placeOf: PlaceOf) =>
  (error: YAMLError): Problem => ({
    at: placeOf({ start: error.pos[0], end: error.pos[1] }),
    expected: 'plain YAML',
    found: foundAt(error.pos[0], text),
    fix: sentence(error.message),
  });

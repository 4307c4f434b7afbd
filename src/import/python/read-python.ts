import { InvalidInputError, type Place, type Problem } from '../../base/errors.ts';
import type { SourceFile } from '../importer.ts';
import { OpenModule } from './open-module.ts';
import { pythonParser } from './parser.ts';
import type { PyModule } from './py-value.ts';
import { readStatements } from './read-statements.ts';
import { syntaxTree } from './syntax-tree.ts';

export const MOST_PYTHON_CHARACTERS: number = 2 * 1024 * 1024;
const MOST_WARNINGS = 5;

/**
 * A Python file as data; it is parsed, never run. Syntax errors become warnings, and what is around them is read.
 * The same file is read only once.
 * @throws {InvalidInputError} if the text is too long, or no Python at all; messages never quote it
 */
export function readPython(file: SourceFile): Promise<PyModule> {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const reading = read(file);
  cache.set(file, reading);
  return reading;
}

const cache = new WeakMap<SourceFile, Promise<PyModule>>();

async function read(file: SourceFile): Promise<PyModule> {
  const at = { file: file.name };
  if (file.text.length > MOST_PYTHON_CHARACTERS) {
    throw refuse(at, 'at most 2 MB of Python', 'more', 'Import only the files that define agents.');
  }
  const tree = syntaxTree(await pythonParser(), file.text);
  if (tree === undefined || file.text.includes('\0')) throw notPython(at);
  const warnings: Problem[] = [];
  const open = new OpenModule(file, warnings);
  readStatements(tree.root, open);
  if (tree.faults.length > 0 && !looksLikePython(open.module)) throw notPython(at);
  warnings.push(...syntaxWarnings(tree.faults, open), ...depthWarnings(open.tooDeep));
  return open.module;
}

/** Prose and other languages have calls too, of a kind. */
const looksLikePython = ({ scopes }: PyModule): boolean =>
  scopes.length > 1 || scopes[0].imports.length > 0 || scopes[0].assignments.length > 0;

function syntaxWarnings(faults: readonly number[], open: OpenModule): Problem[] {
  const places = new Map(faults.map((offset) => open.place(offset, offset + 1)).map((at) => [at.line, at]));
  return [...places.values()].slice(0, MOST_WARNINGS).map((at) => ({
    at,
    expected: 'Python',
    found: 'a syntax error',
    fix: 'What could be understood was read; correct this place to be sure that nothing is missing.',
  }));
}

function depthWarnings(at: Place | undefined): Problem[] {
  if (at === undefined) return [];
  const fix = 'What lies deeper was not read; give it a name of its own further up.';
  return [{ at, expected: 'at most 200 levels of brackets', found: 'more', fix }];
}

const notPython = (at: Place): InvalidInputError =>
  refuse(at, 'Python code', 'a text that is none', 'Check the file, or choose its format with -f.');

const refuse = (at: Place, expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at, expected, found, fix }]);

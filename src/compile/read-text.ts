import { InvalidInputError, type Problem } from '../base/errors.ts';
import { jsonOutline } from './json-outline.ts';
import { type Locate, locator, type PlaceOf, placesIn } from './locate.ts';
import { TooDeepError, tooDeep } from './outline-problems.ts';
import { readYaml } from './yaml-outline.ts';

/** What a YAML or JSON text says, and where. */
export type ReadText = {
  readonly value: unknown;
  readonly locate: Locate;
  /** Duplicate and forbidden keys, aliases that lead nowhere: the value is usable for finding more. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

/** @throws {InvalidInputError} for what is no YAML or JSON at all: nothing, binary data, broken syntax. */
export function readText(text: string, file: string): ReadText {
  const placeOf = placesIn(text, file);
  refuseBinary(text, placeOf);
  try {
    return readJson(text, placeOf) ?? readAsYaml(text, placeOf);
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    throw new InvalidInputError([tooDeep(placeOf({ start: error.offset, end: error.offset + 1 }))]);
  }
}

/** JSON is read by JSON.parse, thirty times as fast; what it refuses, such as a comment, may still be YAML. */
function readJson(text: string, placeOf: PlaceOf): ReadText | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { root, problems } = jsonOutline(text, placeOf);
  return { value, locate: locator(root, placeOf), problems, warnings: [] };
}

function readAsYaml(text: string, placeOf: PlaceOf): ReadText {
  const read = readYaml(text, placeOf);
  if (read.root === undefined) throw new InvalidInputError(read.problems);
  return { ...read, locate: locator(read.root, placeOf) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text file has
const BINARY = /[\u0000-\u0008\u000e-\u001f]/;

function refuseBinary(text: string, placeOf: PlaceOf): void {
  const start = text.search(BINARY);
  if (start === -1) return;
  const code = text.charCodeAt(start).toString(16).padStart(4, '0');
  const found = `the control character U+${code}`;
  const fix = 'Is this a binary file, or text in another encoding? Save it as UTF-8.';
  throw new InvalidInputError([{ at: placeOf({ start, end: start + 1 }), expected: 'YAML or JSON text', found, fix }]);
}

import { InvalidInputError, type Place, type Problem } from '../../base/errors.ts';
import type { SourceFile } from '../importer.ts';
import { readLocated } from '../jsonc.ts';
import type { Located } from '../located.ts';

/** The value of a JSON text, or the values of its lines, with where any part of it stands. */
export type JsonValues = {
  readonly value: unknown;
  /** @param pointer - keys and positions from the root, or from the list of lines */
  placeOf(pointer: readonly (string | number)[]): Place;
};

/**
 * Result files have many megabytes: they are read fast, and again with places only where something is wrong.
 * @throws {InvalidInputError} with the places of what is no JSON
 */
export function readJsonValues(file: SourceFile): JsonValues {
  const text = file.text.replace(/^\uFEFF/u, '');
  try {
    return { value: JSON.parse(text), placeOf: (pointer) => placeIn(readLocated(file), pointer) };
  } catch {
    const lines = readLines(text, file);
    if (lines !== undefined) return lines;
    readLocated(file);
    throw new InvalidInputError([notJson(file.name)]);
  }
}

/** JSON Lines, if the first line is a value of its own. */
function readLines(text: string, { name }: SourceFile): JsonValues | undefined {
  const lines = text
    .split(/\r\n|\n|\r/u)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, at: index + 1 }]));
  const values: unknown[] = [];
  const problems: Problem[] = [];
  for (const { line, at } of lines) {
    try {
      values.push(JSON.parse(line));
    } catch {
      if (values.length === 0) return undefined;
      problems.push({
        at: { file: name, line: at },
        expected: 'a JSON value on this line, as on those before it',
        found: 'something else',
        fix: 'Write the file again, or remove what was cut off.',
      });
    }
  }
  if (problems.length > 0) throw new InvalidInputError(problems.slice(0, 20));
  return { value: values, placeOf: ([index]) => ({ file: name, line: lines[Number(index)]?.at }) };
}

function placeIn(root: Located, pointer: readonly (string | number)[]): Place {
  let here = root;
  for (const step of pointer) {
    const next =
      here.form === 'map'
        ? here.entries.get(String(step))?.value
        : here.form === 'list'
          ? here.items[Number(step)]
          : undefined;
    if (next === undefined) break;
    here = next;
  }
  return here.at;
}

const notJson = (file: string): Problem => ({
  at: { file },
  expected: 'JSON',
  found: 'something else',
  fix: 'Write the results as JSON.',
});

import { dirname, resolve } from 'node:path';
import { InvalidInputError } from '../base/errors.ts';
import type { SourceFile } from '../import/importer.ts';
import type { Context } from './context.ts';
import { nameBelow, STDIN } from './source-names.ts';

/**
 * A file of an option, beside those that a command is about; one of the inputs like them. Where another file of its
 * name was read before, its folder stands in its name.
 * @throws {InvalidInputError} if it cannot be read
 */
export async function readBeside(path: string, { reader, shell: { cwd } }: Context): Promise<SourceFile> {
  const full = resolve(cwd, path);
  const isTaken = (name: string): boolean =>
    reader.textOf(name) !== undefined && resolve(cwd, reader.pathOf(name)) !== full;
  let root = dirname(full);
  while (path !== STDIN && isTaken(nameBelow(root, full)) && dirname(root) !== root) root = dirname(root);
  const [file] = await reader.readAll([path], root).catch((error: unknown) => {
    throw isEmpty(error) ? nothingInIt(path) : error;
  });
  // Of one path there is one file: an unreadable one throws.
  return file as SourceFile;
}

/** The reader thinks of what a command is about: its advice for an empty file does not hold here. */
const isEmpty = (error: unknown): boolean =>
  error instanceof InvalidInputError && error.problems.every(({ found }) => found === 'an empty file');

const nothingInIt = (file: string): InvalidInputError =>
  new InvalidInputError([
    { at: { file }, expected: 'a file with something in it', found: 'an empty file', fix: 'Check the path.' },
  ]);

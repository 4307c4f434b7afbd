import { dirname, resolve } from 'node:path';
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
  const [file] = await reader.readAll([path], root);
  // Of one path there is one file: an unreadable one throws.
  return file as SourceFile;
}

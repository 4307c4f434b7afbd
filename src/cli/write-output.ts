import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolders } from '../run/make-folders.ts';
import { usageError } from './usage.ts';

/** Writes a whole file or none: beside its place, then renamed. @throws {InvalidInputError} if the place cannot be written */
export function writeOutput(cwd: string, path: string, content: string | Uint8Array): void {
  const full = resolve(cwd, path);
  const beside = `${full}.${process.pid}.part`;
  try {
    makeFolders(dirname(full));
    writeFileSync(beside, content);
    renameSync(beside, full);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(
      `a place to write ${path}`,
      `an error of the system (${code})`,
      'Name a file in a folder that may be written.',
    );
  }
}

/** @throws {InvalidInputError} naming every file that exists, unless `force` */
export function refuseOverwriting(
  cwd: string,
  paths: readonly string[],
  force: boolean,
  instead = 'work in another folder',
): void {
  const there = paths.filter((path) => existsSync(resolve(cwd, path)));
  if (force || there.length === 0) return;
  throw usageError(
    'to write new files',
    `${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} already there`,
    `Overwrite with --force, or ${instead}.`,
  );
}

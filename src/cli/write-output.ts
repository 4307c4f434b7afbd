import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BlastradiusError, type InvalidInputError } from '../base/errors.ts';
import { makeFolders } from '../run/make-folders.ts';
import { isFolder } from './is-folder.ts';
import { usageError } from './usage.ts';

/** A file to write, whole or piece by piece. */
export type Output = {
  readonly path: string;
  readonly content: { readonly whole: string | Uint8Array } | { readonly pieces: Iterable<string> };
};

/** Writes a whole file or none: beside its place, then renamed. @throws {InvalidInputError} if the place cannot be written */
export const writeOutput = (cwd: string, path: string, whole: string | Uint8Array): void =>
  writeOutputs(cwd, [{ path, content: { whole } }]);

/** Writes all files or none. @throws {InvalidInputError} if a place cannot be written, or what the pieces throw */
export function writeOutputs(cwd: string, outputs: readonly Output[]): void {
  const drafts = outputs.map(({ path, content }) => {
    const full = resolve(cwd, path);
    return { path, content, full, beside: `${full}.${process.pid}.part` };
  });
  for (const { beside, full, path, content } of drafts) {
    orNone(drafts, path, () => {
      makeFolders(dirname(full));
      // Renaming would fail only when others are in place already.
      if (isFolder(cwd, full)) throw cannotWrite(path, 'a folder of that name');
      writeContent(beside, content);
    });
  }
  for (const { beside, full, path } of drafts) orNone(drafts, path, () => renameSync(beside, full));
}

function orNone(drafts: readonly { readonly beside: string }[], path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    for (const { beside } of drafts) removed(beside);
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof BlastradiusError || code === undefined) throw error;
    throw cannotWrite(path, `an error of the system (${code})`);
  }
}

/** Also where a part of its path is a file, which `force` does not forgive. */
function removed(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

const cannotWrite = (path: string, found: string): InvalidInputError =>
  usageError(`a place to write ${path}`, found, 'Name a file in a folder that may be written.');

function writeContent(path: string, content: Output['content']): void {
  if ('whole' in content) {
    writeFileSync(path, content.whole);
    return;
  }
  const file = openSync(path, 'w');
  try {
    for (const piece of content.pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
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

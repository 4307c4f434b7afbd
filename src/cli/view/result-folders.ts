import { readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { folderState } from '../../run/live-folder.ts';
import { isFolder } from '../is-folder.ts';
import { quoted } from '../option-value.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage.ts';
import type { WatchedRun } from './watched-run.ts';

/**
 * What was named, if it is results that are there or on their way; undefined if it is something to run.
 * @throws {InvalidInputError} if some are results and some are not
 */
export function resultFolders(paths: readonly string[], { cwd }: Shell): readonly WatchedRun[] | undefined {
  const folders = paths.map((path) => folderOf(path, cwd));
  if (folders.every((folder) => folder === undefined)) return undefined;
  const missing = folders.indexOf(undefined);
  if (missing !== -1) {
    throw usageError(
      'folders that run --out wrote, or what run takes',
      `both: no results in ${quoted(paths[missing] as string)}`,
      'Make its results first: blastradius run FILE --out DIR. Then name only folders.',
    );
  }
  return folders.filter((folder) => folder !== undefined).map(watched);
}

type Named = { readonly path: string; readonly dir: string };

/** Files of results by which people may name them. */
const FILES = /^(?:summary\.json|details\.json|run\.json|live\.json|report\.html)$/;

function folderOf(path: string, cwd: string): Named | undefined {
  const dir = resolve(cwd, path);
  if (isFolder(cwd, path)) return folderState(dir).phase !== 'empty' || isEmpty(dir) ? { path, dir } : undefined;
  const isPart = FILES.test(basename(path)) && folderState(dirname(dir)).phase !== 'empty';
  return isPart ? { path: dirname(path), dir: dirname(dir) } : undefined;
}

/** Nothing in it can be run, but a run may be about to write into it. */
const isEmpty = (dir: string): boolean => readdirSync(dir).length === 0;

const watched = ({ path, dir }: Named): WatchedRun => ({
  label: /^[./\\]*$/u.test(path) ? basename(dir) : path.replace(/[/\\]+$/u, ''),
  dir,
  state: () => folderState(dir),
});

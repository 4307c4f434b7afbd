import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { engineVersion } from '../base/version.ts';
import type { RawGraphRead, ReadRawOptions } from '../compile/read-raw-graph.ts';
import { makeFolders } from './make-folders.ts';

/** Big raw graphs as they were loaded, so that the next run need not read their text again. */
export type RawCache = {
  readonly folder: string;
  /** All files in it together; those not used for longest go first. */
  readonly mostBytes: number;
  /** Smaller graphs are read as fast from their own files. */
  readonly leastArcs: number;
};

export const usualCache = { mostBytes: 4 * 2 ** 30, leastArcs: 200_000 } as const;

/** Raised with every change of what is read from a file, or of the order that it is given. */
const FORMAT = 2;
const ENDING = '.graph';
const OLD_DRAFT_MS = 24 * 3600 * 1000;

/** What besides its content decides what a file is read as; 16 hexadecimal digits. */
function optionsKey({ format, undirected, asRaw, probability, seed }: ReadRawOptions): string {
  const isDrawn = probability === 'trivalency';
  const all = [FORMAT, engineVersion, format, undirected, asRaw, probability, isDrawn ? seed : null];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}

/** Whether there is anything at all that was read in this way: else no content need be looked for. */
export const mayHold = ({ folder }: RawCache, options: ReadRawOptions): boolean =>
  filesIn(folder).some((file) => file.endsWith(`-${optionsKey(options)}${ENDING}`));

/** @param sha256 - of the content @returns null if it is not there, or not as it was written */
export async function fromCache(
  { folder }: RawCache,
  sha256: string,
  options: ReadRawOptions,
): Promise<RawGraphRead | null> {
  const { readRawCacheFile } = await import('./raw-cache-file.ts');
  const path = pathOf(folder, sha256, options);
  const found = readRawCacheFile(path, keyOf(sha256, options), options.name, options.file);
  if (found === null) remove(path);
  else touch(path);
  return found;
}

/** Stores what was read, if it is big enough, and makes room. @returns whether it is stored; a full disk is no error */
export async function toCache(
  cache: RawCache,
  sha256: string,
  options: ReadRawOptions,
  read: RawGraphRead,
): Promise<boolean> {
  if (read.graph.target.length < cache.leastArcs) return false;
  const { writeRawCacheFile } = await import('./raw-cache-file.ts');
  try {
    makeFolders(cache.folder);
    writeRawCacheFile(pathOf(cache.folder, sha256, options), keyOf(sha256, options), read);
    makeRoom(cache);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}

const keyOf = (sha256: string, options: ReadRawOptions): string => `${sha256}-${optionsKey(options)}`;
const pathOf = (folder: string, sha256: string, options: ReadRawOptions): string =>
  join(folder, `${keyOf(sha256, options)}${ENDING}`);

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A cache that cannot be written, or a folder of that name: not ours to remove.
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Only the order in which files go.
  }
}

/** Removes what is beyond the limit, and drafts of runs that were killed. */
function makeRoom({ folder, mostBytes }: RawCache): void {
  const files = filesIn(folder)
    .map((file) => ({ path: join(folder, file), status: statSync(join(folder, file), { throwIfNoEntry: false }) }))
    .flatMap(({ path, status }) => (status === undefined ? [] : [{ path, size: status.size, usedMs: status.mtimeMs }]))
    .toSorted((a, b) => b.usedMs - a.usedMs);
  let total = 0;
  for (const { path, size, usedMs } of files) {
    const isDraft = !path.endsWith(ENDING);
    if (!isDraft) total += size;
    if (isDraft ? usedMs < Date.now() - OLD_DRAFT_MS : total > mostBytes) remove(path);
  }
}

/** Names of files of ours. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => /^[0-9a-f]{64}-[0-9a-f]{16}\.graph(?:\.\d+\.part)?$/.test(file));
  } catch {
    return [];
  }
}

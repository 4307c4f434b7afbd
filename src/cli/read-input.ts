import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { didYouMean } from '../base/did-you-mean.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { notUtf8 } from '../base/not-utf8.ts';
import type { OpenSibling, SourceFile } from '../import/importer.ts';
import { type ByteSource, openByteSource } from '../run/byte-source.ts';
import { decodeText } from './decode-text.ts';
import { maskValues } from './mask-values.ts';
import { bytes } from './numbers.ts';
import { nameBelow, namesOf, STDIN, sharedFolder } from './source-names.ts';

/** Reads what a command was given, and remembers it: for error messages, for the hashes in results, for a copy beside them. */
export type Reader = {
  /**
   * @param root - names are the paths below this folder; default: the one that all files share
   * @throws {InvalidInputError} with every file that cannot be read
   */
  readAll(paths: readonly string[], root?: string): Promise<readonly SourceFile[]>;
  /** The folder that all files and folders share. */
  sharedFolder(files: readonly string[], folders: readonly string[]): string;
  /**
   * A file that was found in a searched folder; undefined if it is no text.
   * @throws {InvalidInputError} if it cannot be read
   */
  readFound(path: string, searched: string, root: string): SourceFile | undefined;
  /** What was looked at and is none of the inputs after all. */
  forget(name: string): void;
  /** One file or pipe, to be read in chunks, or with {@link readAll} as a text after all. The caller closes it. */
  open(path: string): Promise<OpenInput>;
  /** Siblings and includes of a file, confined to its own folder, or to the folder in which it was found. */
  openBeside(file: SourceFile): OpenSibling;
  /** What the user called the file of this name. */
  pathOf(name: string): string;
  /** For code frames; with its values hidden after {@link hideValues}. */
  textOf(name: string): string | undefined;
  /** A configuration may hold secrets: no line of it is shown with its values. */
  hideValues(name: string): void;
  /** Everything read so far, by name. */
  inputs(): readonly ReadInput[];
};

/** What was read, by its hash; in memory, or still where it lies if it was too big for that. */
export type ReadInput = { readonly name: string; readonly sha256: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly path: string | null }
);

export type OpenInput = {
  /** As results and messages call it. */
  readonly name: string;
  readonly source: ByteSource;
  /** How much there is; undefined for a pipe. */
  readonly size: number | undefined;
  /** What was read so far is no raw graph: {@link Reader.readAll} reads it from its beginning. */
  rewind(): Promise<void>;
  /** After everything was read in chunks: it is one of the inputs. @param text - how it begins, for code frames */
  wasRead(text: string): void;
  close(): void;
};

const MOST_BYTES: number = 50 * 1024 * 1024;

type Entry = {
  readonly input: ReadInput;
  readonly file: SourceFile;
  readonly path: string;
  readonly folder: string;
  /** No sibling is read outside it. */
  readonly confines: string;
};

/** @param cwd - relative paths start here */
export function createReader(cwd: string): Reader {
  const read = new Map<string, Entry>();
  const hidden = new Set<string>();
  const open = (path: string, name: string, confines?: string): SourceFile => {
    const known = read.get(name);
    if (known !== undefined) return known.file;
    const { data, folder } =
      path === STDIN ? { data: readAtMost(0, path, storedHead), folder: cwd } : readFile(path, cwd);
    const file = { name, text: textOf(data, path) };
    remember({ file, path, folder, confines: confines ?? folder }, data);
    return file;
  };
  const remember = (entry: Omit<Entry, 'input'>, data: Uint8Array): void => {
    const { name } = entry.file;
    const sha256 = createHash('sha256').update(data).digest('hex');
    read.set(name, { ...entry, input: { name, sha256, bytes: data } });
  };
  /** What was taken from stdin to see what it is. */
  let storedHead: Uint8Array | undefined;
  const openInChunks = async (path: string): Promise<OpenInput> => {
    const [[, name] = [path, path]] = namesOf([path], cwd);
    const { file, status, folder, full } =
      path === STDIN ? { file: 0, status: null, folder: cwd, full: null } : openFile(path, cwd);
    const close = (): void => {
      if (file !== 0) closeSync(file);
    };
    try {
      const source = await openByteSource(file, path, status?.isFile() === true);
      if (path === STDIN) storedHead = source.storedHead;
      return {
        name,
        source,
        size: status?.isFile() ? status.size : undefined,
        wasRead(text) {
          const bytes = source.kept();
          const input = { name, sha256: source.sha256(), ...(bytes === null ? { path: full } : { bytes }) };
          read.set(name, { input, file: { name, text }, path, folder, confines: folder });
        },
        async rewind() {
          read.delete(name);
          if (path === STDIN) storedHead = await source.drained();
        },
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  };
  return {
    readAll: (paths, root) => collectProblems(namesOf(paths, cwd, root), ([path, name]) => open(path, name)),
    sharedFolder: (files, folders) => sharedFolder(files, folders, cwd),
    readFound(path, searched, root) {
      const shown = relative(cwd, path) || path;
      const { data, folder } = readFile(shown, cwd);
      const text = isGzip(data) ? undefined : decodeText(data);
      if (text === undefined || text.trim() === '') return undefined;
      const file = { name: nameBelow(root, path), text };
      remember({ file, path: shown, folder, confines: searched }, data);
      return file;
    },
    forget: (name) => void read.delete(name),
    open: openInChunks,
    openBeside: (file) => (sibling) => {
      const owner = read.get(file.name);
      const found = owner === undefined ? undefined : confined(owner, sibling);
      if (owner === undefined || found === undefined) return undefined;
      const inside = relative(owner.folder, found).split(sep).join('/');
      return open(relative(cwd, found) || found, posix.join(posix.dirname(file.name), inside), owner.confines);
    },
    pathOf: (name) => read.get(name)?.path ?? name,
    textOf: (name) => {
      const text = read.get(name)?.file.text;
      return text !== undefined && hidden.has(name) ? maskValues(text, name) : text;
    },
    hideValues: (name) => void hidden.add(name),
    inputs: () => Array.from(read.values(), ({ input }) => input).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** All files' problems at once, not only the first's. */
export async function collectProblems<T, R>(items: readonly T[], act: (item: T) => R | Promise<R>): Promise<R[]> {
  const problems: Problem[] = [];
  const done: R[] = [];
  for (const item of items) {
    try {
      done.push(await act(item));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InvalidInputError(problems);
  return done;
}

function readFile(path: string, cwd: string): { data: Uint8Array; folder: string } {
  const { file, status, folder } = openFile(path, cwd);
  try {
    if (status.isFile() && status.size > MOST_BYTES) throw tooBig(path, bytes(status.size));
    return { data: readAtMost(file, path), folder };
  } finally {
    closeSync(file);
  }
}

/** A descriptor, which the caller closes. */
function openFile(path: string, cwd: string): { file: number; status: Stats; folder: string; full: string } {
  const full = resolve(cwd, path);
  let file: number;
  try {
    file = openSync(full, 'r');
  } catch (error) {
    throw cannotOpen(path, full, error as NodeJS.ErrnoException);
  }
  const status = fstatSync(file);
  if (!status.isDirectory()) return { file, status, folder: dirname(realpathSync(full)), full };
  closeSync(file);
  throw refused(path, 'a file', 'a directory', 'Name a file in it.');
}

/** Pipes and devices say no size: read until the limit, never beyond. */
function readAtMost(file: number, path: string, before: Uint8Array = new Uint8Array(0)): Uint8Array {
  const chunks: Uint8Array[] = [before];
  let size = before.length;
  for (;;) {
    const chunk = Buffer.allocUnsafe(1 << 18);
    const length = readSync(file, chunk);
    if (length === 0) return Buffer.concat(chunks);
    size += length;
    if (size > MOST_BYTES) throw tooBig(path, `more than ${bytes(MOST_BYTES)}`);
    chunks.push(chunk.subarray(0, length));
  }
}

function textOf(data: Uint8Array, path: string): string {
  const whole = unpacked(data, path);
  const text = decodeText(whole);
  if (text === undefined && isZip(whole))
    throw refused(path, 'text (UTF-8 or UTF-16)', 'a zip archive', 'Unpack it, and name the file inside.');
  // Control characters stand in no text, in whatever encoding it is.
  if (text === undefined && !whole.some((byte) => byte < 9)) throw notUtf8(whole, { file: path });
  if (text === undefined)
    throw refused(
      path,
      'text (UTF-8 or UTF-16)',
      'binary data',
      'Name the text file that it was made from; blastradius formats lists what can be read.',
    );
  if (text.trim() === '')
    throw refused(
      path,
      'an ecosystem, a configuration or an edge list',
      'an empty file',
      'Start from an example: blastradius init.',
    );
  return text;
}

const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;
/** PK and the two bytes of a file in it, or of the end of an empty one. */
const isZip = ([p, k, a, b]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));

function unpacked(data: Uint8Array, path: string): Uint8Array {
  if (!isGzip(data)) return data;
  try {
    return gunzipSync(data, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const isBig = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    if (isBig)
      throw refused(
        path,
        `at most ${bytes(MOST_BYTES)} unpacked`,
        'more than that',
        'Split the graph, or leave out what does not matter.',
      );
    throw refused(path, 'a whole gzip file', 'a damaged one', 'Pack it again: gzip FILE.');
  }
}

const refused = (file: string, expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file }, expected, found, fix }]);

const tooBig = (path: string, found: string): InvalidInputError =>
  refused(
    path,
    `at most ${bytes(MOST_BYTES)}`,
    found,
    'Split the file; an edge list may also be packed: gzip FILE, then name FILE.gz.',
  );

function cannotOpen(path: string, full: string, { code }: NodeJS.ErrnoException): InvalidInputError {
  if (code === 'EACCES' || code === 'EPERM')
    return refused(path, 'a file that may be read', 'no permission', `Allow it: chmod u+r ${path}.`);
  if (code !== 'ENOENT' && code !== 'ENOTDIR')
    return refused(path, 'a file that can be read', `an error of the system (${code})`, 'Check the path.');
  const siblings = listed(dirname(full));
  if (siblings === undefined) return refused(path, 'a file', `no folder ${dirname(path)}`, 'Check the path.');
  const near = didYouMean(basename(full), siblings);
  return refused(
    path,
    'a file',
    'none of this name',
    near === undefined
      ? 'Check the path, or start from an example: blastradius init.'
      : `Did you mean "${join(dirname(path), near)}"?`,
  );
}

function listed(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

/** The real path of a sibling, or undefined if there is none inside the folder: neither `..` nor a link leads out. */
function confined({ folder, confines }: Entry, name: string): string | undefined {
  if (isAbsolute(name)) return undefined;
  try {
    const found = realpathSync(resolve(folder, name));
    const inside = relative(confines, found);
    const isOut = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
    return isOut || !statSync(found).isFile() ? undefined : found;
  } catch {
    return undefined;
  }
}

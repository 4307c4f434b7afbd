import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError } from '../base/errors.ts';
import { type Details, type Results, SCHEMA_VERSION } from '../measure/results.ts';
import { hashOfFile } from './hash-of-file.ts';
import { jsonText, writeJsonText } from './json-text.ts';
import { makeFolders } from './make-folders.ts';

/** What one run leaves behind in its folder. */
export type StoredRun = {
  readonly results: Results;
  readonly details: Details;
  /** What was read, kept by its hash; nothing that may hold a secret. */
  readonly inputs: readonly KeptInput[];
  /** Everything that may differ between two runs of the same: durations, threads, machine. */
  readonly run: Readonly<Record<string, unknown>>;
  /** The report; null if it could not be drawn. */
  readonly reportHtml: string | null;
};

/** In memory; or too big for that, and still where it lies (null: nowhere, it came through a pipe). */
export type KeptInput = { readonly sha256: string } & (
  | { readonly bytes: Uint8Array }
  | { readonly path: string | null }
);

/** In the order in which they are put in place: the summary last, so that a folder with one is whole. */
const files = { details: 'details.json', run: 'run.json', report: 'report.html', summary: 'summary.json' } as const;

/**
 * Writes a results folder: everything beside it first, then each file renamed into place. Other files in the
 * folder stay.
 * @throws {InvalidInputError} if the place is a file, or cannot be written
 */
export function writeResults(dir: string, { results, details, inputs, run, reportHtml }: StoredRun): void {
  const draft = `${dir}.${process.pid}.part`;
  try {
    rmSync(draft, { recursive: true, force: true });
    makeFolders(join(draft, 'inputs'));
    for (const input of inputs) keepInput(join(draft, 'inputs', input.sha256), input);
    writeFileSync(join(draft, files.details), `${JSON.stringify(details)}\n`);
    writeFileSync(join(draft, files.run), jsonText(run));
    if (reportHtml !== null) writeFileSync(join(draft, files.report), reportHtml);
    writeJson(join(draft, files.summary), results);
    putInPlace(draft, dir);
  } catch (error) {
    throw cannotWrite(dir, error as NodeJS.ErrnoException);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Makes a results folder, and writes where {@link writeResults} would: what fails there fails before a run.
 * @throws {InvalidInputError} if the place is a file, or cannot be written
 */
export function prepareFolder(dir: string): void {
  const draft = `${dir}.${process.pid}.part`;
  try {
    makeFolders(draft);
    rmSync(draft, { recursive: true, force: true });
    makeFolders(dir);
    const probe = join(dir, `${process.pid}.part`);
    writeFileSync(probe, '');
    rmSync(probe, { force: true });
  } catch (error) {
    throw cannotWrite(dir, error as NodeJS.ErrnoException);
  }
}

function keepInput(place: string, input: KeptInput): void {
  if ('bytes' in input) writeFileSync(place, input.bytes);
  else if (input.path !== null) {
    copyFileSync(input.path, place);
    // It may have been changed since it was read: then it is not what the hash says.
    if (hashOfFile(place) !== input.sha256) rmSync(place);
  }
}

const PIECE_CHARACTERS = 1 << 20;

/** Results of hundreds of scenarios are hundreds of megabytes: they never stand in memory as one text. */
function writeJson(path: string, value: unknown): void {
  const file = openSync(path, 'w');
  try {
    let pieces: string[] = [];
    let characters = 0;
    const flush = (): void => {
      writeFileSync(file, pieces.join(''));
      pieces = [];
      characters = 0;
    };
    writeJsonText(value, (piece) => {
      pieces.push(piece);
      characters += piece.length;
      if (characters >= PIECE_CHARACTERS) flush();
    });
    flush();
  } finally {
    closeSync(file);
  }
}

function putInPlace(draft: string, dir: string): void {
  if (!existsSync(dir)) {
    renameSync(draft, dir);
    return;
  }
  makeFolders(join(dir, 'inputs'));
  const kept = new Set(readdirSync(join(draft, 'inputs')));
  for (const name of kept) renameSync(join(draft, 'inputs', name), join(dir, 'inputs', name));
  for (const name of Object.values(files)) {
    if (existsSync(join(draft, name))) renameSync(join(draft, name), join(dir, name));
    else rmSync(join(dir, name), { force: true });
  }
  // Inputs of an earlier run would belong to no result any more.
  for (const name of readdirSync(join(dir, 'inputs'))) {
    if (/^[0-9a-f]{64}$/.test(name) && !kept.has(name)) rmSync(join(dir, 'inputs', name));
  }
}

function cannotWrite(dir: string, error: NodeJS.ErrnoException): Error {
  if (error.code === undefined) return error;
  const found =
    error.code === 'ENOTDIR' || error.code === 'EEXIST'
      ? 'a file of that name'
      : `an error of the system (${error.code})`;
  return new InvalidInputError([
    { at: { file: dir }, expected: 'a folder that may be written', found, fix: 'Name another folder after --out.' },
  ]);
}

/**
 * What a results folder says.
 * @throws {InvalidInputError} if it is none, is of another version, or was not finished
 */
export function readResults(dir: string): { results: Results; details: Details } {
  const results = readJson(dir, files.summary) as Results;
  const details = readJson(dir, files.details) as Details;
  for (const [name, { schemaVersion }] of [
    [files.summary, results],
    [files.details, details],
  ] as const) {
    if (schemaVersion !== SCHEMA_VERSION) {
      throw refused(
        join(dir, name),
        `results of version ${SCHEMA_VERSION}`,
        `version ${JSON.stringify(schemaVersion)}`,
        'Run again with this version of blastradius.',
      );
    }
  }
  if (!areOfOneRun(results, details)) {
    throw refused(
      dir,
      'a summary and details of one run',
      'those of two',
      'Run again: the last run was cut off while it wrote.',
    );
  }
  return { results, details };
}

/** Details are of some of the scenarios, in the same order; of all but in large suites. */
function areOfOneRun({ scenarios }: Results, details: Details): boolean {
  const left = scenarios.values();
  const follows = ({ id }: { readonly id: string }): boolean => {
    for (let next = left.next(); next.done !== true; next = left.next()) if (next.value.id === id) return true;
    return false;
  };
  return details.scenarios.every(follows) && (details.scenarios.length > 0 || scenarios.length === 0);
}

function readJson(dir: string, name: string): object & { readonly schemaVersion?: unknown } {
  const path = join(dir, name);
  if (!existsSync(path)) {
    throw refused(
      dir,
      'a folder that run --out wrote',
      existsSync(dir) ? `no ${name} in it` : 'nothing of that name',
      'Make one: blastradius run FILE --out DIR.',
    );
  }
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError))
      throw refused(
        path,
        'a file that can be read',
        `an error of the system (${(error as NodeJS.ErrnoException).code})`,
        'Check the folder.',
      );
  }
  throw refused(path, 'a JSON document', 'something else', 'Run again: the file was changed or cut off.');
}

const refused = (file: string, expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file }, expected, found, fix }]);

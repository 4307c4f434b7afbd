import { resolve } from 'node:path';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { rawFormats } from '../compile/raw-reader.ts';
import { detectFormat } from '../import/detect.ts';
import type { Source } from '../import/import-files.ts';
import type { Importer, SourceFile } from '../import/importer.ts';
import { importers } from '../import/importers.ts';
import type { Context } from './context.ts';
import { isFolder } from './is-folder.ts';
import { type MappingOptions, wantsMapping } from './mapping-options.ts';
import { nearestText } from './nearest-text.ts';
import { quoted } from './option-value.ts';
import { collectProblems } from './read-input.ts';
import { ECOSYSTEM, isAlmostEcosystem, isEcosystem, rawFormatOf } from './recognise.ts';
import { nothingFound, realPath, searchFolder } from './search-folder.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** Files and folders as they were typed, and what is in them. */
export type Gathered = {
  /** Ecosystem files among those named. */
  readonly own: readonly SourceFile[];
  readonly named: readonly Source[];
  readonly found: readonly Source[];
  /** Names of files are the paths below it. */
  readonly root: string;
  /** How many files of the folders were looked at. */
  readonly looked: number;
  /** What of the folders cannot be read. */
  readonly warnings: readonly Problem[];
};

export type GatherOptions = MappingOptions & {
  readonly as?: 'raw' | 'ecosystem' | undefined;
  readonly format?: string;
  /** Full paths of what a search leaves out: what is about to be written. */
  readonly leaveOut?: readonly string[] | undefined;
  /** Names are the paths below it; default: the folder that all share. */
  readonly root?: string | undefined;
};

/**
 * Reads the named files, searches the folders, and tells who reads what.
 * @throws {InvalidInputError} if a named file cannot be read, is a raw graph or of no known format, or a folder holds nothing known
 */
export async function gather(paths: readonly string[], options: GatherOptions, context: Context): Promise<Gathered> {
  const { reader, shell } = context;
  const { leaveOut = [], root: given } = options;
  const folders = paths.filter((path) => isFolder(shell.cwd, path));
  const files = paths.filter((path) => !folders.includes(path));
  const root = given ?? reader.sharedFolder(files, folders);
  const named = await collectProblems(await reader.readAll(files, root), (file) => recognised(file, options));
  const known = new Set(files.flatMap((path) => realPath(resolve(shell.cwd, path))));
  const left = new Set(leaveOut.flatMap(realPath));
  const searched = folders.map((folder) => searchFolder(folder, { root, known, left }, context));
  const found = searched.flatMap((one) => one.sources);
  const empty = searched.filter((one) => one.sources.length === 0 && !one.isKnown);
  if (empty.length > 0) throw new InvalidInputError(empty.map(nothingFound));
  return {
    own: named.flatMap((one) => ('importer' in one ? [] : [one.file])),
    named: named.flatMap((one) => ('importer' in one ? [one] : [])),
    found,
    root,
    looked: searched.reduce((sum, one) => sum + one.looked, 0),
    warnings: searched.flatMap((one) => one.warnings),
  };
}

/** Who reads a file that was named; an ecosystem file has no importer. */
function recognised(file: SourceFile, options: GatherOptions): Source | { readonly file: SourceFile } {
  const { format } = options;
  if (format === ECOSYSTEM || (format === undefined && isEcosystem(file))) return { file };
  const importer =
    format === undefined ? (detectFormat(file)?.importer ?? graphImporter(file, options)) : importerNamed(format);
  if (importer !== undefined) return { file, importer };
  if (isAlmostEcosystem(file.text)) return { file };
  throw unknown(file);
}

/** A list of edges is taken for an ecosystem only if somebody says so. */
function graphImporter(file: SourceFile, { as, ...options }: GatherOptions): Importer | undefined {
  const raw = rawFormatOf(file);
  if (raw === undefined) return undefined;
  if (raw === 'edge-list' && as !== 'ecosystem' && !wantsMapping(options)) throw notEcosystem(file);
  return importers.find(({ format }) => format === raw);
}

function notEcosystem({ name }: SourceFile): InvalidInputError {
  const found = 'an edge list, which has no kinds and layers';
  const fix = 'Run it by itself: blastradius run FILE. Or take its nodes for agents: --format edge-list.';
  return new InvalidInputError([{ at: { file: name }, expected: 'an ecosystem or a configuration', found, fix }]);
}

function importerNamed(format: string): Importer {
  const found = importers.find((importer) => importer.format === format);
  if (found !== undefined) return found;
  const known = [ECOSYSTEM, ...new Set([...rawFormats, ...importers.map((importer) => importer.format)])];
  throw usageError('a format after --format', quoted(format), suggestion(format, known));
}

function unknown(file: SourceFile): InvalidInputError {
  return new InvalidInputError([
    {
      at: { file: file.name },
      expected: ['an ecosystem file (missing: version, components)', ...nearestText(file)].join(' or '),
      found: 'a text that is none of these',
      fix: 'Say what it is with --format; blastradius formats lists what can be read.',
    },
  ]);
}

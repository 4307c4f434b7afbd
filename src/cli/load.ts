import { InvalidInputError } from '../base/errors.ts';
import { type RawFormat, rawFormats } from '../compile/raw-reader.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import type { SourceFile } from '../import/importer.ts';
import type { Context } from './context.ts';
import { loadIfRaw, type RawLoadOptions } from './load-raw.ts';
import type { LoadedEcosystem, LoadedGraph } from './loaded.ts';
import { collectProblems } from './read-input.ts';
import { ECOSYSTEM, isEcosystem, rawFormatOf } from './recognise.ts';
import { usageError } from './usage.ts';

export type LoadOptions = RawLoadOptions;

/** Each file by itself, all their problems at once. @throws {InvalidInputError} for raw graphs as well */
export async function loadEach(
  paths: readonly string[],
  options: LoadOptions,
  { reader }: Context,
): Promise<readonly LoadedEcosystem[]> {
  return collectProblems(await reader.readAll(paths), (source) => load(source, options, reader));
}

export async function loadEcosystem(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const [first] = await loadEach(paths, options, context);
  return first as LoadedEcosystem;
}

/** The one file that `run` is about. */
export async function loadAny(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem | LoadedGraph> {
  if (paths.length > 1) {
    throw usageError('one file', `${paths.length} files`, 'Run them one after the other: files are not merged yet.');
  }
  return (await loadIfRaw(paths[0] as string, options, context)) ?? loadEcosystem(paths, options, context);
}

async function load(source: SourceFile, { format }: LoadOptions, reader: Context['reader']): Promise<LoadedEcosystem> {
  const path = reader.pathOf(source.name);
  if (format === ECOSYSTEM || (format === undefined && isEcosystem(source))) {
    return { path, ...parseSuiteFile(source.text, source.name) };
  }
  const raw = format === undefined ? rawFormatOf(source) : rawFormats.find((one) => one === format);
  if (raw !== undefined) throw notEcosystem(source, raw);
  // Importers are loaded only where one may be needed.
  const { foreignFile } = await import('./load-foreign.ts');
  const foreign = await foreignFile(source, format, reader);
  return { path, ...(foreign === ECOSYSTEM ? parseSuiteFile(source.text, source.name) : foreign) };
}

function notEcosystem({ name }: SourceFile, format: RawFormat): InvalidInputError {
  const what = format === 'edge-list' ? 'an edge list' : `a raw graph (${format})`;
  const found = `${what}, which has no kinds and layers`;
  const fix = `${what.replace(/^a/, 'A')} can be run: blastradius run FILE.`;
  return new InvalidInputError([{ at: { file: name }, expected: 'an ecosystem', found, fix }]);
}

import type { Problem } from '../base/errors.ts';
import { InvalidInputError } from '../base/errors.ts';
import type { SuiteFile } from '../compile/suite.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import type { SourceFile } from '../import/importer.ts';
import type { Context } from './context.ts';
import { collectProblems } from './read-input.ts';

/** An ecosystem with its suite, from whatever kind of file. */
export type LoadedEcosystem = {
  /** What the user called it. */
  readonly path: string;
  /** The importer that read it; undefined for an ecosystem file. */
  readonly format?: string;
  readonly file: SuiteFile;
  readonly warnings: readonly Problem[];
};

export type LoadOptions = { readonly format?: string };

/** Each file by itself, all their problems at once. */
export async function loadEach(
  paths: readonly string[],
  options: LoadOptions,
  { reader }: Context,
): Promise<readonly LoadedEcosystem[]> {
  return collectProblems(reader.readAll(paths), (source) => ({
    path: reader.pathOf(source.name),
    ...read(source, options),
  }));
}

export async function loadEcosystem(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const [first] = await loadEach(paths, options, context);
  if (first === undefined) throw new InvalidInputError([]);
  return first;
}

function read(source: SourceFile, _options: LoadOptions): Omit<LoadedEcosystem, 'path'> {
  return parseSuiteFile(source.text, source.name);
}

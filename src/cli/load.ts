import { InvalidInputError } from '../base/errors.ts';
import { parseEdgeList } from '../compile/raw-edge-list.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import type { SourceFile } from '../import/importer.ts';
import type { Context } from './context.ts';
import type { LoadedEcosystem, LoadedGraph } from './loaded.ts';
import { collectProblems } from './read-input.ts';
import { ECOSYSTEM, EDGE_LIST, ownFormat } from './recognise.ts';
import { usageError } from './usage.ts';

export type LoadOptions = { readonly format?: string; readonly undirected?: true };

/** Each file by itself, all their problems at once. @throws {InvalidInputError} for edge lists as well */
export async function loadEach(
  paths: readonly string[],
  options: LoadOptions,
  { reader }: Context,
): Promise<readonly LoadedEcosystem[]> {
  return collectProblems(await reader.readAll(paths), async (source) => {
    const loaded = await load(source, options, reader);
    if ('file' in loaded) return loaded;
    const found = 'an edge list, which has no kinds and layers';
    const fix = 'An edge list can be run: blastradius run FILE.';
    throw new InvalidInputError([{ at: { file: source.name }, expected: 'an ecosystem', found, fix }]);
  });
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
  { reader }: Context,
): Promise<LoadedEcosystem | LoadedGraph> {
  if (paths.length > 1) {
    throw usageError('one file', `${paths.length} files`, 'Run them one after the other: files are not merged yet.');
  }
  const [loaded] = await collectProblems(await reader.readAll(paths), (source) => load(source, options, reader));
  return loaded as LoadedEcosystem | LoadedGraph;
}

async function load(
  source: SourceFile,
  options: LoadOptions,
  reader: Context['reader'],
): Promise<LoadedEcosystem | LoadedGraph> {
  const path = reader.pathOf(source.name);
  const format = options.format ?? ownFormat(source);
  if (format === ECOSYSTEM) return { path, ...parseSuiteFile(source.text, source.name) };
  if (format === EDGE_LIST) return edgeList(path, source, options);
  // Importers are loaded only where one may be needed.
  const { foreignFile } = await import('./load-foreign.ts');
  const foreign = foreignFile(source, format, reader);
  if (foreign === EDGE_LIST) return edgeList(path, source, options);
  return { path, ...(foreign === ECOSYSTEM ? parseSuiteFile(source.text, source.name) : foreign) };
}

const edgeList = (path: string, { name, text }: SourceFile, { undirected }: LoadOptions): LoadedGraph => ({
  path,
  name: stemOf(name),
  edges: parseEdgeList(text, name, { undirected: undirected === true }),
});

/** `a/links.csv.gz` -> `links`. */
const stemOf = (name: string): string => /([^/\\]+?)(?:\.[^/\\]*)?$/u.exec(name)?.[1] ?? 'graph';

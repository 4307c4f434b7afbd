import { parseSuiteFile } from '../compile/suite-file.ts';
import type { Context } from './context.ts';
import { isFolder } from './is-folder.ts';
import type { MixtureOptions } from './load-mixture.ts';
import { loadIfRaw, type RawLoadOptions } from './load-raw.ts';
import type { LoadedEcosystem, LoadedGraph } from './loaded.ts';
import { wantsMapping } from './mapping-options.ts';
import { collectProblems } from './read-input.ts';
import { ECOSYSTEM, isEcosystem } from './recognise.ts';
import { usageError } from './usage.ts';

export type LoadOptions = RawLoadOptions & MixtureOptions;

/** Each file or folder by itself, all their problems at once. @throws {InvalidInputError} for raw graphs as well */
export async function loadEach(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<readonly LoadedEcosystem[]> {
  const { shell, reader } = context;
  const files = paths.filter((path) => !isFolder(shell.cwd, path));
  const folders = paths.filter((path) => !files.includes(path));
  const root = reader.sharedFolder(files, folders);
  await reader.readAll(files, root);
  return collectProblems(paths, (path) => loadOne(path, { ...options, root }, context));
}

/** Everything that was named as one model. */
async function loadEcosystem(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem> {
  const [first, second] = paths;
  if (first !== undefined && second === undefined) return loadOne(first, options, context);
  return (await import('./load-mixture.ts')).loadMixture(paths, options, context);
}

/** What `run` is about: one file of any kind, or several that are not raw graphs. */
export async function loadAny(
  paths: readonly string[],
  options: LoadOptions,
  context: Context,
): Promise<LoadedEcosystem | LoadedGraph> {
  const [first, second] = paths;
  const isAlone = first !== undefined && second === undefined && !isFolder(context.shell.cwd, first);
  if (!isAlone && options.as === 'raw') {
    throw usageError('one file to read as a raw graph', 'several', 'Raw graphs are run one after the other.');
  }
  if (options.as === 'raw' && wantsMapping(options)) {
    const fix = 'Leave --as raw out, or --map, --kind-attr, --layer-attr and --assign-layers.';
    throw usageError('a graph whose nodes have kinds', 'flags that say kinds or layers, and --as raw', fix);
  }
  return (isAlone ? await loadIfRaw(first, options, context) : undefined) ?? loadEcosystem(paths, options, context);
}

/** Importers are loaded only where one may be needed. */
async function loadOne(path: string, options: LoadOptions, context: Context): Promise<LoadedEcosystem> {
  if (!isFolder(context.shell.cwd, path)) {
    const [file] = await context.reader.readAll([path], options.root);
    const { format } = options;
    if (file !== undefined && (format === ECOSYSTEM || (format === undefined && isEcosystem(file)))) {
      refuseMapping(path, options);
      return { path, ...parseSuiteFile(file.text, file.name) };
    }
  }
  return (await import('./load-mixture.ts')).loadMixture([path], options, context);
}

/** An ecosystem file says itself what its components are. */
function refuseMapping(path: string, options: LoadOptions): void {
  if (!wantsMapping(options)) return;
  const fix = 'Leave --map, --kind-attr, --layer-attr and --assign-layers out, or change kinds and layers in the file.';
  throw usageError('a file to import', `${path}, which is an ecosystem file,`, fix);
}

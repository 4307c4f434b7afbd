import { resolve } from 'node:path';
import { graphFormats } from '../../export/graph-formats.ts';
import type { SourceFile } from '../../import/importer.ts';
import { readResults } from '../../run/store.ts';
import { checkTarget } from '../check-target.ts';
import type { Context } from '../context.ts';
import { type ConvertOptions, convertEcosystem } from '../convert-ecosystem.ts';
import { convertRaw } from '../convert-raw.ts';
import { placesOf } from '../convert-target.ts';
import { isFolder } from '../is-folder.ts';
import { type LoadOptions, loadAny } from '../load.ts';
import type { LoadedEcosystem } from '../loaded.ts';
import { noteImport } from '../note-import.ts';
import type { ExitCode } from '../shell.ts';
import { isStoredRun, storedEcosystem } from '../stored-run.ts';

/** What `run` reads -> a file of another tool, with the results of a run if there are any. */
export async function action(
  paths: readonly string[],
  options: ConvertOptions & LoadOptions,
  context: Context,
): Promise<ExitCode> {
  const { cwd } = context.shell;
  const [path = ''] = paths;
  checkTarget(options, cwd);
  if (paths.length === 1 && isStoredRun(cwd, path)) return convertRun(path, options, context);
  // In a folder an earlier export lies beside what it was made from.
  const isSearch = paths.some((one) => isFolder(cwd, one));
  const leaveOut = isSearch ? placesOf(graphFormats, options).map((place) => resolve(cwd, place)) : [];
  const loaded = await loadAny(paths, { ...options, leaveOut }, context);
  context.warn(loaded.warnings);
  if (!('file' in loaded)) return convertRaw(loaded, options, context);
  await noteImport(loaded, context.note);
  const run = options.results === undefined ? undefined : storedRun(options.results, context);
  return convertEcosystem({ ...loaded, source: sourceOf(loaded, context) }, run, options, context);
}

/** A folder of results holds both: what was run, and what became of it. */
async function convertRun(dir: string, options: ConvertOptions, context: Context): Promise<ExitCode> {
  const run = storedRun(dir, context);
  const shown = options.results === undefined ? run : storedRun(options.results, context);
  return convertEcosystem(await storedEcosystem(dir, run, context), shown, options, context);
}

/** The file that was named, for what it says besides components and relations. */
function sourceOf({ path }: LoadedEcosystem, { reader }: Context): SourceFile {
  const name = reader.inputs().find((input) => reader.pathOf(input.name) === path)?.name ?? path;
  return { name, text: reader.textOf(name) ?? '' };
}

const storedRun = (dir: string, { shell }: Context) => ({ dir, ...readResults(resolve(shell.cwd, dir)) });

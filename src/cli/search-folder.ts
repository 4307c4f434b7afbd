import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { thousands } from '../base/thousands.ts';
import { detectFormat, nearestFormats } from '../import/detect.ts';
import type { Source } from '../import/import-files.ts';
import type { SourceFile } from '../import/importer.ts';
import type { Context } from './context.ts';
import { type FoundSources, findSources, MOST_FILES } from './find-sources.ts';
import { nearestText } from './nearest-text.ts';
import { count } from './numbers.ts';
import { progressOn } from './progress.ts';
import { isEcosystem } from './recognise.ts';

/** What a search of a folder came to. */
export type Searched = {
  readonly folder: string;
  readonly sources: readonly Source[];
  readonly looked: number;
  /** What cannot be read. */
  readonly warnings: readonly Problem[];
  /** Something in it was named, or found in another folder. */
  readonly isKnown: boolean;
  /** Ecosystem files, which count only if they are named. */
  readonly own: readonly string[];
  /** Plain graphs, which count only if they are named. */
  readonly graphs: readonly string[];
  /** The file that came nearest to being recognised. */
  readonly near: { readonly file: SourceFile; readonly score: number } | undefined;
};

export type Search = {
  /** Names are the paths below it. */
  readonly root: string;
  /** Real paths of what is read anyway; what is found is added. */
  readonly known: Set<string>;
  /** Real paths of what is left out. */
  readonly left: ReadonlySet<string>;
};

/** Looks at every file of a folder that may describe agents, and keeps those that some importer knows. */
export function searchFolder(folder: string, { root, known, left }: Search, context: Context): Searched {
  const { reader, shell, messages, options } = context;
  const full = resolve(shell.cwd, folder);
  const found = findSources(full);
  const progress = progressOn(shell, messages, 'files looked at');
  const searched = {
    ...{ folder, sources: [] as Source[], warnings: [] as Problem[], own: [] as string[], graphs: [] as string[] },
    ...{ looked: 0, isKnown: false, near: undefined as Searched['near'] },
  };
  for (const path of found.paths) {
    const [real] = realPath(join(full, path));
    if (real === undefined || left.has(real)) continue;
    searched.isKnown ||= known.has(real);
    if (known.has(real)) continue;
    known.add(real);
    searched.looked++;
    if (options.quiet !== true) progress.update(searched.looked, found.paths.length);
    const file = readOrWarn(() => reader.readFound(join(full, path), found.root, root), searched.warnings);
    if (file === undefined) continue;
    const source = sourceOf(file);
    if (source !== undefined && source.importer.isPlainGraph !== true) {
      searched.sources.push(source);
      continue;
    }
    if (source !== undefined) searched.graphs.push(reader.pathOf(file.name));
    else if (isEcosystem(file)) searched.own.push(reader.pathOf(file.name));
    else searched.near = nearer(searched.near, file);
    reader.forget(file.name);
  }
  progress.end();
  noteLeftOut(searched, found, context);
  return searched;
}

/** The real path in a list; none if there is nothing. */
export function realPath(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

function sourceOf(file: SourceFile): Source | undefined {
  const found = isEcosystem(file) ? undefined : detectFormat(file);
  return found && { file, importer: found.importer, detection: found.detection };
}

function nearer(near: Searched['near'], file: SourceFile): Searched['near'] {
  const score = nearestFormats(file)[0]?.detection.score ?? 0;
  return score > (near?.score ?? 0) ? { file, score } : near;
}

/** In a folder a file that cannot be read is no reason to stop. */
function readOrWarn(read: () => SourceFile | undefined, warnings: Problem[]): SourceFile | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    warnings.push(...error.problems);
    return undefined;
  }
}

function noteLeftOut(
  { folder, sources, own, graphs }: Searched,
  { closed, links, isCut }: FoundSources,
  { note }: Context,
): void {
  const inside = (path: string): string => printable(join(folder, path));
  const [file, ...others] = sources.length === 0 ? [] : own;
  if (file !== undefined) {
    const more = others.length === 0 ? '' : ` and ${count(others.length, 'more ecosystem file')}`;
    note(`left out ${printable(file)}${more}: an ecosystem file counts only if it is named`);
  }
  for (const path of graphs) note(`left out ${printable(path)}: a plain graph counts only if it is named`);
  for (const path of closed) note(`not searched: ${inside(path)}, which may not be read`);
  for (const path of links) note(`left out ${inside(path)}: the link leads out of ${printable(folder)}`);
  if (!isCut) return;
  const most = thousands(MOST_FILES);
  note(`only the first ${most} files of ${printable(folder)} were looked at: name the folders that matter`);
}

/** Why a folder is no input. */
export function nothingFound({ folder, looked, near, own: [own] }: Searched): Problem {
  const nearby =
    near === undefined ? '' : ` Nearest came ${near.file.name}, as ${nearestText(near.file)[0] ?? 'no known format'}.`;
  return {
    at: { file: folder },
    expected: 'a folder with a file that can be imported',
    found: looked === 0 ? 'none that may be one' : `none among ${count(looked, 'file')} that may be one`,
    fix:
      own === undefined
        ? `blastradius formats lists what can be read; -f reads a named file as what you say.${nearby}`
        : `Name the ecosystem file in it: ${own}.`,
  };
}

import { dirname, relative, resolve, sep } from 'node:path';
import { byCodeUnits } from '../graph/ids.ts';
import type { ImportedFrom } from '../import/update/imported-block.ts';
import type { MixtureOptions } from './load-mixture.ts';

/** How a file was imported, as it says so itself. @param output - full path of the file; what it names is told from its folder */
export function importedFrom(
  paths: readonly string[],
  { format, merge, sameAs = [] }: MixtureOptions,
  cwd: string,
  output: string,
): ImportedFrom {
  const from = paths.map((path) => {
    if (path === '-') return path;
    return relative(dirname(output), resolve(cwd, path)).split(sep).join('/') || '.';
  });
  return {
    from: [...new Set(from)].sort(byCodeUnits),
    format,
    merge: merge !== false,
    sameAs: sameAs.map(({ ids }) => ids),
  };
}

/** Paths that a file says it was imported from, as they would be typed here. */
export const pathsFrom = (from: readonly string[], cwd: string, file: string): readonly string[] =>
  from.map((path) => (path === '-' ? path : relative(cwd, resolve(dirname(resolve(cwd, file)), path)) || '.'));

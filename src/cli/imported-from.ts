import { dirname, relative, resolve, sep } from 'node:path';
import { byCodeUnits } from '../graph/ids.ts';
import type { ImportedFrom } from '../import/update/imported-block.ts';
import type { MixtureOptions } from './load-mixture.ts';
import { layersSeed } from './mapping-options.ts';

/** How a file was imported, as it says so itself. @param output - full path of the file; what it names is told from its folder */
export function importedFrom(
  paths: readonly string[],
  { format, merge, sameAs = [], map, kindAttr, layerAttr, ...mapping }: MixtureOptions,
  cwd: string,
  output: string,
): ImportedFrom {
  const told = (path: string): string =>
    path === '-' ? path : relative(dirname(output), resolve(cwd, path)).split(sep).join('/') || '.';
  return {
    from: [...new Set(paths.map(told))].sort(byCodeUnits),
    format,
    merge: merge !== false,
    sameAs: sameAs.map(({ ids }) => ids),
    map: map === undefined ? undefined : told(map),
    kindAttribute: kindAttr,
    layerAttribute: layerAttr,
    layersSeed: layersSeed(mapping),
  };
}

/** A path that a file says it was imported from, as it would be typed here. */
export const pathFrom = (path: string, cwd: string, file: string): string =>
  path === '-' ? path : relative(cwd, resolve(dirname(resolve(cwd, file)), path)) || '.';

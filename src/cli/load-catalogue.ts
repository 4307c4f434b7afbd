import { maturityTable } from '../threats/atlas-release.ts';
import { bundledCatalogue, type Catalogue } from '../threats/bundled-catalogue.ts';
import type { Context } from './context.ts';
import { loadAtlas } from './load-atlas.ts';
import { readBeside } from './read-beside.ts';
import { collectProblems } from './read-input.ts';

/** Flags of commands that speak of catalogued threats. */
export type CatalogueOptions = {
  /** A release of MITRE ATLAS instead of the bundled one. */
  readonly atlas?: string;
  /** Own threats and rules, besides the bundled ones. */
  readonly catalogue?: readonly string[];
};

/**
 * The bundled catalogue with what was named added to it; each file is one of the inputs of the command.
 * @throws {InvalidInputError} with every problem of every file
 */
export async function loadCatalogue(
  { atlas, catalogue: paths = [] }: CatalogueOptions,
  context: Context,
): Promise<Catalogue> {
  const base =
    atlas === undefined
      ? bundledCatalogue
      : { ...bundledCatalogue, atlas: maturityTable(await loadAtlas(atlas, context)) };
  if (paths.length === 0) return base;
  const { addCatalogueFiles } = await import('../compile/catalogue-file.ts');
  const files = await collectProblems(paths, (path) => readBeside(path, context));
  const { catalogue, warnings } = addCatalogueFiles(base, [...new Set(files)]);
  context.warn(warnings);
  return catalogue;
}

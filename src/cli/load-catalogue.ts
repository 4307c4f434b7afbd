import { bundledCatalogue, type Catalogue } from '../threats/bundled-catalogue.ts';
import type { Context } from './context.ts';

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
export async function loadCatalogue(_options: CatalogueOptions, _context: Context): Promise<Catalogue> {
  return bundledCatalogue;
}

import type { ElementMap } from './element-map.ts';

/** What a user says about how files are to be read. */
export type ImportSettings = {
  /** Attribute of a plain graph's nodes that says what kind they are; default: `kind`, `type`. */
  readonly kindAttribute?: string | undefined;
  /** Attribute of a plain graph's nodes that holds their MAESTRO layer. */
  readonly layerAttribute?: string | undefined;
  /** Draw the layers of a plain graph's nodes with this seed. */
  readonly randomLayers?: { readonly seed: number } | undefined;
  /** What somebody decided about single elements. */
  readonly map?: ElementMap | undefined;
};

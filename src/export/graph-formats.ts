import type { GraphFormat } from './graph-format.ts';

/** Everything that `graph convert` writes. To add one: one file, one row. */
export const graphFormats: readonly GraphFormat[] = [];

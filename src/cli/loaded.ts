import type { Problem } from '../base/errors.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { Imported } from '../import/importer.ts';
import type { RawGraphLoaded } from '../run/load-raw-graph.ts';

/** An ecosystem with its suite, from whatever kind of file. */
export type LoadedEcosystem = {
  /** What the user called it. */
  readonly path: string;
  readonly file: SuiteFile;
  readonly warnings: readonly Problem[];
  /** The importer that read it and what it said; undefined for an ecosystem file. */
  readonly foreign?: { readonly format: string; readonly imported: Imported };
};

export type LoadedGraph = RawGraphLoaded & { readonly path: string };

import type { Problem } from '../base/errors.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { ReadFile } from '../import/import-files.ts';
import type { Merged } from '../import/merge.ts';
import type { RawGraphLoaded } from '../run/load-raw-graph.ts';

/** An ecosystem with its suite, from whatever kind of file. */
export type LoadedEcosystem = {
  /** What the user called it. */
  readonly path: string;
  readonly file: SuiteFile;
  readonly warnings: readonly Problem[];
  /** What was imported; undefined for an ecosystem file by itself. */
  readonly foreign?: Foreign;
};

export type Foreign = {
  /** Those of all files: `mcp, n8n`. */
  readonly format: string;
  /** The files that were read, each with those that it opened. */
  readonly files: readonly { readonly file: string; readonly format: string; readonly with: readonly string[] }[];
  readonly reads: readonly ReadFile[];
  readonly imported: Merged;
  /** The whole as an ecosystem file. */
  readonly text: string;
};

export type LoadedGraph = RawGraphLoaded & { readonly path: string };

import type { SuiteFile } from '../compile/suite.ts';
import type { Results } from '../measure/results.ts';
import type { ThreatModel } from '../threats/applied-threat.ts';
import type { ThreatRow } from './threat-document.ts';

/** PASTA's seven stages, filled from the model. A stage is a list of short blocks, so that Markdown and the page say the same. */
export type Pasta = { readonly stages: readonly PastaStage[] };

export type PastaStage = {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly title: string;
  /** What the stage asks. */
  readonly asks: string;
  readonly blocks: readonly PastaBlock[];
};

export type PastaBlock = PastaText | PastaTable;

/** Sentences of our own words and numbers: names of the input stand in tables only. */
export type PastaText = { readonly text: string };

export type PastaTable = {
  readonly head: readonly string[];
  /** Columns whose cells are words of the input: ids, names, places. All others hold our own. */
  readonly names: readonly number[];
  readonly rows: readonly (readonly string[])[];
};

/** What the stages are filled from. */
export type PastaInput = {
  readonly model: ThreatModel;
  /** Rows of the document, by rank if they were simulated. */
  readonly document: { readonly threats: readonly ThreatRow[] };
  /** Of `pastaSuite`, or of the file's own suite; without them stages 6 and 7 say that nothing was simulated. */
  readonly results?: Results | undefined;
  readonly suiteFile: SuiteFile;
};

export function pastaOf(_input: PastaInput): Pasta {
  return { stages: [] };
}

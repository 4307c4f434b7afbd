import type { SuiteFile } from '../../compile/suite.ts';
import type { Finding } from '../../import/importer.ts';
import type { Results } from '../../measure/results.ts';
import type { ThreatModel } from '../../threats/applied-threat.ts';
import type { ThreatRow } from '../threat-document.ts';

/** What the stages are filled from. */
export type PastaInput = {
  readonly model: ThreatModel;
  /** Rows of the document, with what follows from each if they were simulated. */
  readonly document: { readonly threats: readonly ThreatRow[] };
  /** Of `pastaSuite`, or of the file's own suite; without them stages 6 and 7 say that nothing was simulated. */
  readonly results?: Results | undefined;
  readonly suiteFile: SuiteFile;
  /** What an importer found; the ways on which private data can leave are found here. */
  readonly findings?: readonly Finding[] | undefined;
};

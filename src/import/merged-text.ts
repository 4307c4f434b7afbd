import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SourceFile } from './importer.ts';
import { sectionsOf } from './sections.ts';
import { writeEcosystem } from './write-ecosystem.ts';

/** A merged ecosystem as a file, with what an ecosystem file among the sources wants simulated. */
export function mergedText(ecosystem: Ecosystem, own: SourceFile | undefined): string {
  const written = writeEcosystem(ecosystem);
  return own === undefined ? written : `${written}${sectionsOf(own.text, ['round', 'suite', 'thresholds'])}`;
}

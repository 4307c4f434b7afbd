import { Document, parseDocument } from 'yaml';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SourceFile } from './importer.ts';
import { writeEcosystem } from './write-ecosystem.ts';

/** What an ecosystem file says besides its components and relations. */
const KEPT_SECTIONS = ['round', 'suite', 'thresholds'] as const;

/** A merged ecosystem as a file, with what an ecosystem file among the sources wants simulated. */
export function mergedText(ecosystem: Ecosystem, own: SourceFile | undefined): string {
  const written = writeEcosystem(ecosystem);
  return own === undefined ? written : `${written}${sectionsOf(own.text, KEPT_SECTIONS)}`;
}

/** Top-level sections of an ecosystem file as they stand there, comments included, with a blank line before each. */
export function sectionsOf(text: string, keys: readonly string[]): string {
  const document = parseDocument(text, { keepSourceTokens: false });
  return keys
    .filter((key) => document.has(key))
    .map((key) => {
      const part = new Document({});
      part.set(key, document.get(key, true));
      return `\n${part.toString({ lineWidth: 0 })}`;
    })
    .join('');
}

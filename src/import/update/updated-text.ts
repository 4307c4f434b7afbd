import { sectionsOf } from '../sections.ts';
import { writeEcosystem } from '../write-ecosystem.ts';
import { fileNotes } from './file-notes.ts';
import { type ImportedFrom, importedBlock } from './imported-block.ts';
import type { OldFile, Updated } from './update-ecosystem.ts';

/** Everything in an ecosystem file that no import touches. */
const KEPT = ['$schema', 'round', 'suite', 'thresholds', 'same_as'];

/**
 * An ecosystem file after an update: its components and relations anew, with their comments above them; its suite,
 * thresholds and what stands on top as they were.
 * @param own - name of the file: what stands only there needs no place
 */
export function updatedText(
  { text, own, ecosystem }: { readonly text: string; readonly own: string } & Pick<OldFile, 'ecosystem'>,
  updated: Updated,
  how: ImportedFrom,
): string {
  const { head, parts, foot } = fileNotes(text, ecosystem.relations);
  return [
    writeEcosystem(updated.ecosystem, { head, notes: parts, own }),
    sectionsOf(text, KEPT),
    importedBlock(how, updated.fingerprints),
    ...foot.map((line) => `# ${line}\n`),
  ].join('');
}

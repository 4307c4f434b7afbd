import { printable } from '../base/printable.ts';
import type { SourceFile } from '../import/importer.ts';
import { sectionsOf } from '../import/sections.ts';
import type { LoadedEcosystem } from './loaded.ts';

/** Says what of an ecosystem file no other format has a place for, and how it is not lost. */
export function noteSuite(
  { path, file, foreign, source }: LoadedEcosystem & { readonly source: SourceFile },
  format: string,
  note: (text: string) => void,
): void {
  const hasRules = file.thresholds.length > 0;
  const kept = [...(hasSuite(foreign?.text ?? source.text) ? ['suite'] : []), ...(hasRules ? ['thresholds'] : [])];
  if (kept.length === 0) return;
  const advice =
    foreign === undefined || hasRules
      ? `keep ${foreign === undefined ? source.name : path}`
      : 'as from a threat model, run it with --threats all';
  note(printable(`${format} has no place for ${kept.join(' and ')}: ${advice}`));
}

/** Parses only what may have one: what was imported is large. */
const hasSuite = (text: string): boolean => /\bsuite\b/u.test(text) && sectionsOf(text, ['suite']) !== '';

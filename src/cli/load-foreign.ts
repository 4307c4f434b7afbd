import { InvalidInputError } from '../base/errors.ts';
import { rawFormats } from '../compile/raw-reader.ts';
import { parseSuiteFile } from '../compile/suite-file.ts';
import { detectFormat, nearestFormats } from '../import/detect.ts';
import type { Imported, Importer, SourceFile } from '../import/importer.ts';
import { importers } from '../import/importers.ts';
import { writeEcosystem } from '../import/write-ecosystem.ts';
import type { LoadedEcosystem } from './loaded.ts';
import { quoted } from './option-value.ts';
import type { Reader } from './read-input.ts';
import { ECOSYSTEM, isAlmostEcosystem } from './recognise.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

export type ForeignFile = Omit<LoadedEcosystem, 'path'>;

/**
 * What another tool's file says; or that it is, after all, an ecosystem file.
 * @throws {InvalidInputError} if nobody recognises it, naming the two nearest formats and what they miss
 */
export async function foreignFile(
  source: SourceFile,
  format: string | undefined,
  reader: Reader,
): Promise<ForeignFile | typeof ECOSYSTEM> {
  const importer = format === undefined ? detectFormat(source)?.importer : named(format);
  if (importer === undefined) return likelyEcosystem(source);
  reader.hideValues(source.name);
  const imported = await importer.read(source, reader.openBeside(source));
  return { ...asSuiteFile(imported, source), foreign: { format: importer.format, imported } };
}

/** The same suite that the file which `import` writes would give. */
function asSuiteFile(imported: Imported, source: SourceFile): Pick<ForeignFile, 'file' | 'warnings'> {
  const { file } = parseSuiteFile(writeEcosystem(imported.ecosystem), source.name);
  const rules = assumedRules(imported);
  return { file: { ...file, assumptions: [...file.assumptions, ...rules] }, warnings: imported.warnings };
}

/** What the importer assumed: each rule once, with what it was applied to. */
function assumedRules({ ecosystem }: Imported): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, provenance } of [...ecosystem.components, ...ecosystem.relations]) {
    if (provenance.certainty !== 'assumed') continue;
    const rule = provenance.rule ?? 'no rule given';
    idsOf.set(rule, [...(idsOf.get(rule) ?? []), id]);
  }
  return [...idsOf].map(([rule, ids]) => {
    const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');
    return `Assumed by the import: ${rule} (${shown}).`;
  });
}

function named(format: string): Importer {
  const found = importers.find((importer) => importer.format === format);
  if (found !== undefined) return found;
  const known = [ECOSYSTEM, ...rawFormats, ...importers.map((importer) => importer.format)];
  throw usageError('a format after --format', quoted(format), suggestion(format, known));
}

function likelyEcosystem(source: SourceFile): typeof ECOSYSTEM {
  if (isAlmostEcosystem(source.text)) return ECOSYSTEM;
  const near = nearestFormats(source).map(
    ({ importer, detection }) =>
      `${importer.title}${detection.missing === undefined ? '' : ` (missing: ${detection.missing})`}`,
  );
  throw new InvalidInputError([
    {
      at: { file: source.name },
      expected: ['an ecosystem file (missing: version, components)', ...near].join(' or '),
      found: 'a text that is none of these',
      fix: 'Say what it is with --format; blastradius formats lists what can be read.',
    },
  ]);
}

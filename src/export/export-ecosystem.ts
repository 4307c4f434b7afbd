import { didYouMeanSentence } from '../base/did-you-mean.ts';
import { InvalidInputError } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { ExportedFile } from './graph-format.ts';
import { graphFormats } from './graph-formats.ts';
import type { Outcome } from './outcome.ts';

/**
 * An ecosystem in another tool's format, with the results of a run if an outcome is given.
 * @param format - one of {@link graphFormats}
 * @throws {InvalidInputError} if there is no such format
 */
export function exportEcosystem(ecosystem: Ecosystem, format: string, outcome?: Outcome): readonly ExportedFile[] {
  const found = graphFormats.find((one) => one.format === format);
  if (found !== undefined) return found.write(ecosystem, outcome);
  const known = graphFormats.map((one) => one.format);
  const fix = `Use one of ${known.join(', ')}.${didYouMeanSentence(format, known)}`;
  throw new InvalidInputError([{ at: { file: 'export' }, expected: 'a graph format', found: quoted(format), fix }]);
}

import { extname } from 'node:path';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

export const outputFormats = ['html', 'svg', 'png', 'pdf', 'md', 'json'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** What a file is to hold, by its ending. @throws {InvalidInputError} if the ending is none that can be written */
export function formatOf(path: string): OutputFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = outputFormats.find((candidate) => candidate === ending);
  if (format !== undefined) return format;
  throw usageError(
    `an ending of ${outputFormats.map((one) => `.${one}`).join(', ')} after -o`,
    quoted(path),
    suggestion(ending, outputFormats),
  );
}

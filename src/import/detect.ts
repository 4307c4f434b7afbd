import type { Detection, Importer, SourceFile } from './importer.ts';
import { importers } from './importers.ts';

export type Detected = { readonly importer: Importer; readonly detection: Detection };

/** Below this a format is only a guess. */
const LEAST_SCORE = 0.5;

/** The format of a file by its content, never by its name alone; undefined if nobody recognises it. */
export function detectFormat(file: SourceFile): Detected | undefined {
  const [best] = ranked(file);
  return best !== undefined && best.detection.score >= LEAST_SCORE ? best : undefined;
}

/** The best two guesses, for a message about a file that nobody recognises. */
export const nearestFormats = (file: SourceFile): readonly Detected[] => ranked(file).slice(0, 2);

/** Best first; equal scores in the order of the registry. The same file is looked at only once. */
function ranked(file: SourceFile): readonly Detected[] {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const all = importers
    .map((importer) => ({ importer, detection: importer.detect(file) }))
    .sort((a, b) => b.detection.score - a.detection.score);
  cache.set(file, all);
  return all;
}

const cache = new WeakMap<SourceFile, readonly Detected[]>();

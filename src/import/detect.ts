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

/**
 * Best first; where nobody is sure, those come before others whose words are there; else in the order of the registry.
 * The same file is looked at only once.
 */
function ranked(file: SourceFile): readonly Detected[] {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const all = importers
    .map((importer) => ({ importer, detection: importer.detect(file) }))
    .sort((a, b) => b.detection.score - a.detection.score);
  const isKnown = (all[0]?.detection.score ?? 0) >= LEAST_SCORE;
  const sorted = isKnown ? all : byWords(all, file);
  cache.set(file, sorted);
  return sorted;
}

const MOST_LOOKED_AT = 200_000;

function byWords(all: readonly Detected[], { text }: SourceFile): readonly Detected[] {
  const head = text.slice(0, MOST_LOOKED_AT);
  const words = new Map(all.map(({ importer, detection }) => [importer, wordsThere(head, detection)]));
  const isPython = /^(?:from|import)\s+[\w.]+/m.test(head);
  // Formats of code have no keys.
  const wordsOf = ({ importer }: Detected): number =>
    isPython && /python/i.test(importer.title) ? Number.MAX_SAFE_INTEGER : (words.get(importer) ?? 0);
  return all.toSorted((a, b) => b.detection.score - a.detection.score || wordsOf(b) - wordsOf(a));
}

/** How many words of what is missing stand in a text as names of something. */
function wordsThere(text: string, { missing = '' }: Detection): number {
  const words = new Set(missing.match(/[A-Za-z_]{4,}/g) ?? []);
  return [...words].filter((word) => new RegExp(`(?:^|["'\\s])${word}["']?\\s*:`, 'm').test(text)).length;
}

const cache = new WeakMap<SourceFile, readonly Detected[]>();

import { InvalidInputError } from '../base/errors.ts';
import type { Detection, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import type { Located } from './located.ts';

/** By what a JSON or YAML file is known. */
export type Signs = {
  /** Looked for before anything is parsed: big files of other formats are told apart at once. */
  readonly words: RegExp;
  /** Said of a file without the words. */
  readonly without: string;
  readonly missing: string;
  readonly detectIn: (root: Located, file: SourceFile) => Detection;
  /** What a text that cannot be parsed says all the same, and no other format does. */
  readonly saidBy: (text: string) => string | undefined;
  /** Default: JSON. */
  readonly syntax?: string;
};

/** How an importer tells its files. */
export const detectBy =
  (signs: Signs) =>
  (file: SourceFile): Detection => {
    const { words, without, missing, detectIn } = signs;
    if (!words.test(file.text)) return { score: 0, reason: without, missing };
    try {
      return detectIn(readLocated(file), file);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return detectBroken(file.text, signs);
    }
  };

/** A text with a slip in its punctuation is still somebody's: reading it tells where the slip is. */
function detectBroken(text: string, { saidBy, syntax = 'JSON' }: Signs): Detection {
  const said = saidBy(text);
  const [missing, invalid] = [`valid ${syntax}`, `it is no valid ${syntax}`];
  return said === undefined
    ? { score: 0, reason: invalid, missing }
    : { score: 0.6, reason: `${invalid}, but ${said}`, missing };
}

import { decimalOf } from '../base/decimal.ts';
import { didYouMeanSentence } from '../base/did-you-mean.ts';
import { LEAST_PROBABILITY } from '../base/random.ts';
import type { ArcProbability } from '../compile/arc-chances.ts';
import { quoted } from './option-value.ts';
import { usageError } from './usage.ts';

const words = ['weighted-cascade', 'trivalency'] as const;

/** `--probability`: one for all arcs, or what sets one for each. @throws {InvalidInputError} if it is neither, or rarer than can be drawn */
export function parseArcProbability(text: string): ArcProbability {
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  const value = decimalOf(text);
  if (value >= LEAST_PROBABILITY && value <= 1) return value;
  if (value > 0 && value <= 1) {
    const fix = 'Draws have 32 bits: use 2.4e-10 or more.';
    throw usageError('a number of at least 2^-32 after --probability', quoted(text), fix);
  }
  const expected = `a number above 0 and at most 1, ${words.join(' or ')} after --probability`;
  const fix = didYouMeanSentence(text, words).trim() || 'For example: --probability 0.1.';
  throw usageError(expected, quoted(text), fix);
}

import { type Maturity, maturities } from '../threats/maturities.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** From the narrowest filter to the widest. */
const narrowestFirst = maturities.toReversed();

/** `--maturity`: one or several joined by commas, or `each`; each once, the narrowest first. */
export function parseMaturities(text: string): readonly Maturity[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => word !== 'each' && !maturities.some((known) => known === word));
  if (wrong === undefined) return narrowestFirst.filter((known) => words.includes(known) || words.includes('each'));
  throw usageError('a maturity after --maturity', quoted(wrong), suggestion(wrong, [...narrowestFirst, 'each']));
}

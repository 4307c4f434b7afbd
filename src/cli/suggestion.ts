import { didYouMean } from '../base/did-you-mean.ts';

/** The fix of an error about a word: `Did you mean "planner"?`, or what there is to choose from. */
export function suggestion(typed: string, candidates: readonly string[]): string {
  const near = didYouMean(typed, candidates);
  if (near !== undefined) return `Did you mean "${near}"?`;
  const rest = candidates.length - MOST_LISTED;
  return `Use one of ${candidates.slice(0, MOST_LISTED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

const MOST_LISTED = 12;

import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';

/** Levels of maps and lists in a file; an honest one has fewer than ten. */
export const MAX_DEPTH = 200;

/** Ends the reading of a text at the offset where it nests too deep. */
export class TooDeepError extends Error {
  readonly offset: number;
  constructor(offset: number) {
    super(`more than ${MAX_DEPTH} levels`);
    this.offset = offset;
  }
}

export const tooDeep = (at: Place): Problem => ({
  at,
  expected: `at most ${MAX_DEPTH} levels of maps and lists inside each other`,
  found: 'a deeper one',
  fix: 'Check for a bracket that is never closed.',
});

export const duplicateKey = (key: string, at: Place, first: Place): Problem => ({
  at,
  expected: 'each key once in a map',
  found: `a second ${quoted(key)}`,
  fix: `Rename or remove one of the two; the first is on line ${first.line}.`,
});

export const forbiddenKey = (at: Place): Problem => ({
  at,
  expected: 'any other key',
  found: 'the reserved word __proto__',
  fix: 'Give it another name: this one has a meaning of its own in JavaScript.',
});

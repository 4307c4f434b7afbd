import { InvalidInputError, type Place } from '../base/errors.ts';

/** Larger texts are refused: nobody wrote them by hand, and reading positions takes seconds per ten megabytes. */
export const MOST_CHARACTERS: number = 50 * 1024 * 1024;
export const DEEPEST_LEVEL = 200;

export const refuse = (at: Place, expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at, expected, found, fix }]);

export const tooDeep = (at: Place): InvalidInputError =>
  refuse(
    at,
    `at most ${DEEPEST_LEVEL} levels of nesting`,
    'more',
    'Flatten the file, or check it for a bracket that is never closed.',
  );

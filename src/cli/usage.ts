import { InvalidInputError } from '../base/errors.ts';

/** A problem whose `at.file` this is stands in what was typed, not in a file. */
export const COMMAND_LINE = 'command line';

/** What was typed cannot be done: told like any other bad input, exit code 2. */
export const usageError = (expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file: COMMAND_LINE }, expected, found, fix }]);

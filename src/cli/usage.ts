import { InvalidInputError } from '../base/errors.ts';
import { COMMAND_LINE } from './code-frame.ts';

/** What was typed cannot be done: told like any other bad input, exit code 2. */
export const usageError = (expected: string, found: string, fix: string): InvalidInputError =>
  new InvalidInputError([{ at: { file: COMMAND_LINE }, expected, found, fix }]);

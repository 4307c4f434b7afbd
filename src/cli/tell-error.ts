import { CommanderError } from 'commander';
import { BlastradiusError, InvalidInputError, type Problem } from '../base/errors.ts';
import { byPlace, codeFrames } from './code-frame.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './shell.ts';
import { usageProblem } from './usage-problem.ts';

/** An error as people and, under --json, programs are told it; and the exit code that it means. */
export function tellError(error: unknown, context: Context, argv: readonly string[]): ExitCode {
  if (error instanceof CommanderError) return tellProblems(usageProblem(error, context.program, argv), context);
  if (error instanceof InvalidInputError) return tellProblems(error, context);
  const known = error instanceof BlastradiusError;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const report = `${stack}\nThis is a defect of blastradius, not of your input. Please report it with the lines above.`;
  context.shell.stderr.write(`${context.messages.paint.red('error')}: ${known ? message : report}\n`);
  inJson(context, [{ message }]);
  return 3;
}

function tellProblems(error: InvalidInputError, context: Context): ExitCode {
  const problems = error.problems.toSorted(byPlace);
  context.shell.stderr.write(codeFrames(problems, context.reader, context.messages));
  inJson(
    context,
    problems.map((problem) => jsonError(problem, context)),
  );
  return 2;
}

function inJson(context: Context, errors: readonly object[]): void {
  if (context.options.json === true) context.document({ errors });
}

function jsonError({ at, expected, found, fix }: Problem, { reader }: Context): object {
  const { line = null, column = null } = at;
  const message = `expected ${expected}, found ${found}. ${fix}`;
  return { file: reader.pathOf(at.file), line, column, expected, found, fix, message };
}

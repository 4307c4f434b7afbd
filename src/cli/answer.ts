import { CommanderError } from 'commander';
import { BlastradiusError, InvalidInputError, type Problem } from '../base/errors.ts';
import { byPlace, codeFrames } from './code-frame.ts';
import { type Context, createContext, type GlobalOptions } from './context.ts';
import { buildProgram } from './program.ts';
import { createReader } from './read-input.ts';
import type { ExitCode, Shell } from './shell.ts';
import { usageProblem } from './usage-problem.ts';

/** What was typed -> what is done, and how it ended. The only place that catches: no error of an input shows a stack. */
export async function answer(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const reader = createReader(shell.cwd);
  let exitCode: ExitCode = 0;
  const program = buildProgram(async (load, args, options) => {
    // command-table.ts declares the options, and each command's file says their types.
    context = createContext(shell, reader, program, options as GlobalOptions);
    const { action } = await load();
    exitCode = await action(args, options as never, context);
  });
  let context = createContext(shell, reader, program, typedGlobals(argv));
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeOut: (text) => shell.stdout.write(text), writeErr: () => {} });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return told(error instanceof CommanderError ? usageProblem(error, program, argv) : error, context);
  }
}

/** Globals as typed, for errors that come before the program has parsed them. */
const typedGlobals = (argv: readonly string[]): GlobalOptions => ({
  ...(argv.includes('--json') ? { json: true } : {}),
  color: !argv.includes('--no-color'),
});

/** Help and the version end commander by an error as well. */
function told(error: unknown, context: Context): ExitCode {
  if (error === undefined) return 0;
  if (error instanceof InvalidInputError) {
    const problems = error.problems.toSorted(byPlace);
    context.shell.stderr.write(codeFrames(problems, context.reader, context.messages));
    inJson(
      context,
      problems.map((problem) => jsonError(problem, context)),
    );
    return 2;
  }
  const known = error instanceof BlastradiusError;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const report = `${stack}\nThis is a defect of blastradius, not of your input. Please report it with the lines above.`;
  context.shell.stderr.write(`${context.messages.paint.red('error')}: ${known ? message : report}\n`);
  inJson(context, [{ message }]);
  return 3;
}

function inJson(context: Context, errors: readonly object[]): void {
  if (context.options.json === true) context.document({ errors });
}

function jsonError({ at, expected, found, fix }: Problem, { reader }: Context): object {
  const { line = null, column = null } = at;
  return {
    file: reader.pathOf(at.file),
    line,
    column,
    expected,
    found,
    fix,
    message: `expected ${expected}, found ${found}. ${fix}`,
  };
}

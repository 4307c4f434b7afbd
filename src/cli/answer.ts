import { CommanderError } from 'commander';
import { everyCommand } from './command-names.ts';
import type { Context, GlobalOptions } from './context.ts';
import { learnChoices } from './late-choices.ts';
import { buildProgram } from './program.ts';
import type { ExitCode, Shell } from './shell.ts';

/**
 * What was typed -> what is done, and how it ended. The only place that catches: no error of an input shows
 * a stack. Help and the version need nothing beyond what is imported here; the rest is loaded on the way.
 */
export async function answer(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  let context: Context | undefined;
  const open = async (options: GlobalOptions): Promise<Context> => {
    const [{ createContext }, { createReader }] = await Promise.all([
      import('./context.ts'),
      import('./read-input.ts'),
    ]);
    return createContext(shell, createReader(shell.cwd), program, options);
  };
  const program = buildProgram(async (load, args, options) => {
    // command-table.ts declares the options, and each command's file says their types.
    context = await open(options as GlobalOptions);
    const { action } = await load();
    exitCode = await action(args, options as never, context);
  });
  for (const command of [program, ...everyCommand(program)]) {
    command.configureOutput({ writeOut: (text) => shell.stdout.write(text), writeErr: () => {} });
  }
  try {
    await learnChoices(program, (name) => argv.includes(name) || argv.includes('completion'));
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and the version end commander by an error as well.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { tellError } = await import('./tell-error.ts');
    return tellError(error, context ?? (await open(typedGlobals(argv))), argv);
  }
}

/** Globals as typed, for errors that come before the program has parsed them. */
const typedGlobals = (argv: readonly string[]): GlobalOptions => ({
  ...(argv.includes('--json') ? { json: true } : {}),
  color: !argv.includes('--no-color'),
});

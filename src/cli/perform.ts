import type { Context } from './context.ts';
import type { ExitCode } from './shell.ts';

/** What a command is: arguments and options as program.ts declares them, told once by the type of `options` in its file. */
export type Action = (args: readonly string[], options: never, context: Context) => Promise<ExitCode>;

/** Loads a command's file and runs its `action`. */
export type Perform = (
  load: () => Promise<{ readonly action: Action }>,
  args: readonly string[],
  options: Readonly<Record<string, unknown>>,
) => Promise<void>;

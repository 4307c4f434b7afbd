import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { ecosystemFileNames, knownForeignFiles } from '../find-input.ts';
import type { ExitCode } from '../shell.ts';

/** `blastradius` alone: the help, and what to do with the files that stand here. */
export async function action(_args: readonly string[], _options: object, context: Context): Promise<ExitCode> {
  const { shell, say, program } = context;
  say(program.helpInformation().trimEnd());
  const here = [...ecosystemFileNames, ...knownForeignFiles].find((name) => existsSync(join(shell.cwd, name)));
  if (here !== undefined) say(`\nFound ${here} here. Try: blastradius run ${here}`);
  return 0;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { everyCommand, typedName } from '../command-names.ts';
import type { Context } from '../context.ts';
import { ecosystemFileNames, knownForeignFiles } from '../find-input.ts';
import type { ExitCode } from '../shell.ts';

/** `blastradius` alone: the help, and what to do with the files that stand here. */
export async function action(_args: readonly string[], _options: object, context: Context): Promise<ExitCode> {
  const { shell, say, program, options } = context;
  const found = [...ecosystemFileNames, ...knownForeignFiles].find((name) => existsSync(join(shell.cwd, name)));
  if (options.json === true) context.document({ commands: everyCommand(program).map(typedName), found: found ?? null });
  say(program.helpInformation().trimEnd());
  if (found !== undefined) say(`\nFound ${found} here. Try: blastradius run ${found}`);
  return 0;
}

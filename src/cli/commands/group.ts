import { everyCommand, typedName } from '../command-names.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';

/** A group of commands alone (`blastradius graph`): its help. @param name - what was typed to call it */
export async function action(
  [name]: readonly string[],
  _options: object,
  { program, options, say, document }: Context,
): Promise<ExitCode> {
  const group = everyCommand(program).find((command) => typedName(command) === name) ?? program;
  if (options.json === true) document({ commands: everyCommand(group).map(typedName) });
  say(group.helpInformation().trimEnd());
  return 0;
}

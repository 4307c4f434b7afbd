import { completedShells, completionScript } from '../completion-script.ts';
import type { Context } from '../context.ts';
import { quoted } from '../option-value.ts';
import type { ExitCode } from '../shell.ts';
import { suggestion } from '../suggestion.ts';
import { usageError } from '../usage.ts';

export async function action(
  [name = '']: readonly string[],
  _options: object,
  { program, say, document, options }: Context,
): Promise<ExitCode> {
  const shell = completedShells.find((known) => known === name);
  if (shell === undefined)
    throw usageError('a shell after completion', quoted(name), suggestion(name, completedShells));
  const script = completionScript(shell, program);
  if (options.json === true) document({ shell, script });
  else say(script.trimEnd());
  return 0;
}

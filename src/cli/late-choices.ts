import type { Command } from 'commander';
import { everyCommand, typedName } from './command-names.ts';
import { commandTable } from './command-table.ts';

/**
 * Tells options their values that only code behind a command knows, such as the names of figures. They are loaded for the
 * commands that are asked for, so that all others start without that code.
 */
export async function learnChoices(
  program: Command,
  isAsked: (command: string) => boolean = () => true,
): Promise<void> {
  for (const { name, lateChoices = {} } of commandTable) {
    if (Object.keys(lateChoices).length === 0 || !isAsked(name)) continue;
    const command = everyCommand(program).find((one) => typedName(one) === name);
    for (const [flag, load] of Object.entries(lateChoices)) {
      command?.options.find(({ long }) => long === flag)?.choices(await load());
    }
  }
}

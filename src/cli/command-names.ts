import type { Command } from 'commander';

/** Every command in the order of the table, those of a group right after it. */
export const everyCommand = (program: Command): Command[] =>
  program.commands.flatMap((command) => [command, ...everyCommand(command)]);

/** What is typed to call it: `run`, `graph convert`; empty for the program itself. */
export const typedName = (command: Command): string =>
  command.parent === null ? '' : `${typedName(command.parent)} ${command.name()}`.trimStart();

/** The command that the words of a command line lead to, in a group the one within it; undefined if they name none. */
export function commandAmong(words: readonly string[], program: Command): Command | undefined {
  for (const [position, word] of words.entries()) {
    const found = program.commands.find((command) => command.name() === word);
    if (found !== undefined) return commandAmong(words.slice(position + 1), found) ?? found;
  }
  return undefined;
}

import type { Command, CommanderError } from 'commander';
import type { InvalidInputError } from '../base/errors.ts';
import { commandAmong, everyCommand, typedName } from './command-names.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** A mistake that commander found, told like every other mistake. */
export function usageProblem(
  { code, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): InvalidInputError {
  const command = commandAmong(argv, program);
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const help = `See: blastradius ${command === undefined ? '' : `${typedName(command)} `}--help.`;
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(quoted, program, command);
    case 'commander.missingArgument':
      return usageError(
        `<${quoted}> after ${command === undefined ? 'blastradius' : typedName(command)}`,
        'nothing',
        help,
      );
    case 'commander.optionMissingArgument':
      return usageError(`a value after ${quoted.replace(/^-\w, /, '').replace(/ .*/, '')}`, 'nothing', help);
    case 'commander.invalidArgument':
      return invalidChoice(message, quoted, help);
    case 'commander.excessArguments':
      return usageError('no more arguments', `${/got (\d+)/.exec(message)?.[1] ?? 'more'} of them`, help);
    default:
      return usageError('other arguments', message.replace(/^error: /, ''), help);
  }
}

/** No command of that name in the program or a group: an option, a file without `run`, or a typing mistake. */
export function unknownCommand(words: readonly string[], parent: Command): InvalidInputError {
  const [first = ''] = words;
  const group = typedName(parent);
  if (first.startsWith('-')) return unknownOption(first, rootOf(parent), group === '' ? undefined : parent);
  if (group === '' && /[./\\]/.test(first))
    return usageError('a command', `"${first}"`, `To simulate a file: blastradius run ${first}.`);
  const inGroup = everyCommand(parent).find((known) => known.parent !== parent && known.name() === first);
  return usageError(
    group === '' ? 'a command' : `a command after ${group}`,
    `"${first}"`,
    inGroup === undefined
      ? suggestion(
          first,
          parent.commands.map((known) => known.name()),
        )
      : `Did you mean "${typedName(inGroup)}"?`,
  );
}

const rootOf = (command: Command): Command => (command.parent === null ? command : rootOf(command.parent));

function unknownOption(typed: string, program: Command, command: Command | undefined): InvalidInputError {
  const name = typed.replace(/=.*/, '');
  const options = [...(command?.options ?? []), ...program.options]
    .map(({ long }) => long)
    .filter((long) => typeof long === 'string');
  const where = command === undefined ? 'an option of blastradius' : `an option of ${typedName(command)}`;
  return usageError(where, name, suggestion(name, options));
}

/** `error: option '--as <form>' argument 'c' is invalid. Allowed choices are a, b.` */
function invalidChoice(message: string, option: string, help: string): InvalidInputError {
  const [, typed = '', allowed] = /argument '([^']*)' is invalid\.(?: Allowed choices are (.*)\.)?/.exec(message) ?? [];
  const fix = allowed === undefined ? help : suggestion(typed, allowed.split(', '));
  return usageError(`a value of ${option.replace(/^-\w, /, '').replace(/ .*/, '')}`, `"${typed}"`, fix);
}

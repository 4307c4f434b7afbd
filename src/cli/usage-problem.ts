import type { Command, CommanderError } from 'commander';
import type { InvalidInputError } from '../base/errors.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** A mistake that commander found, told like every other mistake. */
export function usageProblem(
  { code, message }: CommanderError,
  program: Command,
  argv: readonly string[],
): InvalidInputError {
  const command = program.commands.find((known) => argv.includes(known.name()));
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const help = `See: blastradius ${command === undefined ? '' : `${command.name()} `}--help.`;
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(quoted, program, command);
    case 'commander.missingArgument':
      return usageError(`<${quoted}> after ${command?.name() ?? 'blastradius'}`, 'nothing', help);
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

/** No command of that name: an option, a file without `run`, or a typing mistake. */
export function unknownCommand(words: readonly string[], program: Command): InvalidInputError {
  const [first = ''] = words;
  if (first.startsWith('-')) return unknownOption(first, program, undefined);
  if (/[./\\]/.test(first))
    return usageError('a command', `"${first}"`, `To simulate a file: blastradius run ${first}.`);
  return usageError(
    'a command',
    `"${first}"`,
    suggestion(
      first,
      program.commands.map((known) => known.name()),
    ),
  );
}

function unknownOption(typed: string, program: Command, command: Command | undefined): InvalidInputError {
  const name = typed.replace(/=.*/, '');
  const options = [...(command?.options ?? []), ...program.options]
    .map(({ long }) => long)
    .filter((long) => typeof long === 'string');
  const where = command === undefined ? 'an option of blastradius' : `an option of ${command.name()}`;
  return usageError(where, name, suggestion(name, options));
}

/** `error: option '--as <form>' argument 'c' is invalid. Allowed choices are a, b.` */
function invalidChoice(message: string, option: string, help: string): InvalidInputError {
  const [, typed = '', allowed] = /argument '([^']*)' is invalid\.(?: Allowed choices are (.*)\.)?/.exec(message) ?? [];
  const fix = allowed === undefined ? help : suggestion(typed, allowed.split(', '));
  return usageError(`a value of ${option.replace(/^-\w, /, '').replace(/ .*/, '')}`, `"${typed}"`, fix);
}

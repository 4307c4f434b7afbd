import type { Command, Option } from 'commander';
import { everyCommand, typedName } from './command-names.ts';

export const completedShells = ['bash', 'zsh', 'fish', 'pwsh'] as const;
export type CompletedShell = (typeof completedShells)[number];

/** A completion script made from what can be typed: commands, their options, and the values of options that have a list of them. */
export const completionScript = (shell: CompletedShell, program: Command): string => scripts[shell](wordsOf(program));

type Words = {
  readonly name: string;
  /** Those that can be typed first. */
  readonly first: readonly CommandWords[];
  /** With those of groups. */
  readonly commands: readonly CommandWords[];
  readonly globals: readonly OptionWords[];
};
type CommandWords = {
  /** `graph convert` of a command in a group. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What else follows it than a file: the commands of a group, shells. */
  readonly operands: readonly Operand[];
};
type Operand = { readonly word: string; readonly summary: string };
type OptionWords = {
  readonly flags: readonly string[];
  readonly summary: string;
  readonly choices: readonly string[];
  readonly takesValue: boolean;
};

function wordsOf(program: Command): Words {
  const commands = everyCommand(program).map(commandWords);
  return {
    name: program.name(),
    first: commands.filter(({ name }) => !name.includes(' ')),
    commands,
    globals: [
      ...program.options.map(optionWords),
      { flags: ['--help', '-h'], summary: 'print help', choices: [], takesValue: false },
    ],
  };
}

const commandWords = (command: Command): CommandWords => ({
  name: typedName(command),
  summary: command.description(),
  options: command.options.map(optionWords),
  operands:
    command.name() === 'completion'
      ? completedShells.map((word) => ({ word, summary: `for ${word}` }))
      : command.commands.map((child) => ({ word: child.name(), summary: child.description() })),
});

const optionWords = ({ long, short, description, argChoices, required, optional }: Option): OptionWords => ({
  flags: [long, short].filter((flag) => typeof flag === 'string'),
  summary: description,
  choices: argChoices ?? [],
  takesValue: required || optional,
});

const flagsOf = (options: readonly OptionWords[]): string => options.flatMap(({ flags }) => flags).join(' ');

const scripts: Readonly<Record<CompletedShell, (words: Words) => string>> = { bash, zsh, fish, pwsh };

const wordsAfter = ({ operands }: CommandWords): readonly string[] => operands.map(({ word }) => word);

function bash(words: Words): string {
  const { name, first, commands, globals } = words;
  const cases = commands.map(
    (command) =>
      `    "${command.name}") operands="${wordsAfter(command).join(' ')}"; options="${flagsOf([...command.options, ...globals])}" ;;`,
  );
  const values = withChoices(words).map(
    ({ key, choices }) => `    "${key}") COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current")); return ;;`,
  );
  return `# bash completion of ${name}
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word operands options
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${command:+$command }$word" in ${commands.map((command) => `"${command.name}"`).join('|')}) command="\${command:+$command }$word" ;; esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
    *) operands="${first.map((command) => command.name).join(' ')} help"; options="${flagsOf(globals)}" ;;
  esac
  if [[ -n "$operands" || "$current" == -* ]]; then COMPREPLY=($(compgen -W "$operands $options" -- "$current")); fi
}
complete -o default -F _${name} ${name}
`;
}

/** Options that have a list of values, by command. */
const withChoices = ({ commands }: Words): { key: string; choices: readonly string[] }[] =>
  commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .flatMap(({ flags, choices }) => flags.map((flag) => ({ key: `${name} ${flag}`, choices }))),
  );

function zsh({ name, first, commands, globals }: Words): string {
  const spec = ({ flags, summary, choices, takesValue }: OptionWords): string[] =>
    flags.map((flag) =>
      quoted(
        `${flag}[${summary.replace(/[[\]:]/g, '\\$&')}]${takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''}`,
      ),
    );
  const argument = ({ operands }: CommandWords): string =>
    operands.length > 0 ? `'*:word:(${operands.map(({ word }) => word).join(' ')})'` : `'*:file:_files'`;
  const cases = commands.map(
    (command) =>
      `    ${quoted(command.name)}) _arguments ${[...command.options, ...globals].flatMap(spec).join(' ')} ${argument(command)} ;;`,
  );
  return `#compdef ${name}
_${name}() {
  local -a commands known
  commands=(${first.map((command) => quoted(`${command.name}:${command.summary.replaceAll(':', '\\:')}`)).join(' ')})
  known=(${commands.map((command) => quoted(command.name)).join(' ')})
  local word=""
  for candidate in "\${words[@]:1:$((CURRENT-2))}"; do
    if (( \${known[(Ie)\${word:+$word }$candidate]} )); then word="\${word:+$word }$candidate"; fi
  done
  case "$word" in
${cases.join('\n')}
    *) _arguments ${globals.flatMap(spec).join(' ')} '1:command:->command'
       [[ "$state" == command ]] && _describe command commands ;;
  esac
}
if [[ "$funcstack[1]" == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function fish({ name, first, commands, globals }: Words): string {
  const names = first.map((command) => command.name).join(' ');
  const line = (condition: string, { flags, summary, choices, takesValue }: OptionWords): string => {
    const spelt = flags
      .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
      .join(' ');
    const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c ${name}${condition} ${spelt}${value} -d ${quoted(summary)}`;
  };
  const seen = (command: string): string =>
    command
      .split(' ')
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join('; and ');
  const operands = (command: CommandWords): string[] =>
    command.operands.map(
      ({ word, summary }) =>
        `complete -c ${name} -n ${quoted(`${seen(command.name)}; and not __fish_seen_subcommand_from ${wordsAfter(command).join(' ')}`)} -f -a ${word} -d ${quoted(summary)}`,
    );
  return `${[
    `# fish completion of ${name}`,
    ...first.map(
      (command) =>
        `complete -c ${name} -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -f -a ${command.name} -d ${quoted(command.summary)}`,
    ),
    ...globals.map((option) => line('', option)),
    ...commands.flatMap((command) =>
      command.options.map((option) => line(` -n ${quoted(seen(command.name))}`, option)),
    ),
    ...commands.flatMap(operands),
  ].join('\n')}\n`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function pwsh(words: Words): string {
  const { name, first, commands, globals } = words;
  const list = (texts: readonly string[]): string =>
    `@(${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`;
  const flags = (options: readonly OptionWords[]): string[] => options.flatMap((option) => option.flags);
  const following = (command: CommandWords): string[] => [
    ...wordsAfter(command),
    ...flags([...command.options, ...globals]),
  ];
  return `# PowerShell completion of ${name}
Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $following = @{
${commands.map((command) => `    '${command.name}' = ${list(following(command))}`).join('\n')}
  }
  $values = @{
${withChoices(words)
  .map(({ key, choices }) => `    '${key}' = ${list(choices)}`)
  .join('\n')}
  }
  $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $command = ''
  foreach ($word in $typed) {
    $longer = "$command $word".Trim()
    if ($following.ContainsKey($longer)) { $command = $longer }
  }
  $previous = if ($wordToComplete -eq '') { $typed[-1] } else { $typed[-2] }
  $found = if ($values.ContainsKey("$command $previous")) { $values["$command $previous"] }
    elseif ($command) { $following[$command] }
    else { ${list([...first.map((command) => command.name), 'help', ...flags(globals)])} }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}

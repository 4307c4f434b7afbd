import type { Command, Option } from 'commander';

export const completedShells = ['bash', 'zsh', 'fish', 'pwsh'] as const;
export type CompletedShell = (typeof completedShells)[number];

/** A completion script made from what can be typed: commands, their options, and the values of options that have a list of them. */
export const completionScript = (shell: CompletedShell, program: Command): string => scripts[shell](wordsOf(program));

type Words = {
  readonly name: string;
  readonly commands: readonly {
    readonly name: string;
    readonly summary: string;
    readonly options: readonly OptionWords[];
  }[];
  readonly globals: readonly OptionWords[];
};
type OptionWords = {
  readonly flags: readonly string[];
  readonly summary: string;
  readonly choices: readonly string[];
  readonly takesValue: boolean;
};

function wordsOf(program: Command): Words {
  return {
    name: program.name(),
    commands: program.commands.map((command) => ({
      name: command.name(),
      summary: command.description(),
      options: command.options.map(optionWords),
    })),
    globals: [
      ...program.options.map(optionWords),
      { flags: ['--help', '-h'], summary: 'print help', choices: [], takesValue: false },
    ],
  };
}

const optionWords = ({ long, short, description, argChoices, required, optional }: Option): OptionWords => ({
  flags: [long, short].filter((flag) => typeof flag === 'string'),
  summary: description,
  choices: argChoices ?? [],
  takesValue: required || optional,
});

const flagsOf = (options: readonly OptionWords[]): string => options.flatMap(({ flags }) => flags).join(' ');

const scripts: Readonly<Record<CompletedShell, (words: Words) => string>> = { bash, zsh, fish, pwsh };

function bash(words: Words): string {
  const { name, commands, globals } = words;
  const cases = commands.map(
    (command) => `    ${command.name}) words="${flagsOf([...command.options, ...globals])}" ;;`,
  );
  const values = withChoices(words).map(
    ({ key, choices }) => `    "${key}") COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$current")); return ;;`,
  );
  return `# bash completion of ${name}
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word words
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${commands.map((command) => command.name).join('|')}) command="$word"; break ;; esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
    *) words="${commands.map((command) => command.name).join(' ')} help ${flagsOf(globals)}" ;;
  esac
  if [[ "$command" == completion ]]; then words="${completedShells.join(' ')} $words"; fi
  if [[ -z "$command" || "$current" == -* || "$command" == completion ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
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

function zsh({ name, commands, globals }: Words): string {
  const spec = ({ flags, summary, choices, takesValue }: OptionWords): string[] =>
    flags.map((flag) =>
      quoted(
        `${flag}[${summary.replace(/[[\]:]/g, '\\$&')}]${takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''}`,
      ),
    );
  const argument = (command: string): string =>
    command === 'completion' ? `'1:shell:(${completedShells.join(' ')})'` : `'*:file:_files'`;
  const cases = commands.map(
    (command) =>
      `    ${command.name}) _arguments ${[...command.options, ...globals].flatMap(spec).join(' ')} ${argument(command.name)} ;;`,
  );
  return `#compdef ${name}
_${name}() {
  local -a commands
  commands=(${commands.map((command) => quoted(`${command.name}:${command.summary.replaceAll(':', '\\:')}`)).join(' ')})
  local word=""
  for candidate in "\${words[@]:1:$((CURRENT-2))}"; do
    if (( \${commands[(I)$candidate:*]} )); then word="$candidate"; break; fi
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

function fish({ name, commands, globals }: Words): string {
  const names = commands.map((command) => command.name).join(' ');
  const line = (condition: string, { flags, summary, choices, takesValue }: OptionWords): string => {
    const spelt = flags
      .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
      .join(' ');
    const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c ${name}${condition} ${spelt}${value} -d ${quoted(summary)}`;
  };
  return `${[
    `# fish completion of ${name}`,
    ...commands.map(
      (command) =>
        `complete -c ${name} -n ${quoted(`not __fish_seen_subcommand_from ${names}`)} -f -a ${command.name} -d ${quoted(command.summary)}`,
    ),
    ...globals.map((option) => line('', option)),
    ...commands.flatMap((command) =>
      command.options.map((option) => line(` -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`, option)),
    ),
    `complete -c ${name} -n '__fish_seen_subcommand_from completion' -x -a ${quoted(completedShells.join(' '))}`,
  ].join('\n')}\n`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function pwsh(words: Words): string {
  const { name, commands, globals } = words;
  const list = (texts: readonly string[]): string =>
    `@(${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`;
  const flags = (options: readonly OptionWords[]): string[] => options.flatMap((option) => option.flags);
  return `# PowerShell completion of ${name}
Register-ArgumentCompleter -Native -CommandName ${name} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $options = @{
${commands.map((command) => `    '${command.name}' = ${list(flags([...command.options, ...globals]))}`).join('\n')}
  }
  $values = @{
${withChoices(words)
  .map(({ key, choices }) => `    '${key}' = ${list(choices)}`)
  .join('\n')}
  }
  $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $command = $typed | Where-Object { $options.ContainsKey($_) } | Select-Object -First 1
  $previous = if ($wordToComplete -eq '') { $typed[-1] } else { $typed[-2] }
  $found = if ($values.ContainsKey("$command $previous")) { $values["$command $previous"] }
    elseif ($command -eq 'completion') { ${list(completedShells)} + $options[$command] }
    elseif ($command) { $options[$command] }
    else { ${list([...commands.map((command) => command.name), 'help', ...flags(globals)])} }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}

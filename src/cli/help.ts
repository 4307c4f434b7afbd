import type { Command, Help, HelpConfiguration, Option } from 'commander';
import { typedName } from './command-names.ts';
import { commandTable, type Example, programExamples } from './command-table.ts';

/** Help that begins with what it is and two examples; options after that. */
export const exampleFirst: HelpConfiguration = {
  // In the order of the table: what one needs first stands first.
  sortSubcommands: false,
  visibleCommands: (command) => [...command.commands],
  subcommandTerm: (command) => command.name(),
  formatHelp: (command, help) => {
    const { parent } = command;
    const examples = examplesOf(typedName(command)).map(([line, what]) => [line, `# ${what}`] as const);
    return [
      `${command.description()}\n`,
      section('Usage', [[help.commandUsage(command), '']]),
      section('Examples', examples),
      section(
        'Commands',
        help.visibleCommands(command).map((child) => [help.subcommandTerm(child), child.description()]),
      ),
      section(
        'Arguments',
        help.visibleArguments(command).map((argument) => [help.argumentTerm(argument), argument.description]),
      ),
      section('Options', optionRows(command, help)),
      section(parent === null ? '' : 'Before or after any command', globalRows(parent?.parent ?? parent, help)),
      parent === null ? footer : '',
    ]
      .filter((part) => part !== '')
      .join('\n');
  },
};

const examplesOf = (command: string): readonly Example[] =>
  command === '' ? programExamples : (commandTable.find(({ name }) => name === command)?.examples ?? []);

const footer = `Options with a value may be set in the environment: BLASTRADIUS_SEED, BLASTRADIUS_WORLDS, …
Exit codes: 0 done, 1 a threshold failed, 2 bad usage or input, 3 failed while running, 4 undecided (--strict),
130 and 143 interrupted. Nothing is sent anywhere: blastradius uses no network at all.
`;

type TermAndText = readonly [term: string, text: string];

const optionRows = (command: Command, help: Help): TermAndText[] =>
  help.visibleOptions(command).map((option) => optionRow(option, help));

const globalRows = (program: Command | null, help: Help): TermAndText[] =>
  (program?.options ?? []).filter(({ long }) => long !== '--version').map((option) => optionRow(option, help));

const optionRow = (option: Option, help: Help): TermAndText => [
  help.optionTerm(option),
  option.argChoices === undefined ? option.description : `${option.description} (${option.argChoices.join(', ')})`,
];

const LONGEST_TERM = 66;
const WIDTH = 118;

function section(title: string, rows: readonly TermAndText[]): string {
  if (title === '' || rows.length === 0) return '';
  const column = Math.min(LONGEST_TERM, Math.max(...rows.map(([term]) => term.length)));
  const lines = rows.flatMap(([term, text]) => {
    const [first = '', ...more] = wrapped(text, WIDTH - column - 4);
    const beside = term.length <= column || first === '';
    const head = beside
      ? [`  ${term.padEnd(column)}  ${first}`.trimEnd()]
      : [`  ${term}`, `  ${''.padEnd(column)}  ${first}`];
    return [...head, ...more.map((line) => `  ${' '.repeat(column)}  ${line}`)];
  });
  return `${title}\n${lines.join('\n')}\n`;
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

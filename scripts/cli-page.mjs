import { everyCommand, typedName } from '../src/cli/command-names.ts';
import { code, fence, page, table } from './markdown.mjs';

/**
 * docs/cli.md: everything that can be typed, from the program that reads it.
 * @param {import('commander').Command} program
 * @param {Readonly<Record<string, readonly (readonly [string, string])[]>>} examples - by what is typed to call a command: line, what it is
 * @returns {string}
 */
export function cliPage(program, examples) {
  return page([
    '# Command line',
    `<!-- Written by \`npm run docs\` from src/cli/program.ts; test/surfaces.test.ts holds it. Do not edit. -->`,
    'What `blastradius --help` prints, and each command with all its options.',
    fence('text', program.helpInformation()),
    ...everyCommand(program).flatMap((command) => commandSection(command, examples[typedName(command)] ?? [])),
    '## Options of every command',
    optionTable(program.options),
  ]);
}

function commandSection(command, examples) {
  return [
    `## ${typedName(command)}`,
    command.description(),
    fence('sh', [`blastradius ${typedName(command)} ${command.usage()}`, ...exampleLines(examples)].join('\n')),
    table(
      ['Argument', 'Meaning'],
      command.registeredArguments.map((argument) => [code(argument.name()), argument.description]),
    ),
    optionTable(command.options),
  ];
}

function exampleLines(examples) {
  const width = Math.max(0, ...examples.map(([line]) => line.length));
  return examples.length === 0 ? [] : ['', ...examples.map(([line, what]) => `${line.padEnd(width)}  # ${what}`)];
}

function optionTable(options) {
  return table(
    ['Option', 'Meaning', 'Values', 'Environment'],
    options
      .filter(({ hidden }) => !hidden)
      .map(({ flags, description, argChoices = [], envVar = '' }) => [
        code(flags),
        description,
        argChoices.map(code).join(', '),
        envVar && code(envVar),
      ]),
  );
}

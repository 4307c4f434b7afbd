import { Argument, Command, Option } from 'commander';
import { engineVersion } from '../base/version.ts';
import { typedName } from './command-names.ts';
import { type CommandRow, commandTable } from './command-table.ts';
import { exampleFirst } from './help.ts';
import { wholeNumber } from './option-value.ts';
import type { Perform } from './perform.ts';

/**
 * Everything that can be typed, as data: help, completion and the pages of docs/ are made from it. What a
 * command does is loaded when it is called.
 * @param perform - runs a command; without it, parsing does nothing else
 */
export function buildProgram(perform: Perform = () => Promise.resolve()): Command {
  const program = new Command('blastradius')
    .description(
      'If one component of an AI-agent ecosystem is compromised, how far does it spread, through which layers,\nhow fast, and what stops it? Simulates thousands of worlds; needs no network at all.',
    )
    .version(engineVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .configureHelp(exampleFirst)
    .exitOverride()
    .allowExcessArguments(false)
    .addOption(new Option('--json', 'print one JSON document on stdout and nothing else there'))
    .addOption(new Option('--quiet', 'no progress, notes or hints on stderr'))
    .addOption(new Option('--no-color', 'no colours (also NO_COLOR; FORCE_COLOR turns them on)'))
    .addOption(
      new Option('--seed <s>', 'seed of every random draw')
        .argParser(wholeNumber('--seed', 0, Number.MAX_SAFE_INTEGER, 1))
        .env('BLASTRADIUS_SEED'),
    )
    .addOption(
      new Option('--threads <n>', 'worker threads; never changes a result')
        .argParser(wholeNumber('--threads', 1, 256, 2))
        .env('BLASTRADIUS_THREADS'),
    );
  for (const row of commandTable) groupOf(row, program).addCommand(declared(row, program, perform));
  return answersByItself(program, () => perform(() => import('./commands/welcome.ts'), [], program.opts()));
}

/** `graph` of `graph convert`: a row that stands before it. */
function groupOf({ name }: CommandRow, program: Command): Command {
  const [group] = name.split(' ').slice(0, -1);
  return program.commands.find((command) => command.name() === group) ?? program;
}

function declared(row: CommandRow, program: Command, perform: Perform): Command {
  const { name, summary, takes, options = [], load } = row;
  const command = new Command(name.split(' ').at(-1)).description(summary).copyInheritedSettings(program);
  if (load === undefined) {
    const listed = (): Promise<void> =>
      perform(() => import('./commands/group.ts'), [typedName(command)], command.optsWithGlobals());
    return answersByItself(command.helpCommand(false), listed);
  }
  if (takes !== undefined) command.addArgument(new Argument(...takes));
  for (const option of options) command.addOption(option);
  return command.action((...given: unknown[]) => {
    // commander gives the arguments, the command's own options, the command.
    const typed = given
      .slice(0, -2)
      .flat()
      .filter((argument) => typeof argument === 'string');
    return perform(load, typed, command.optsWithGlobals());
  });
}

/** What has commands, where none of them is called: a word is help or a mistake, none is answered by `alone`. */
function answersByItself(parent: Command, alone: () => Promise<void>): Command {
  // An unknown command is no excess argument: the parent itself answers to it.
  return parent
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      const [word, ...others] = parent.args;
      if (word === undefined) return alone();
      if (word === 'help') return helpOf(others, parent);
      throw (await import('./usage-problem.ts')).unknownCommand(parent.args, parent);
    });
}

/** `help`, `help run`, `help graph convert`, `graph help convert`. */
async function helpOf([word, ...others]: readonly string[], parent: Command): Promise<void> {
  if (word === undefined || word.startsWith('-') || parent.commands.length === 0) return parent.outputHelp();
  const command = parent.commands.find((one) => one.name() === word);
  if (command === undefined) throw (await import('./usage-problem.ts')).unknownCommand([word], parent);
  return helpOf(others, command);
}

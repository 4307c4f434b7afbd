import { Argument, Command, Option } from 'commander';
import { engineVersion } from '../base/version.ts';
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
    .helpCommand('help [command]', 'print help of a command')
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
  for (const row of commandTable) program.addCommand(declared(row, perform).copyInheritedSettings(program));
  // An unknown command is no excess argument: the program itself answers to it.
  program.allowUnknownOption().allowExcessArguments();
  program.action(async () => {
    if (program.args.length > 0) throw (await import('./usage-problem.ts')).unknownCommand(program.args, program);
    return perform(() => import('./commands/welcome.ts'), [], program.opts());
  });
  return program;
}

function declared({ name, summary, takes, options = [], load }: CommandRow, perform: Perform): Command {
  const command = new Command(name).description(summary);
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

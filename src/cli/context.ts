import type { Command } from 'commander';
import type { Problem } from '../base/errors.ts';
import { jsonText } from '../run/json-text.ts';
import { codeFrames } from './code-frame.ts';
import type { Reader } from './read-input.ts';
import type { Shell } from './shell.ts';
import { type Terminal, terminalOf } from './terminal.ts';

/** Warnings with their lines, beyond which nobody reads on. */
const MOST_WARNINGS = 12;

/** Flags that stand before or after any command. */
export type GlobalOptions = {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
  readonly seed?: number;
  readonly threads?: number;
};

/** What every command is given besides its own arguments. */
export type Context = {
  readonly shell: Shell;
  readonly reader: Reader;
  /** Everything that can be typed. */
  readonly program: Command;
  readonly options: GlobalOptions;
  /** What stdout and stderr can draw. */
  readonly screen: Terminal;
  readonly messages: Terminal;
  /** The result, on stdout; nothing if stdout belongs to a JSON document. */
  say(text: string): void;
  /** The one JSON document of `--json`. */
  document(value: unknown): void;
  /** A message on stderr, unless --quiet. */
  note(text: string): void;
  /** Warnings about an input on stderr, unless --quiet; at most a screenful. */
  warn(problems: readonly Problem[]): void;
};

export function createContext(shell: Shell, reader: Reader, program: Command, options: GlobalOptions): Context {
  const { stdout, stderr, env } = shell;
  const messages = terminalOf(stderr, env, options.color);
  const note = (text: string): void => {
    if (options.quiet !== true) stderr.write(`${text}\n`);
  };
  return {
    shell,
    reader,
    program,
    options,
    screen: terminalOf(stdout, env, options.color),
    messages,
    say: (text) => {
      if (options.json !== true) stdout.write(`${text}\n`);
    },
    document: (value) => stdout.write(jsonText(value)),
    note,
    warn: (problems) => {
      if (problems.length === 0) return;
      const more = problems.length - MOST_WARNINGS;
      const shown = more > 1 ? problems.slice(0, MOST_WARNINGS) : problems;
      note(codeFrames(shown, reader, messages, 'warning').trimEnd());
      if (more > 1) note(`and ${more} more warnings: --json has them all`);
    },
  };
}

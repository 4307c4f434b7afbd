import { describePlace, type Place, type Problem } from '../../base/errors.ts';
import { idProblem } from '../../graph/ids.ts';
import type { Spot } from '../drafts.ts';
import { describeForm, type Entry, find, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { looksSecret } from '../secrets.ts';
import { shellWords } from '../shell-words.ts';
import { namedEntries, type ServerEntry } from './server-entry.ts';

/** A text of the file and where it stands. */
export type Word = { readonly text: string; readonly at: Place; readonly pointer: string };
/** A setting with a name; its text is empty where the file gives none. */
export type Setting = Word & { readonly name: string };

/** One server as a file describes it, whatever the dialect. */
export type McpServer = {
  readonly name: string;
  readonly at: Place;
  readonly pointer: string;
  /** Program and arguments of a local server; empty for a remote one. */
  readonly command: readonly Word[];
  readonly url: Word | undefined;
  readonly env: readonly Setting[];
  readonly headers: readonly Setting[];
  /** Switched off: which key says so. */
  readonly off: Word | undefined;
  /** The key that lists tools that no human is asked about. */
  readonly approved: Word | undefined;
  /** Its tools by name, where the file lists them. */
  readonly tools?: readonly string[];
  /** It is a part of its client, and runs where that does. */
  readonly isInside?: boolean;
  /** What tells it from others of its file, if they stand at the same place: in one text. */
  readonly key?: string;
};

/** What tells a server from others of its file: where it stands, unless it says so itself. */
export const serverKey = ({ at, pointer, key }: Spot & { readonly key?: string }): string =>
  key ?? (pointer === '' ? describePlace(at) : pointer);

/** Problems are added to `problems`; undefined if there is nothing to go on with. */
export function readServer({ name, entry }: ServerEntry, problems: Problem[]): McpServer | undefined {
  const { keyAt: at, value } = entry;
  const wrongName = idProblem(name);
  if (wrongName !== undefined) {
    const expected = 'a server name of 1 to 200 characters without control characters';
    problems.push({ at, expected, found: wrongName, fix: 'Give the server another name.' });
  }
  if (value.form !== 'map') {
    const fix = 'Write { "command": "…", "args": […] } or { "url": "…" }, or remove the server.';
    problems.push({ at: value.at, expected: 'an object that describes a server', found: describeForm(value), fix });
    return undefined;
  }
  const read = new Fields(value, problems);
  const command = read.command();
  const url = read.text('url') ?? read.text('serverUrl') ?? read.text('httpUrl') ?? read.text('uri');
  if (command.length === 0 && url === undefined && !read.hadProblem && !isBuiltIn(value)) {
    const fix = 'Add the command that starts it, or the url where it is.';
    problems.push({ at, expected: 'a server with a command or a url', found: 'neither', fix });
  }
  return {
    name,
    at,
    pointer: value.pointer,
    command,
    url: command.length === 0 ? url : undefined,
    env: [
      ...read.settings('env'),
      ...read.settings('environment'),
      ...read.settings('envs'),
      ...read.names('env_keys'),
      ...read.names('env_vars'),
    ],
    headers: [
      ...read.settings('headers'),
      ...read.settings('http_headers'),
      ...read.variables('env_http_headers'),
      ...read.bearer(),
    ],
    off: read.flag('disabled', true) ?? read.flag('enabled', false) ?? read.flag('enable', false),
    approved: read.approvals(),
  };
}

/** Servers that need neither: extensions of Zed, and those inside their client. */
const isBuiltIn = (server: LocatedMap): boolean =>
  server.entries.has('settings') ||
  ['inMemory', 'builtin', 'openapi', 'platform', 'frontend', 'inline_python'].includes(
    textOf(find(server, 'type')) ?? '',
  );

/** Lists of tools, or a truth value for all of them. */
const APPROVALS = ['autoApprove', 'alwaysAllow', 'autoAllow', 'always_allow', 'trust'];

/** Reads fields and notes the wrong ones by place and type, never by value. */
class Fields {
  readonly #map: LocatedMap;
  readonly #problems: Problem[];
  hadProblem = false;

  constructor(map: LocatedMap, problems: Problem[]) {
    this.#map = map;
    this.#problems = problems;
  }

  /** `command` (Goose: `cmd`) as a text, which may hold arguments, a list or an object (older Zed), then `args`. */
  command(): Word[] {
    const command = find(this.#map, 'command') ?? find(this.#map, 'cmd');
    const args = this.#words(find(this.#map, 'args'));
    if (command?.form === 'list') return [...this.#words(command), ...args];
    if (command?.form !== 'map') return [...this.#program(command), ...args];
    return [...this.#program(find(command, 'path')), ...this.#words(find(command, 'args')), ...args];
  }

  #program(located: Located | undefined): Word[] {
    const word = this.#word(located, 'the program as a text');
    return word === undefined || word.text.trim() === ''
      ? []
      : programWords(word.text).map((text) => ({ ...word, text }));
  }

  #words(located: Located | undefined): Word[] {
    if (isAbsent(located)) return [];
    if (located.form === 'list')
      return located.items.flatMap((item) => this.#word(item, 'an argument as a text') ?? []);
    this.#wrong(located, 'a list of texts', 'Write the arguments as a list, one text each.');
    return [];
  }

  #word(located: Located | undefined, expected: string): Word | undefined {
    if (isAbsent(located)) return undefined;
    if (located.form === 'scalar') return { text: String(located.value), at: located.at, pointer: located.pointer };
    this.#wrong(located, expected, 'Write it in double quotes.');
    return undefined;
  }

  text(key: string): Word | undefined {
    return this.#word(find(this.#map, key), `${key} as a text`);
  }

  settings(key: string): Setting[] {
    const located = find(this.#map, key) ?? find(this.#map, 'command', key);
    if (isAbsent(located)) return [];
    if (located.form === 'map') return namedEntries(located).flatMap(({ name, entry }) => this.#setting(name, entry));
    this.#wrong(located, `${key} as an object of texts`, `Write ${key} as { "NAME": "value" }.`);
    return [];
  }

  #setting(name: string, { keyAt, value }: Entry): Setting[] {
    const wrongName = idProblem(name);
    if (wrongName !== undefined) {
      this.#problem(keyAt, 'a name of 1 to 200 characters without control characters', wrongName, 'Rename it.');
      return [];
    }
    if (value.form !== 'scalar') {
      this.#wrong(value, 'a value as a text', 'Write it in double quotes.');
      return [];
    }
    return [{ name, text: value.value === null ? '' : String(value.value), at: keyAt, pointer: value.pointer }];
  }

  /** A list of variables that the server is given from its client's environment. */
  names(key: string): Setting[] {
    return listOf(find(this.#map, key)).flatMap((item) => {
      const name = textOf(item) ?? textOf(find(item, 'name'));
      const { at, pointer } = item;
      return name === undefined || idProblem(name) !== undefined ? [] : [{ name, text: '', at, pointer }];
    });
  }

  /** Headers whose values are the names of variables. */
  variables(key: string): Setting[] {
    return this.settings(key).map((setting) => ({ ...setting, text: variable(setting.text) }));
  }

  /** Codex: the variable with the token that is sent to the server. */
  bearer(): Setting[] {
    const word = this.text('bearer_token_env_var');
    return word === undefined || word.text === ''
      ? []
      : [{ ...word, name: 'Authorization', text: variable(word.text) }];
  }

  flag(key: string, meaning: boolean): Word | undefined {
    const located = find(this.#map, key);
    if (isAbsent(located)) return undefined;
    if (located.form === 'scalar' && typeof located.value === 'boolean') {
      const { at, pointer } = located;
      return located.value === meaning ? { text: `${key}: ${meaning}`, at, pointer } : undefined;
    }
    this.#wrong(located, `${key} as true or false`, 'Write true or false, without quotes.');
    return undefined;
  }

  approvals(): Word | undefined {
    for (const text of APPROVALS) {
      const located = find(this.#map, text);
      const isGiven =
        located?.form === 'list' ? located.items.length > 0 : located?.form === 'scalar' && located.value === true;
      if (located !== undefined && isGiven) return { text, at: located.at, pointer: located.pointer };
    }
    const mode = find(this.#map, 'default_tools_approval_mode');
    if (mode !== undefined && textOf(mode) === 'approve')
      return { text: 'default_tools_approval_mode: approve', at: mode.at, pointer: mode.pointer };
    return undefined;
  }

  #wrong(located: Located, expected: string, fix: string): void {
    this.#problem(located.at, expected, describeForm(located), fix);
  }

  #problem(at: Place, expected: string, found: string, fix: string): void {
    this.hadProblem = true;
    this.#problems.push({ at, expected, found, fix });
  }
}

/** The name of a variable as a reference to it; what is no name may be the secret itself. */
const variable = (text: string): string =>
  /^[A-Za-z_]\w{0,199}$/.test(text) && !looksSecret(text) ? `\${${text}}` : text;

const isAbsent = (located: Located | undefined): located is undefined =>
  located === undefined || (located.form === 'scalar' && located.value === null);

/** "uv run python" holds its arguments too; "C:\Program Files\nodejs\npx.cmd" does not. */
function programWords(command: string): string[] {
  const [first = ''] = command.trim().split(/\s/);
  const isOnePath = /^[^"']*[\\/]/.test(first) && !/\s-/.test(command);
  return isOnePath ? [command.trim()] : shellWords(command);
}

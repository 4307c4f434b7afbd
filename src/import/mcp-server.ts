import { didYouMeanSentence } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import type { Spot } from './drafts.ts';
import { describeForm, find, type Located, type LocatedMap, textOf } from './located.ts';
import type { ServerEntry } from './mcp-dialects.ts';
import { type Launch, readLaunch, type Setting, type SpottedText } from './mcp-launch.ts';

/** One server as its client is told of it; the same for all dialects. */
export type McpServer = Spot & {
  readonly name: string;
  readonly isDisabled: boolean;
  /** How it is started; undefined for a remote server. */
  readonly launch: Launch | undefined;
  /** Where it is reached; undefined for a local server. */
  readonly url: SpottedText | undefined;
  /** Environment from `env` and from the command line. */
  readonly environment: readonly Setting[];
  readonly headers: readonly Setting[];
  /** Tools that are called without asking a human: how many, or all. */
  readonly unasked: (Spot & { readonly tools: number | 'all' }) | undefined;
  /** Keys that say nothing here. */
  readonly unread: readonly (Spot & { readonly key: string })[];
};

/** @param problems - gets everything that is wrong with it; then there is no server */
export function readServer({ name, entry: { keyAt, value } }: ServerEntry, problems: Problem[]): McpServer | undefined {
  const before = problems.length;
  const check = checker(problems);
  if (name === '__proto__') {
    check.refuse(keyAt, 'a server name', 'the reserved word __proto__', 'Give the server another name.');
    return undefined;
  }
  const server = check.map(value, 'a server: an object with command or url');
  if (server === undefined) return undefined;
  const fields = new Fields(server);
  const transport = check.oneOf(fields.take('type', 'transport', 'transportType'), TRANSPORTS, 'a transport');
  const argv = commandLine(fields, check);
  const url = check.text(fields.take('url', 'serverUrl', 'httpUrl', 'endpoint'), 'an address');
  const environment = settings(check.map(fields.take('env', 'environment', 'envs'), 'variables by name', true), check);
  const headers = settings(check.map(fields.take('headers', 'http_headers'), 'headers by name', true), check);
  const isRemote = url !== undefined && (argv.length === 0 || REMOTE.has(transport ?? ''));
  if (url === undefined && argv.length === 0 && !BUILT_IN.has(transport ?? '') && problems.length === before) {
    const near = didYouMeanSentence('command', [...server.entries.keys()]);
    const fix = `Say how it is started, as in "command": "npx", or where it is, as in "url": "https://example.org/mcp".${near}`;
    check.refuse(keyAt, 'a server with command or url', 'neither', fix);
  }
  const launch = isRemote ? undefined : readLaunch(argv);
  const read = {
    name,
    at: keyAt,
    pointer: server.pointer,
    isDisabled: isDisabled(fields, check),
    launch,
    url: isRemote ? url : undefined,
    environment: [...environment, ...(launch?.environment ?? [])],
    headers,
    unasked: unaskedTools(fields, check),
    unread: fields.rest(),
  };
  return problems.length > before ? undefined : read;
}

const REMOTE = new Set(['http', 'sse', 'streamable-http', 'streamable_http', 'streamableHttp', 'remote', 'ws', 'websocket']);
const BUILT_IN = new Set(['inMemory', 'builtin', 'openapi']);
const TRANSPORTS = ['stdio', 'local', ...REMOTE, ...BUILT_IN];

type Check = ReturnType<typeof checker>;

/** Types of values; what is of the wrong one becomes a problem that names its place and type, never the value. */
function checker(problems: Problem[]) {
  const refuse = (at: Place, expected: string, found: string, fix: string): undefined => {
    problems.push({ at, expected, found, fix });
    return undefined;
  };
  const wrong = (value: Located, expected: string): undefined =>
    refuse(value.at, expected, describeForm(value), 'Correct it, or remove it.');
  const isNothing = (value: Located | undefined): value is undefined => value === undefined;
  return {
    refuse,
    wrong,
    map(value: Located | undefined, expected: string, mayBeNull = false): LocatedMap | undefined {
      if (isNothing(value) || value.form === 'map') return value;
      return mayBeNull && value.form === 'scalar' && value.value === null ? undefined : wrong(value, expected);
    },
    text(value: Located | undefined, expected: string): SpottedText | undefined {
      if (isNothing(value)) return undefined;
      const text = textOf(value);
      return text === undefined ? wrong(value, `${expected} in quotes`) : spotted(value, text);
    },
    /** Numbers and truth values count as text, as in an argument list. */
    texts(value: Located | undefined, expected: string): SpottedText[] {
      if (isNothing(value) || (value.form === 'scalar' && value.value === null)) return [];
      if (value.form !== 'list') return wrong(value, expected) ?? [];
      return value.items.flatMap((item) =>
        item.form === 'scalar' && item.value !== null ? [spotted(item, String(item.value))] : (wrong(item, 'a text') ?? []),
      );
    },
    truth(value: Located | undefined): boolean | undefined {
      if (isNothing(value)) return undefined;
      return value.form === 'scalar' && typeof value.value === 'boolean' ? value.value : wrong(value, 'true or false');
    },
    oneOf(value: Located | undefined, words: readonly string[], expected: string): string | undefined {
      const text = this.text(value, expected)?.text;
      if (text === undefined || value === undefined || words.includes(text)) return text;
      // Only a word is shown: anything else could be a secret in the wrong place.
      const found = /^[a-z][a-z_-]{0,19}$/i.test(text) ? JSON.stringify(text) : 'another text';
      return refuse(value.at, `${expected}: one of ${words.slice(0, 5).join(', ')}`, found, didYouMeanSentence(text, words).trimStart() || 'Correct it.');
    },
  };
}

const spotted = ({ at, pointer }: Located, text: string): SpottedText => ({ at, pointer, text });

/** The fields of a server, each taken once; what nobody takes is reported as not read. */
class Fields {
  readonly #map: LocatedMap;
  readonly #taken = new Set<string>();

  constructor(map: LocatedMap) {
    this.#map = map;
  }

  take(...names: readonly string[]): Located | undefined {
    for (const name of names) this.#taken.add(name);
    return names.map((name) => find(this.#map, name)).find((value) => value !== undefined);
  }

  rest(): (Spot & { key: string })[] {
    return [...this.#map.entries]
      .filter(([key]) => !this.#taken.has(key))
      .map(([key, { keyAt, value }]) => ({ key, at: keyAt, pointer: value.pointer }));
  }
}

/** `command` and `args`; a list as command (opencode), or an object with path and args (Zed). */
function commandLine(fields: Fields, check: Check): SpottedText[] {
  const command = fields.take('command', 'cmd');
  const args = check.texts(fields.take('args', 'arguments'), 'a list of arguments');
  if (command?.form === 'list') return [...check.texts(command, 'a command'), ...args];
  if (command?.form === 'map') {
    const path = check.text(find(command, 'path'), 'a program');
    return [...(path === undefined ? [] : [path]), ...check.texts(find(command, 'args'), 'a list of arguments'), ...args];
  }
  if (command?.form === 'scalar' && command.value === null) return [];
  const program = check.text(command, 'a command');
  return program === undefined || program.text.trim() === '' ? [] : [program, ...args];
}

function settings(map: LocatedMap | undefined, check: Check): Setting[] {
  return [...(map?.entries ?? [])].flatMap(([name, { keyAt, value }]): Setting[] => {
    if (value.form !== 'scalar') return check.wrong(value, 'a text') ?? [];
    const text = value.value === null ? undefined : String(value.value);
    return [{ name, value: text, at: keyAt, pointer: value.pointer }];
  });
}

function isDisabled(fields: Fields, check: Check): boolean {
  const off = check.truth(fields.take('disabled'));
  const on = [check.truth(fields.take('enabled')), check.truth(fields.take('enable'))];
  return off === true || on.includes(false);
}

const APPROVALS = ['autoApprove', 'alwaysAllow', 'autoAllow', 'autoApproveTools', 'always_allow'];

/** A list of tools, or a truth value for all of them. */
function unaskedTools(fields: Fields, check: Check): McpServer['unasked'] {
  const trust = fields.take('trust'); // Gemini CLI: never ask
  const [value] = [...APPROVALS.map((name) => fields.take(name)), trust].filter((one) => one !== undefined);
  if (value === undefined) return undefined;
  const { at, pointer } = value;
  if (value.form === 'scalar' && typeof value.value === 'boolean') return value.value ? { at, pointer, tools: 'all' } : undefined;
  const tools = check.texts(value, 'a list of tools, or true or false');
  if (tools.length === 0) return undefined;
  return { at, pointer, tools: tools.some(({ text }) => text === '*') ? 'all' : tools.length };
}

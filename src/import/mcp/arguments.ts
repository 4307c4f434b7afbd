import { isSecretName, looksSecret, safeUrl, wordsOf } from '../secrets.ts';
import type { Setting, Word } from './server.ts';

/** What a server's own arguments say that matters here; everything else in them is not looked at. */
export type ServerArguments = {
  /** `--read-only` and the like were given. */
  readonly isReadOnly: boolean;
  /** `--allow-write` and the like were given. */
  readonly mayWrite: boolean;
  /** Names in a `--tools a,b,c` list. */
  readonly tools: readonly string[] | undefined;
  /** Values of flags that are secrets by name, and values that look like one. */
  readonly secrets: readonly Setting[];
  /** `--header "Name: value"`. */
  readonly headers: readonly Setting[];
  /** Files and folders. */
  readonly paths: readonly Word[];
  /** Web addresses. */
  readonly urls: readonly Word[];
  /** Database addresses. */
  readonly databases: readonly Word[];
};

export function readArguments(words: readonly Word[]): ServerArguments {
  const read = {
    isReadOnly: false,
    mayWrite: false,
    tools: undefined as string[] | undefined,
    secrets: [] as Setting[],
    headers: [] as Setting[],
    paths: [] as Word[],
    urls: [] as Word[],
    databases: [] as Word[],
  };
  for (const { flag, value } of flagsAndValues(words)) {
    if (flag !== undefined && READ_ONLY.test(flag) && value?.text !== 'false') read.isReadOnly = true;
    if (flag !== undefined && MAY_WRITE.test(flag) && value?.text !== 'false') read.mayWrite = true;
    if (/^restricted$/i.test(value?.text ?? '') && /access-mode$/.test(flag ?? '')) read.isReadOnly = true;
    if (value === undefined) continue;
    if (flag !== undefined && TOOLS.test(flag)) read.tools = [...(read.tools ?? []), ...listIn(value.text)];
    else if (flag !== undefined && HEADER.test(flag)) read.headers.push(...headerIn(value));
    else if (flag !== undefined && isSecretName(flag)) read.secrets.push({ ...value, name: flag });
    else placeValue(value, flag, read);
  }
  return read;
}

const READ_ONLY = /^--?(?:[\w-]+-)?(?:read-?only|no-writes?|disable-writes?)$/i;
const MAY_WRITE =
  /^--?(?:[\w-]+-)?(?:allow|enable)-(?:writes?|dangerous\w*|all|destructive)$|^--?(?:unrestricted|read-?write)$/i;
const TOOLS = /^--?(?:[\w-]+-)?(?:tools|toolsets?)$/i;
const HEADER = /^(?:--headers?|-H)$/;

type Pools = { secrets: Setting[]; paths: Word[]; urls: Word[]; databases: Word[] };

function placeValue(value: Word, flag: string | undefined, { secrets, paths, urls, databases }: Pools): void {
  const { text } = value;
  const address = safeUrl(text);
  if (address !== undefined) {
    if (/^(?:https?|wss?)$/.test(address.scheme)) urls.push(value);
    else if (address.scheme !== 'file') databases.push(value);
    else paths.push(value);
  } else if (looksSecret(text)) secrets.push({ ...value, name: flag ?? 'argument' });
  else if (isPath(text)) paths.push(value);
}

/** Relative and absolute paths of Unix and Windows, home folders, variables that stand for one, and database files. */
const isPath = (text: string): boolean =>
  /^(?:\.{1,2}$|\.{0,2}[/\\]|~|[A-Za-z]:[\\/]|\\\\|\$\{|\$[A-Z]|%[A-Z])/.test(text) ||
  /^[^\s:]+\.(?:db|sqlite3?|duckdb)$/i.test(text);

type FlagAndValue = { readonly flag: string | undefined; readonly value: Word | undefined };

/** `--a=b`, `--a b`, `-a b`, `b`, `--headers name value`; a flag directly before another flag has no value. */
function flagsAndValues(words: readonly Word[]): FlagAndValue[] {
  const pairs: FlagAndValue[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const next = words[at + 1];
    if (word === undefined) continue;
    const [, name, inline] = /^(--?[A-Za-z][\w.-]*)=(.*)$/s.exec(word.text) ?? [];
    if (name !== undefined && inline !== undefined) pairs.push({ flag: name, value: { ...word, text: inline } });
    else if (!isFlag(word.text)) pairs.push({ flag: undefined, value: word });
    else if (next === undefined || isFlag(next.text)) pairs.push({ flag: word.text, value: undefined });
    else if (HEADER.test(word.text) && isHeaderName(next.text, words[at + 2])) {
      const value = words[at + 2] ?? next;
      pairs.push({ flag: word.text, value: { ...value, text: `${next.text}: ${value.text}` } });
      at += 2;
    } else {
      pairs.push({ flag: word.text, value: next });
      at++;
    }
  }
  return pairs;
}

/** mcp-proxy takes `--headers NAME VALUE`. */
const isHeaderName = (text: string, value: Word | undefined): boolean =>
  /^[\w-]+$/.test(text) && value !== undefined && !isFlag(value.text) && safeUrl(value.text) === undefined;

const isFlag = (text: string): boolean => /^--?[A-Za-z]/.test(text);

const listIn = (text: string): string[] => text.split(/[,\s]+/).filter((word) => word !== '' && !looksSecret(word));

function headerIn({ text, at, pointer }: Word): Setting[] {
  const [, name, value = ''] = /^([\w-]+)\s*:\s*(.*)$/s.exec(text) ?? [];
  return name === undefined ? [] : [{ name, text: value, at, pointer }];
}

const WRITING = new Set(
  'create update delete write remove insert drop push send post set edit move rename upload deploy apply add'.split(
    ' ',
  ),
);
const EXECUTING = new Set('execute exec run shell terminal command eval'.split(' '));

/** What a list of tool names gives away: `is_instance-create` writes, `run_command` executes. */
export const toolNamesWrite = (tools: readonly string[]): boolean =>
  tools.some((tool) => wordsOf(tool).some((word) => WRITING.has(word)));
export const toolNamesExecute = (tools: readonly string[]): boolean =>
  tools.some((tool) => wordsOf(tool).some((word) => EXECUTING.has(word)));

import type { Problem } from '../../base/errors.ts';
import { entriesOf, find, type Located, type LocatedMap, textOf } from '../located.ts';
import { type McpServer, readServer, type Word } from './server.ts';

const TYPES = /^(?:stdio|sse|streamable_http|builtin|platform|frontend|inline_python)$/;

/** Goose's `extensions`: a common word, so that its entries say what they are. */
export const isGoose = (root: LocatedMap): boolean =>
  entriesOf(find(root, 'extensions')).some(([, { value }]) => TYPES.test(textOf(find(value, 'type')) ?? ''));

/** What the extensions that Goose brings can do: their tools are in no file. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  developer: ['shell', 'text_editor'],
  computercontroller: ['web_scrape', 'automation_script', 'computer_control'],
  memory: ['remember_memory', 'retrieve_memories'],
};

export function gooseServers(root: LocatedMap, problems: Problem[]): McpServer[] {
  return entriesOf(find(root, 'extensions')).flatMap(([name, entry]) => {
    const read = readServer({ name, entry }, problems);
    if (read === undefined) return [];
    const type = textOf(find(entry.value, 'type')) ?? '';
    const isInside = /^(?:builtin|platform|inline_python)$/.test(type);
    const own = type === 'builtin' && Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    const tools = type === 'inline_python' ? ['run_python'] : own;
    return [{ ...read, isInside, ...(tools === undefined ? {} : { tools }) }];
  });
}

/** Goose calls tools without asking unless its mode says so. */
export const asksInGoose = (root: LocatedMap): boolean =>
  /^(?:approve|smart_approve)$/.test(textOf(find(root, 'GOOSE_MODE')) ?? '');

export function gooseMode(root: LocatedMap): Word | undefined {
  const mode: Located | undefined = find(root, 'GOOSE_MODE');
  return textOf(mode) !== 'auto' || mode === undefined
    ? undefined
    : { text: 'GOOSE_MODE: auto', at: mode.at, pointer: mode.pointer };
}

import { find, flagOf, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import type { McpServer, Word } from './server.ts';

/** What the settings of Claude Code say of servers that stand in another file, `.mcp.json`. */
export type ClaudeSettings = {
  /** Servers with tools that are called without asking, and these tools. */
  readonly approved: ReadonlyMap<string, { readonly word: Word; readonly tools: readonly string[] }>;
  /** Servers that its user agreed to start, or not to. */
  readonly enabled: ReadonlyMap<string, Word>;
  readonly disabled: ReadonlyMap<string, Word>;
  /** Every server of the project starts without asking. */
  readonly startsAll: Word | undefined;
  /** Nobody is asked about anything. */
  readonly unasked: Word | undefined;
};

const KEYS = ['enabledMcpjsonServers', 'disabledMcpjsonServers', 'enableAllProjectMcpServers'];

export const isClaudeSettings = (root: LocatedMap): boolean =>
  KEYS.some((key) => root.entries.has(key)) || readClaudeSettings(root).approved.size > 0;

export function readClaudeSettings(root: Located): ClaudeSettings {
  const startsAll = find(root, 'enableAllProjectMcpServers');
  const mode = find(root, 'permissions', 'defaultMode');
  return {
    approved: approvedIn(root),
    enabled: namesIn(root, 'enabledMcpjsonServers'),
    disabled: namesIn(root, 'disabledMcpjsonServers'),
    startsAll: flagOf(startsAll) === true ? wordOf(startsAll, 'enableAllProjectMcpServers: true') : undefined,
    unasked: textOf(mode) === 'bypassPermissions' ? wordOf(mode, 'defaultMode: bypassPermissions') : undefined,
  };
}

const wordOf = (located: Located | undefined, text: string): Word | undefined =>
  located === undefined ? undefined : { text, at: located.at, pointer: located.pointer };

/** `mcp__server`, `mcp__server__tool`, `mcp__server__*`. */
function approvedIn(root: Located): ClaudeSettings['approved'] {
  const approved = new Map<string, { word: Word; tools: string[] }>();
  for (const item of listOf(find(root, 'permissions', 'allow'))) {
    const [, name, tool] = /^mcp__(.{1,200}?)(?:__(.{1,200}))?$/.exec(textOf(item) ?? '') ?? [];
    if (name === undefined) continue;
    const { at, pointer } = item;
    const known = approved.get(name) ?? { word: { text: 'permissions.allow', at, pointer }, tools: [] };
    if (tool !== undefined && /^\w[\w.-]*$/.test(tool)) known.tools.push(tool);
    approved.set(name, known);
  }
  return approved;
}

function namesIn(root: Located, key: string): Map<string, Word> {
  const named = listOf(find(root, key)).flatMap((item): (readonly [string, Word])[] => {
    const name = textOf(item);
    return name === undefined ? [] : [[name, { text: key, at: item.at, pointer: item.pointer }]];
  });
  return new Map(named);
}

/** Names as they stand in permissions. */
const inPermissions = (name: string): string => name.replace(/[^\w-]/g, '_');

/** Servers of `.mcp.json` with what the settings beside it say of them. */
export const withSettings = (servers: readonly McpServer[], settings: ClaudeSettings): McpServer[] =>
  servers.map((server) => ({
    ...server,
    approved: server.approved ?? settings.approved.get(inPermissions(server.name))?.word,
    off: server.off ?? settings.disabled.get(server.name),
  }));

/** Settings alone name servers and tools, and no more. */
export function serversInSettings({ approved, enabled, disabled }: ClaudeSettings): McpServer[] {
  const listed = new Map([...enabled].map(([name, word]) => [inPermissions(name), { name, word }]));
  const named = new Map([...approved].map(([name, { word }]) => [name, { name, word }]));
  return [...new Map([...named, ...listed])].map(([key, { name, word }]) => ({
    name,
    at: word.at,
    pointer: word.pointer,
    command: [],
    url: undefined,
    env: [],
    headers: [],
    off: disabled.get(name),
    approved: approved.get(key)?.word,
    tools: approved.get(key)?.tools ?? [],
  }));
}

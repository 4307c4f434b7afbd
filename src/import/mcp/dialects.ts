import type { Problem } from '../../base/errors.ts';
import {
  describeForm,
  type Entry,
  entriesOf,
  find,
  type Located,
  type LocatedMap,
  listOf,
  textOf,
} from '../located.ts';
import { clientOf, type Dialect } from './client.ts';
import type { Found } from './config.ts';
import type { Word } from './server.ts';
import { namedEntries, type ServerEntry } from './server-entry.ts';
import { findWhole } from './whole-files.ts';

type Section = { readonly dialect: Dialect; readonly key: string; readonly entry: Entry };

/** What a file that nobody recognises would need. */
export const MISSING =
  'mcpServers, servers, mcp_servers, context_servers, extensions or mcp with named servers that have a command or a url';

/** Looks for lists of servers by what they hold: every dialect's keys are also used for other things. */
export function findMcp(root: Located, file = ''): Found {
  if (root.form !== 'map') return no(`it is ${describeForm(root)}, not an object`);
  const sections = sectionsOf(root);
  if (sections.length === 0) return findWhole(root, file) ?? withoutSection(root);
  const known = new Set(sections.map(({ key }) => key));
  const [{ dialect, key }] = sections as [Section];
  return {
    detection: { score: sections.some(hasServers) ? 1 : 0.9, reason: reasonFor(sections, key) },
    config: {
      client: clientOf(dialect, file, root),
      root,
      entries: sections.flatMap(({ entry }) => serverEntries(entry.value)),
      passwords: passwordsOf(root),
      models: modelsOf(root, dialect),
      telemetry: dialect === 'mcp.servers' ? root.entries.get('otel') : undefined,
      others: namedEntries(root).filter(
        ({ name, entry }) => !known.has(name) && !HANDLED.has(name) && !hasModel(entry.value),
      ),
      problems: sections.flatMap(sectionProblem),
      unasked: dialect === 'mcp_servers' ? neverAsked(root) : undefined,
    },
  };
}

const HANDLED: ReadonlySet<string> = new Set([
  ...['$schema', 'inputs', 'models', 'otel', 'mcp', 'mcp.servers'],
  ...['approval_policy', 'model_providers', 'model'],
]);

/** Codex asks before it acts, except where it is told never to. */
function neverAsked(root: LocatedMap): Word | undefined {
  const policy = find(root, 'approval_policy');
  if (policy === undefined || textOf(policy) !== 'never') return undefined;
  return { text: 'approval_policy: never', at: policy.at, pointer: policy.pointer };
}

const no = (reason: string): Found => ({ detection: { score: 0, reason, missing: MISSING } });

function sectionsOf(root: LocatedMap): Section[] {
  const sections: Section[] = [];
  const add = (dialect: Dialect, key: string, entry: Entry | undefined): void => {
    if (entry !== undefined) sections.push({ dialect, key, entry });
  };
  for (const [key, entry] of root.entries) {
    if (key === 'mcpServers' || key.endsWith('.mcpServers')) add('mcpServers', key, entry);
  }
  for (const [, { value }] of entriesOf(find(root, 'projects'))) {
    if (value.form === 'map') add('mcpServers', 'projects', value.entries.get('mcpServers'));
  }
  add('context_servers', 'context_servers', root.entries.get('context_servers'));
  const codex = root.entries.get('mcp_servers');
  if (codex !== undefined && isServerMap(codex.value, root)) add('mcp_servers', 'mcp_servers', codex);
  const servers = root.entries.get('servers');
  if (servers !== undefined && isServerMap(servers.value, root)) add('servers', 'servers', servers);
  add('mcp.servers', 'mcp.servers', root.entries.get('mcp.servers'));
  const mcp = root.entries.get('mcp');
  const nested =
    mcp?.value.form === 'map' ? (mcp.value.entries.get('servers') ?? mcp.value.entries.get('mcpServers')) : undefined;
  if (nested !== undefined) add('mcp.servers', 'mcp', nested);
  else if (mcp !== undefined && isOpencode(mcp.value, root)) add('opencode', 'mcp', mcp);
  return sections;
}

/** `servers` is a common word: OpenAPI and many others have it. */
function isServerMap(servers: Located, root: LocatedMap): boolean {
  if (servers.form !== 'map') return false;
  if (servers.entries.size === 0) return root.entries.has('inputs') || root.entries.size === 1;
  return root.entries.has('inputs') || [...servers.entries.values()].some(({ value }) => looksLikeServer(value));
}

const isOpencode = (mcp: Located, root: LocatedMap): boolean =>
  mcp.form === 'map' &&
  (mcp.entries.size === 0
    ? (textOf(find(root, '$schema')) ?? '').includes('opencode')
    : [...mcp.entries.values()].some(({ value }) => looksLikeServer(value)));

const looksLikeServer = (value: Located): boolean =>
  value.form === 'map' && ['command', 'url', 'serverUrl', 'httpUrl'].some((key) => value.entries.has(key));

const hasServers = ({ entry: { value } }: Section): boolean =>
  serverEntries(value).some(({ entry }) => looksLikeServer(entry.value));

/** Servers by name; Continue lists them, each with its name inside. */
function serverEntries(section: Located): ServerEntry[] {
  if (section.form !== 'list') return namedEntries(section);
  return section.items.map((value, at) => {
    const name = find(value, 'name');
    return { name: textOf(name) ?? `server ${at + 1}`, entry: { keyAt: name?.at ?? value.at, value } };
  });
}

function reasonFor(sections: readonly Section[], key: string): string {
  if (sections.some(hasServers)) return `${key} holds objects with command or url`;
  return `it has ${key}, which holds no server with command or url`;
}

/** Settings of an editor have many dotted keys. */
function withoutSection(root: LocatedMap): Found {
  const dotted = [...root.entries].find(([key]) =>
    /^(?:chat|mcp|editor|files|workbench|terminal|window|git|extensions)\.\w/.test(key),
  );
  if (dotted === undefined) return no('it has none of the keys of an MCP configuration');
  const [key, { keyAt }] = dotted;
  return {
    detection: {
      score: 0.6,
      reason: `it has settings of VS Code (${key.split('.')[0]}.…) without MCP servers`,
      missing: MISSING,
    },
    refusal: {
      at: keyAt,
      expected: 'an MCP section: "mcp": { "servers": … }',
      found: 'settings of an editor without one',
      fix: 'Give .vscode/mcp.json or the mcp.json of your VS Code profile instead, where its MCP servers are listed.',
    },
  };
}

function sectionProblem({ key, entry: { value } }: Section): Problem[] {
  const isNothing = value.form === 'scalar' && value.value === null;
  if (value.form === 'map' || isNothing || isListOfServers(value)) return [];
  const fix = `Write ${key} as { "name": { "command": "…" } }.`;
  return [{ at: value.at, expected: 'an object with one entry per server', found: describeForm(value), fix }];
}

const isListOfServers = (value: Located): boolean =>
  value.form === 'list' && value.items.every((item) => find(item, 'name') !== undefined);

function passwordsOf(root: LocatedMap): Map<string, Entry> {
  const inputs = find(root, 'inputs') ?? find(root, 'mcp', 'inputs');
  const passwords = new Map<string, Entry>();
  for (const input of inputs?.form === 'list' ? inputs.items : []) {
    const id = textOf(find(input, 'id'));
    const password = find(input, 'password');
    if (id !== undefined && password?.form === 'scalar' && password.value === true) {
      passwords.set(id, { keyAt: input.at, value: input });
    }
  }
  return passwords;
}

const hasModel = (value: Located): boolean => find(value, 'default_model') !== undefined;

/** Continue lists models beside its servers. */
const listedModels = (root: LocatedMap): Entry[] =>
  listOf(find(root, 'models')).flatMap((item): Entry[] => {
    const model = find(item, 'model');
    return model === undefined ? [] : [{ keyAt: model.at, value: model }];
  });

/** opencode says `model`, mcp-agent `openai: { default_model }` and so on. */
function modelsOf(root: LocatedMap, dialect: Dialect): Entry[] {
  if (dialect === 'opencode' || dialect === 'mcp_servers')
    return [root.entries.get('model')].filter((entry) => entry !== undefined);
  if (dialect === 'mcpServers') return listedModels(root);
  if (dialect !== 'mcp.servers') return [];
  return namedEntries(root).flatMap(({ entry: { value } }) => {
    const model = value.form === 'map' ? value.entries.get('default_model') : undefined;
    return model === undefined ? [] : [model];
  });
}

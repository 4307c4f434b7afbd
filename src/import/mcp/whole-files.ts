import type { Problem } from '../../base/errors.ts';
import type { Detection } from '../importer.ts';
import { type Entry, entriesOf, find, flagOf, type LocatedMap } from '../located.ts';
import { bundledServers, isBundle } from './bundle.ts';
import { isClaudeSettings, readClaudeSettings, serversInSettings } from './claude-settings.ts';
import { clientOf, type Dialect } from './client.ts';
import type { Found, McpConfig } from './config.ts';
import { gooseMode, gooseServers, isGoose } from './goose.ts';
import { isRegistryEntry, readRegistryEntry } from './registry-entry.ts';
import type { McpServer } from './server.ts';

type Whole = Pick<McpConfig, 'unasked' | 'settings' | 'left' | 'models'> & {
  readonly passwords?: ReadonlyMap<string, Entry>;
  readonly described: (problems: Problem[]) => readonly McpServer[];
  /** Keys that were read, or say nothing about agents. */
  readonly read: RegExp;
};

type WholeFile = {
  readonly dialect: Dialect;
  readonly detection: Detection;
  readonly is: (root: LocatedMap) => boolean;
  readonly read: (root: LocatedMap) => Whole;
};

/** Files about servers that hold no list of them like those of other clients: told by all that they hold. */
const wholeFiles: readonly WholeFile[] = [
  {
    dialect: 'bundle',
    detection: { score: 1, reason: 'server.mcp_config says how the server of a bundle is started' },
    is: isBundle,
    read: (root) => ({
      described: (problems) => bundledServers(root, problems),
      passwords: sensitiveIn(root),
      models: [],
      read: /./,
    }),
  },
  {
    dialect: 'registry entry',
    detection: { score: 0.95, reason: 'packages or remotes say how an MCP server is reached' },
    is: isRegistryEntry,
    read: readEntry,
  },
  {
    dialect: 'goose',
    detection: { score: 1, reason: 'extensions holds objects with a type of Goose' },
    is: isGoose,
    read: (root) => ({
      described: (problems) => gooseServers(root, problems),
      models: [root.entries.get('GOOSE_MODEL')].filter((entry) => entry !== undefined),
      unasked: gooseMode(root),
      read: /^(?:extensions|GOOSE_\w+|\w*(?:KEY|TOKEN|HOST))$/,
    }),
  },
  {
    dialect: 'claude settings',
    detection: { score: 0.9, reason: 'it approves MCP servers or their tools' },
    is: isClaudeSettings,
    read: (root) => {
      const settings = readClaudeSettings(root);
      return {
        described: () => serversInSettings(settings),
        settings,
        models: [root.entries.get('model')].filter((entry) => entry !== undefined),
        unasked: settings.unasked,
        read: /^(?:permissions|\w*Mcp\w*|model|env|\$schema)$/,
      };
    },
  },
];

export function findWhole(root: LocatedMap, file: string): Found | undefined {
  const found = wholeFiles.find(({ is }) => is(root));
  if (found === undefined) return undefined;
  const { read, passwords = new Map(), ...whole } = found.read(root);
  return {
    detection: found.detection,
    config: {
      ...whole,
      passwords,
      root,
      client: clientOf(found.dialect, file, root),
      entries: [],
      telemetry: undefined,
      others: entriesOf(root).flatMap(([name, entry]) => (read.test(name) ? [] : [{ name, entry }])),
      problems: [],
    },
  };
}

/** What the user of a bundle is asked for, and nobody may see. */
const sensitiveIn = (root: LocatedMap): ReadonlyMap<string, Entry> =>
  new Map(
    entriesOf(find(root, 'user_config')).flatMap(([name, entry]) =>
      flagOf(find(entry.value, 'sensitive')) === true ? [[`user_config.${name}`, entry] as const] : [],
    ),
  );

function readEntry(root: LocatedMap): Whole {
  const entry = readRegistryEntry(root);
  const secrets = (entry?.secrets ?? []).map(({ name, at, pointer }): [string, Entry] => [
    name,
    { keyAt: at, value: { form: 'scalar', value: null, at, pointer } },
  ]);
  return {
    described: () => (entry === undefined ? [] : [entry.server]),
    passwords: new Map(secrets),
    left: entry?.others ?? [],
    models: [],
    read: /./,
  };
}

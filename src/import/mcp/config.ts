import type { Problem } from '../../base/errors.ts';
import type { Detection, Imported } from '../importer.ts';
import type { Entry, LocatedMap } from '../located.ts';
import type { ClaudeSettings } from './claude-settings.ts';
import type { Client } from './client.ts';
import type { McpServer, Word } from './server.ts';
import type { ServerEntry } from './server-entry.ts';

/** What a configuration says besides its servers. */
export type McpConfig = {
  readonly client: Client;
  readonly root: LocatedMap;
  readonly entries: readonly ServerEntry[];
  /** Ids of `inputs[]` that are typed in secretly. */
  readonly passwords: ReadonlyMap<string, Entry>;
  /** Model names that the file gives, with where. */
  readonly models: readonly Entry[];
  /** mcp-agent's tracing block. */
  readonly telemetry: Entry | undefined;
  /** Keys of the file that say nothing about servers. */
  readonly others: readonly ServerEntry[];
  readonly problems: readonly Problem[];
  /** Servers of files that hold no list of them by name. */
  readonly described?: (problems: Problem[]) => readonly McpServer[];
  /** What says that no human is asked about anything. */
  readonly unasked?: Word | undefined;
  /** What the settings beside the file say. */
  readonly settings?: ClaudeSettings | undefined;
  /** Understood, and left out. */
  readonly left?: Imported['ignored'];
};

/** How sure it is, and the configuration, or why there is none in a file that should have one. */
export type Found = { readonly detection: Detection; readonly config?: McpConfig; readonly refusal?: Problem };

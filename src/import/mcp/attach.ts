import { type Drafts, inferred } from '../drafts.ts';
import type { Entry } from '../located.ts';
import { Credentials } from './credentials.ts';
import type { MappedClient } from './map-client.ts';
import { type MappedServer, mapServer } from './map-server.ts';
import type { McpServer } from './server.ts';

/**
 * MCP servers that agents of a file may call, whatever the format of the file: with what they can do, what stands
 * behind them, what they run on, where they come from, and their secrets. One object per file, so that a secret that
 * two servers share is one component.
 */
export class McpServers {
  readonly #drafts: Drafts;
  readonly #credentials: Credentials;

  /** @param passwords - inputs of the file that are typed in secretly, by id */
  constructor(drafts: Drafts, passwords: ReadonlyMap<string, Entry> = new Map()) {
    this.#drafts = drafts;
    this.#credentials = new Credentials(drafts, passwords);
  }

  /** The same server for a second agent is the same component. */
  add(server: McpServer, client: MappedClient): MappedServer {
    const mapped = mapServer(server, client, this.#credentials, this.#drafts);
    if (mapped.isLocal) {
      const rule = 'a client that starts local servers runs on the same machine';
      const provenance = inferred(client.spot, rule);
      this.#drafts.relation({ from: client.id, to: client.host(), kind: 'runs-on', provenance });
    }
    return mapped;
  }

  addUnusedPasswords(client: MappedClient): void {
    this.#credentials.addUnused(client);
  }
}

import type { Problem } from '../../base/errors.ts';
import { addTool } from '../add-tool.ts';
import { ConfigSecrets } from '../config-secrets.ts';
import type { Drafts } from '../drafts.ts';
import { find, listOf, textOf } from '../located.ts';
import { McpServers } from '../mcp/attach.ts';
import { clientFor } from '../mcp/map-client.ts';
import { type McpServer, readServer, serverKey } from '../mcp/server.ts';
import type { Use } from './map-tools.ts';
import type { RadarNode } from './read-radar.ts';
import { readParams } from './server-params.ts';

/** MCP servers by the parameters in their descriptions. */
export class RadarServers {
  readonly #drafts: Drafts;
  readonly #servers: McpServers;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
    this.#servers = new McpServers(drafts);
  }

  add(node: RadarNode, users: readonly Use[]): void {
    const server = this.#read(node);
    if (server === undefined || users.length === 0) {
      this.#addAlone(node, users);
      return;
    }
    // The first relation stays: calls stand at their edges.
    const to = this.#drafts.idFor(serverKey(server), server.name);
    for (const { id, name, provenance } of users) {
      this.#drafts.relation({ from: id, to, kind: 'invokes', provenance });
      this.#servers.add(server, clientFor(this.#drafts, { id, name, spot: node.located }));
    }
  }

  #read({ located, name, description }: RadarNode): McpServer | undefined {
    const value = readParams(description ?? '', find(located, 'description') ?? located);
    if (value === undefined) return undefined;
    const problems: Problem[] = [];
    const server = readServer({ name: name.slice(0, 200), entry: { keyAt: located.at, value } }, problems);
    return problems.length > 0 || server === undefined ? undefined : { ...server, key: `server ${name}` };
  }

  /** Nothing calls it, or nothing is known of it but its name. */
  #addAlone(node: RadarNode, users: readonly Use[]): void {
    const { located, name, description } = node;
    const params = readParams(description ?? '', find(located, 'description') ?? located);
    const words = [find(params, 'command'), ...listOf(find(params, 'args'))].flatMap((word) => textOf(word) ?? []);
    const { id, opens } = addTool(this.#drafts, {
      key: `server ${name}`,
      name,
      spot: located,
      knownAs: [...words.filter((word) => !/^[-/.]/.test(word)), name],
      callers: users.map((user) => user.id),
      ...(words.length > 0 ? { layer: 4 } : {}),
    });
    new ConfigSecrets(this.#drafts).addAll(params, { of: name, holder: id, opens });
    if (params !== undefined || users.length === 0) return;
    const fix = 'Add what the server reaches by hand.';
    this.#drafts.warnings.push({ at: located.at, expected: 'the parameters of the server', found: 'none', fix });
  }
}

import { InvalidInputError } from '../base/errors.ts';
import { addUser } from './add-user.ts';
import { findAgents } from './agent-bom/bom.ts';
import { mapBomAgent } from './agent-bom/map-agent.ts';
import { reportRoot } from './agent-bom/report-server.ts';
import { detectBy } from './detect-by.ts';
import { assumed, Drafts, finish } from './drafts.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { McpServers } from './mcp/attach.ts';

const MISSING = 'agents with mcp_servers';

/** Inventories that agent-bom takes in, and the reports that it writes: agents, their servers, the tools of these. */
export const agentBom: FileImporter = {
  format: 'agent-bom',
  title: 'agent-bom inventory or report',
  gives: 'agents, their MCP servers with the tools that these list, credentials, known vulnerabilities',
  detect: detectBy({
    words: /mcp_servers|agent_type|AI-BOM/,
    without: 'it has no agents with mcp_servers',
    missing: MISSING,
    detectIn: (root) => findAgents(root).detection,
    saidBy: (text) =>
      /"mcp_servers"\s*:/.test(text) && /"agents"\s*:/.test(text) ? 'has agents with mcp_servers' : undefined,
  }),
  read,
};

function read(file: SourceFile): Imported {
  const root = readLocated(file);
  const { agents, refusal } = findAgents(root);
  if (refusal !== undefined) throw new InvalidInputError([refusal]);
  const drafts = new Drafts();
  const servers = new McpServers(drafts);
  for (const agent of agents) {
    const to = [mapBomAgent(drafts, servers, agent)];
    addUser(drafts, { to, spot: agent, provenance: assumed(agent, 'somebody gives the agent its tasks') });
  }
  reportRoot(drafts, root);
  const count = `${agents.length} agent${agents.length === 1 ? '' : 's'}`;
  return finish(drafts, { file: file.name, description: `${count} with MCP servers, imported from agent-bom.` });
}

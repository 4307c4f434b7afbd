import { InvalidInputError } from '../base/errors.ts';
import { addUser } from './add-user.ts';
import { findAgents } from './agent-bom/bom.ts';
import { mapBomAgent } from './agent-bom/map-agent.ts';
import { reportRoot } from './agent-bom/report-server.ts';
import { assumed, Drafts, finish } from './drafts.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { readLocated } from './jsonc.ts';
import { McpServers } from './mcp/attach.ts';

/** Inventories that agent-bom takes in, and the reports that it writes: agents, their servers, the tools of these. */
export const agentBom: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'agent-bom',
  title: 'agent-bom inventory or report',
  gives: 'agents, their MCP servers with the tools that these list, credentials, known vulnerabilities',
  detect,
  read,
};

const WORDS = /mcp_servers|agent_type|AI-BOM/;
const MISSING = 'agents with mcp_servers';

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it has no agents with mcp_servers', missing: MISSING };
  try {
    return findAgents(readLocated(file)).detection;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const isOwn = /"mcp_servers"\s*:/.test(file.text) && /"agents"\s*:/.test(file.text);
    const reason = isOwn ? 'it is no valid JSON, but has agents with mcp_servers' : 'it is no valid JSON';
    return { score: isOwn ? 0.6 : 0, reason, missing: 'valid JSON' };
  }
}

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

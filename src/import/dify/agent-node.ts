import { type Drafts, declared } from '../drafts.ts';
import { find, type Located } from '../located.ts';
import type { McpServers } from '../mcp/attach.ts';
import { addAgentServers } from './agent-servers.ts';
import { addAgentTools } from './agent-tools.ts';
import { addChosenModel } from './model-choice.ts';
import type { DifyNode } from './node.ts';
import { nameIn } from './scalar-text.ts';

/** Parameters that hold MCP servers: the names that agent plugins use. */
const SERVERS = ['mcp_server', 'mcp_servers', 'mcp_servers_config', 'mcp_config', 'mcp_server_url', 'config_json'];

/** What an agent node may call, what it infers, and whose code runs it. */
export function mapAgentNode(drafts: Drafts, servers: McpServers, node: DifyNode, id: string): void {
  const parameter = (name: string): Located | undefined => find(node.data, 'agent_parameters', name, 'value');
  const choice = parameter('model');
  addChosenModel(drafts, id, choice?.form === 'map' ? choice : find(node.data, 'model'), node.spot);
  for (const name of ['tools', 'tool', 'mcp_tools']) addAgentTools(drafts, listed(parameter(name)), id);
  for (const name of SERVERS) {
    const value = parameter(name);
    if (value !== undefined) addAgentServers(drafts, servers, value, { id, name: node.title, spot: node.spot });
  }
  mapStrategy(drafts, node, id);
}

/** Some plugins take one tool. */
const listed = (value: Located | undefined): Located | undefined =>
  value?.form === 'map' ? { form: 'list', items: [value], at: value.at, pointer: value.pointer } : value;

/** The plugin that runs the agent's loop: it decides what the model is asked and which tool is called. */
function mapStrategy(drafts: Drafts, { data }: DifyNode, id: string): void {
  const spot = find(data, 'agent_strategy_provider_name');
  const provider = nameIn(spot);
  if (spot === undefined || provider === undefined) return;
  const to = drafts.idFor(`plugin ${provider}`, provider);
  const label = nameIn(find(data, 'agent_strategy_label')) ?? nameIn(find(data, 'agent_strategy_name'));
  const name = label === undefined ? provider : `agent strategy ${label}`;
  drafts.component({ id: to, kind: 'framework', name, provenance: declared(spot) });
  drafts.identify(to, { by: 'package', key: `dify ${provider}` });
  drafts.relation({ from: id, to, kind: 'runs-on', provenance: declared(spot) });
}

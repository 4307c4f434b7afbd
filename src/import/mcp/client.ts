import type { LocatedMap } from '../located.ts';
import { asksInGoose } from './goose.ts';

/** The ways in which clients write their lists of servers. */
export type Dialect =
  | 'mcpServers'
  | 'servers'
  | 'mcp.servers'
  | 'context_servers'
  | 'opencode'
  | 'mcp_servers'
  | 'goose'
  | 'bundle'
  | 'registry entry'
  | 'claude settings';

/** The agent client that a configuration belongs to. */
export type Client = {
  readonly id: string;
  readonly name: string;
  /** Why it has this name. */
  readonly rule: string;
  /** Whether its name is that of a product, and not a stand-in. */
  readonly isKnown: boolean;
  /** Whether it asks a human before a tool is called, unless told otherwise. */
  readonly asks: boolean;
};

type Known = {
  readonly path?: RegExp /** A key beside the servers. */;
  readonly root?: string;
  readonly dialect?: Dialect;
  readonly id: string;
  readonly name: string;
};

/** First match wins. Paths are matched in lower case, with slashes. */
const clients: readonly Known[] = [
  { dialect: 'goose', id: 'goose', name: 'Goose' },
  { dialect: 'claude settings', id: 'claude-code', name: 'Claude Code' },
  { path: /\.codex\/|\.toml$/, dialect: 'mcp_servers', id: 'codex', name: 'Codex' },
  { root: 'approval_policy', dialect: 'mcp_servers', id: 'codex', name: 'Codex' },
  { root: 'model_provider', dialect: 'mcp_servers', id: 'codex', name: 'Codex' },
  { path: /claude_desktop_config/, id: 'claude-desktop', name: 'Claude Desktop' },
  { path: /\.cursor\//, id: 'cursor', name: 'Cursor' },
  { path: /windsurf|codeium/, id: 'windsurf', name: 'Windsurf' },
  { path: /cline_mcp/, id: 'cline', name: 'Cline' },
  { path: /\.roo\//, id: 'roo-code', name: 'Roo Code' },
  { path: /\.gemini\//, id: 'gemini-cli', name: 'Gemini CLI' },
  { path: /\.kiro\//, id: 'kiro', name: 'Kiro' },
  { path: /\.amazonq\//, id: 'amazon-q', name: 'Amazon Q' },
  { path: /\.?agents[/.-]/, dialect: 'mcpServers', id: 'agents', name: 'agents of the workspace' },
  { root: 'projects', dialect: 'mcpServers', id: 'claude-code', name: 'Claude Code' },
  { root: 'amp.mcpServers', id: 'amp', name: 'Amp' },
  { path: /\.continue\//, id: 'continue', name: 'Continue' },
  { root: 'models', dialect: 'mcpServers', id: 'continue', name: 'Continue' },
  { dialect: 'context_servers', id: 'zed', name: 'Zed' },
  { dialect: 'opencode', id: 'opencode', name: 'opencode' },
  { path: /\.vscode\/|vscode/, id: 'vs-code', name: 'VS Code' },
  { dialect: 'servers', id: 'vs-code', name: 'VS Code' },
  { path: /\.mcp\.json$/, id: 'claude-code', name: 'Claude Code' },
];

export function clientOf(dialect: Dialect, file: string, root: LocatedMap): Client {
  if (dialect === 'bundle' || dialect === 'registry entry') return someClient(dialect);
  if (dialect === 'mcp.servers') return isEditor(file, root) ? vsCode : mcpAgent;
  const path = file.toLowerCase().replaceAll('\\', '/');
  const client = clients.find(
    (one) =>
      (one.path?.test(path) ?? true) &&
      (one.dialect ?? dialect) === dialect &&
      (one.root === undefined || root.entries.has(one.root)),
  );
  if (client === undefined) {
    return {
      id: 'mcp-client',
      name: 'MCP client',
      rule: 'some agent client reads this file; its path tells no name',
      isKnown: false,
      asks: true,
    };
  }
  const { id, name } = client;
  const rule =
    client.path === undefined ? `${name} writes MCP servers in this way` : `the path of the file is one of ${name}`;
  return { id, name, rule, isKnown: true, asks: dialect !== 'goose' || asksInGoose(root) };
}

/** What is published for any client says nothing of its own. */
const someClient = (dialect: Dialect): Client => ({
  id: 'mcp-client',
  name: 'MCP client',
  rule: `some agent client takes the server from this ${dialect}`,
  isKnown: false,
  asks: true,
});

const vsCode: Client = {
  id: 'vs-code',
  name: 'VS Code',
  rule: 'its settings hold the MCP servers',
  isKnown: true,
  asks: true,
};
const mcpAgent: Client = {
  id: 'mcp-agent',
  name: 'mcp-agent',
  rule: 'mcp-agent writes MCP servers in this way',
  isKnown: false,
  asks: false,
};

const isEditor = (file: string, root: LocatedMap): boolean =>
  /settings[^/\\]*\.json$/i.test(file) || [...root.entries.keys()].some((key) => /^[a-z]+\.[a-z]/i.test(key));

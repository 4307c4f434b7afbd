import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import type { Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { isJsonText, readLocated } from './jsonc.ts';
import { type ClaudeSettings, isClaudeSettings, readClaudeSettings, withSettings } from './mcp/claude-settings.ts';
import type { McpConfig } from './mcp/config.ts';
import { findMcp, MISSING } from './mcp/dialects.ts';
import { mapMcp } from './mcp/mapping.ts';
import { readServer } from './mcp/server.ts';

/** Files beside a configuration are looked at where somebody can open them. */
type McpImporter = Omit<Importer, 'read'> & { read(file: SourceFile, open?: OpenSibling): Imported };

/** Configurations of MCP clients: which servers an agent client may call, and with which secrets. */
export const mcpConfig: McpImporter = {
  format: 'mcp',
  title: 'MCP client configuration',
  gives:
    'client, servers, credentials, stores and outside content from Claude, Cursor, VS Code, Codex, Goose, Zed, Continue, Amp, opencode, mcp-agent, bundles and registry entries',
  detect: detectBy({
    words:
      /servers|mcp|^extensions:|"(?:packages|remotes)"|"(?:chat|editor|files|workbench|terminal|window|git|extensions)\./im,
    without: 'it names no servers',
    missing: MISSING,
    detectIn: (root) => findMcp(root).detection,
    saidBy,
    syntax: 'JSON, YAML or TOML',
  }),
  read,
};

function saidBy(text: string): string | undefined {
  // In YAML it stands at the margin; indented it is a part of something else, such as code.
  const form = isJsonText(text)
    ? /"?(?:mcpServers|context_servers)"?\s*:/u
    : /^"?(?:mcpServers|context_servers)"?\s*:/mu;
  const [key] = form.exec(text) ?? /^\[mcp_servers(?=[.\]])/mu.exec(text) ?? [];
  return key === undefined ? undefined : `says ${key.replace(/\s*:$/u, '').replace('[', '')}`;
}

function read(file: SourceFile, open: OpenSibling = () => undefined): Imported {
  const root = readLocated(file);
  const { config, detection, refusal } = findMcp(root, file.name);
  if (config === undefined) {
    throw new InvalidInputError([
      refusal ?? {
        at: root.at,
        expected: detection.missing ?? 'an MCP configuration',
        found: detection.reason,
        fix: 'Give the file that lists the MCP servers of a client.',
      },
    ]);
  }
  const problems: Problem[] = [...config.problems];
  const listed = config.entries.flatMap((entry) => readServer(entry, problems) ?? []);
  const servers = [...listed, ...(config.described?.(problems) ?? [])];
  if (problems.length > 0) throw new InvalidInputError(problems);
  const settings = config.client.id === 'claude-code' ? settingsBeside(open) : [];
  return mapMcp(besideSettings(config, settings), settings.reduce(withSettings, servers), file.name);
}

/** Claude Code keeps in other files what its user approved once and for all. */
const settingsBeside = (open: OpenSibling): ClaudeSettings[] =>
  ['.claude/settings.json', '.claude/settings.local.json'].flatMap((name) => {
    const file = open(name);
    if (file === undefined) return [];
    const root = readLocated(file);
    return root.form === 'map' && isClaudeSettings(root) ? [readClaudeSettings(root)] : [];
  });

function besideSettings(config: McpConfig, settings: readonly ClaudeSettings[]): McpConfig {
  const unasked = settings.find((one) => one.unasked !== undefined)?.unasked;
  const trusting = settings.find((one) => one.startsAll !== undefined);
  return { ...config, unasked: config.unasked ?? unasked, settings: config.settings ?? trusting };
}

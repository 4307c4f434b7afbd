import { InvalidInputError, type Problem } from '../base/errors.ts';
import { detectBy } from './detect-by.ts';
import type { FileImporter, Imported, SourceFile } from './importer.ts';
import { isJsonText, readLocated } from './jsonc.ts';
import { findMcp, MISSING } from './mcp/dialects.ts';
import { mapMcp } from './mcp/mapping.ts';
import { readServer } from './mcp/server.ts';

/** Configurations of MCP clients: which servers an agent client may call, and with which secrets. */
export const mcpConfig: FileImporter = {
  format: 'mcp',
  title: 'MCP client configuration',
  gives:
    'client, servers, credentials, stores and outside content from Claude, Cursor, VS Code, Zed, Continue, Amp, opencode, mcp-agent',
  detect: detectBy({
    words: /servers|mcp|"(?:chat|editor|files|workbench|terminal|window|git|extensions)\./i,
    without: 'it names no servers',
    missing: MISSING,
    detectIn: (root) => findMcp(root).detection,
    saidBy,
    syntax: 'JSON or YAML',
  }),
  read,
};

function saidBy(text: string): string | undefined {
  // In YAML it stands at the margin; indented it is a part of something else, such as code.
  const form = isJsonText(text)
    ? /"?(?:mcpServers|context_servers)"?\s*:/u
    : /^"?(?:mcpServers|context_servers)"?\s*:/mu;
  const [key] = form.exec(text) ?? [];
  return key === undefined ? undefined : `says ${key.replace(/\s*:$/u, '')}`;
}

function read(file: SourceFile): Imported {
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
  const servers = config.entries.map((entry) => readServer(entry, problems));
  if (problems.length > 0) throw new InvalidInputError(problems);
  return mapMcp(
    config,
    servers.filter((server) => server !== undefined),
    file.name,
  );
}

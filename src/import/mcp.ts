import type { Problem } from '../base/errors.ts';
import { InvalidInputError } from '../base/errors.ts';
import type { Detection, Imported, Importer, SourceFile } from './importer.ts';
import { isJsonText, readLocated } from './jsonc.ts';
import { findMcp, MISSING } from './mcp/dialects.ts';
import { mapMcp } from './mcp/mapping.ts';
import { readServer } from './mcp/server.ts';

/** Configurations of MCP clients: which servers an agent client may call, and with which secrets. */
export const mcpConfig: Omit<Importer, 'read'> & { read(file: SourceFile): Imported } = {
  format: 'mcp',
  title: 'MCP client configuration',
  gives:
    'client, servers, credentials, stores and outside content from Claude, Cursor, VS Code, Zed, Continue, Amp, opencode, mcp-agent',
  detect,
  read,
};

/** Looked for before anything is parsed: big files of other formats are told apart at once. */
const WORDS = /servers|mcp|"(?:chat|editor|files|workbench|terminal|window|git|extensions)\./i;

function detect(file: SourceFile): Detection {
  if (!WORDS.test(file.text)) return { score: 0, reason: 'it names no servers', missing: MISSING };
  try {
    return findMcp(readLocated(file)).detection;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return detectBroken(file.text);
  }
}

/** A text with a slip in its punctuation is still somebody's: reading it tells where the slip is. */
function detectBroken(text: string): Detection {
  // In YAML it stands at the margin; indented it is a part of something else, such as code.
  const form = isJsonText(text)
    ? /"?(?:mcpServers|context_servers)"?\s*:/u
    : /^"?(?:mcpServers|context_servers)"?\s*:/mu;
  const [key] = form.exec(text) ?? [];
  const missing = 'valid JSON or YAML';
  if (key === undefined) return { score: 0, reason: 'it is no valid JSON or YAML', missing };
  return { score: 0.6, reason: `it is no valid JSON or YAML, but says ${key.replace(/\s*:$/u, '')}`, missing };
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

import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Context } from './context.ts';
import { usageError } from './usage.ts';

export const ecosystemFileNames = ['blastradius.yaml', 'blastradius.yml', 'blastradius.json'] as const;

/** Where well-known tools keep what can be imported, nearest to a project first. */
export const knownForeignFiles = [
  '.mcp.json',
  'mcp.json',
  '.vscode/mcp.json',
  '.cursor/mcp.json',
  '.windsurf/mcp_config.json',
  'claude_desktop_config.json',
  'mcp_settings.json',
  'server_config.json',
  'mcp_agent.config.yaml',
  '.agents/config.json',
] as const;

/** The files that a command is about: those typed, else what is found here, said on stderr. */
export function filesOrFound(typed: readonly string[], command: string, { shell, note }: Context): readonly string[] {
  if (typed.length > 0) return typed;
  const found = findInput(shell.cwd);
  if (found === undefined) {
    throw usageError(
      `a file after ${command}`,
      `none, and no ${ecosystemFileNames[0]} here or above`,
      `Start from an example: blastradius init. Or name a file, or this folder: blastradius ${command} .`,
    );
  }
  note(`using ${found}`);
  return [found];
}

/** blastradius.yaml here or in a folder above, up to the repository's root; else a known foreign file here. */
function findInput(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const name = ecosystemFileNames.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) return relative(cwd, join(folder, name));
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) break;
  }
  return knownForeignFiles.find((name) => existsSync(join(cwd, name)));
}

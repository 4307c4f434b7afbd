import { readdirSync, readFileSync } from 'node:fs';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { mcpConfig } from '../../src/import/mcp.ts';

const folder = new URL('../fixtures/mcp/', import.meta.url);

/** The sample configurations, by file name. */
export const mcpSamples: readonly SourceFile[] = readdirSync(folder)
  .filter((name) => name !== 'index.json' && name !== 'README.md')
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

export const importMcp = (value: unknown, name = 'mcp.json'): Imported =>
  mcpConfig.read({ name, text: typeof value === 'string' ? value : JSON.stringify(value, null, 2) });

export function sample(name: string): SourceFile {
  const found = mcpSamples.find((file) => file.name === name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

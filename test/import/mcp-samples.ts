import { readdirSync } from 'node:fs';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { mcpConfig } from '../../src/import/mcp.ts';
import { jsonFile, sampleOf } from './imported.ts';

export const sample = sampleOf('mcp');

/** The sample configurations, by file name. */
export const mcpSamples: readonly SourceFile[] = readdirSync(new URL('../fixtures/mcp/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .filter((name) => name !== 'index.json' && name !== 'README.md')
  .sort()
  .map(sample);

export const importMcp = (value: unknown, name = 'mcp.json'): Imported => mcpConfig.read(jsonFile(value, name));

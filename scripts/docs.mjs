import { writeFile } from 'node:fs/promises';
import { commandTable } from '../dist/src/cli/command-table.js';
import { buildProgram } from '../dist/src/cli/program.js';
import { suiteFileJsonSchema } from '../dist/src/compile/json-schema.js';
import * as kinds from '../dist/src/graph/kinds.js';
import { cliPage } from './cli-page.mjs';
import { fileFormatPage } from './file-format-page.mjs';

/** Writes what is generated and committed: pages for people, the JSON Schema for editors. Run after a build. */
const root = new URL('..', import.meta.url);
const schema = suiteFileJsonSchema();
const examples = Object.fromEntries(commandTable.map((row) => [row.name, row.examples]));

await writeFile(new URL('docs/cli.md', root), cliPage(buildProgram(), examples));
await writeFile(new URL('docs/file-format.md', root), fileFormatPage(schema, kinds));
await writeFile(new URL('scenarios/blastradius.schema.json', root), `${JSON.stringify(schema, null, 2)}\n`);

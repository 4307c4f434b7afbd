import { writeFile } from 'node:fs/promises';
import { commandTable } from '../src/cli/command-table.ts';
import { learnChoices } from '../src/cli/late-choices.ts';
import { buildProgram } from '../src/cli/program.ts';
import { suiteFileJsonSchema } from '../src/compile/json-schema.ts';
import * as kinds from '../src/graph/kinds.ts';
import { cliPage } from './cli-page.mjs';
import { fileFormatPage } from './file-format-page.mjs';

/** Writes what is generated and committed: pages for people, the JSON Schema for editors. Needs a loader for TypeScript: `npm run docs`. */
const root = new URL('..', import.meta.url);
const schema = suiteFileJsonSchema();
const examples = Object.fromEntries(commandTable.map((row) => [row.name, row.examples]));

const program = buildProgram();
await learnChoices(program);
await writeFile(new URL('docs/cli.md', root), cliPage(program, examples));
await writeFile(new URL('docs/file-format.md', root), fileFormatPage(schema, kinds));
await writeFile(new URL('scenarios/blastradius.schema.json', root), `${JSON.stringify(schema, null, 2)}\n`);

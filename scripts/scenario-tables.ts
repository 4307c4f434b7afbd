/** Brings the tables of scenarios/README.md up to date with what runs give: part of `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { scenarioTable, topologyTable, watched } from '../test/scenario-table.ts';

const readme = new URL('../scenarios/README.md', import.meta.url);

/** The text with the first table after `heading` replaced. */
function withTable(text: string, heading: string, table: string): string {
  const start = text.indexOf('\n|', text.indexOf(heading)) + 1;
  const end = text.indexOf('\n\n', start);
  return text.slice(0, start) + table + text.slice(end);
}

let text = readFileSync(readme, 'utf8');
for (const name of Object.keys(watched)) text = withTable(text, `## ${name}\n`, scenarioTable(name));
const shapes = topologyTable();
const head = shapes.slice(0, shapes.indexOf('\n'));
const at = text.indexOf(head);
text = text.slice(0, at) + shapes + text.slice(text.indexOf('\n\n', at));
writeFileSync(readme, text);

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineText } from './machine.ts';
import type { BenchResults } from './results.ts';
import { root } from './root.ts';
import { benchTable } from './table.ts';

/** The table, and on which machine it was measured, in bench/README.md. */
export const writeTable = (results: BenchResults): void => writeBetweenMarks('table', described(results));

export const writePeers = (text: string): void => writeBetweenMarks('peers', text);

function writeBetweenMarks(name: 'table' | 'peers', text: string): void {
  const path = join(root, 'bench', 'README.md');
  const page = readFileSync(path, 'utf8');
  const begin = page.indexOf('\n', page.indexOf(`<!-- ${name}:`)) + 1;
  const end = page.indexOf(`<!-- end of ${name} -->`);
  writeFileSync(path, `${page.slice(0, begin)}\n${text}\n\n${page.slice(end)}`);
}

function described(results: BenchResults): string {
  const loads = results.rows.map(({ load }) => load);
  const days = results.rows.map(({ at }) => at.slice(0, 10)).sort();
  const when = days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`;
  return `${machineText(results.machine)}; ${when}; load of the machine before a row ${Math.min(...loads)} to ${Math.max(...loads)}.

${benchTable(results)}`;
}

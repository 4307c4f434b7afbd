import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineText } from './machine.ts';
import type { BenchResults } from './results.ts';
import { root } from './root.ts';
import { benchTable } from './table.ts';

const BEGIN = '<!-- table: npm run bench -- --write -->';
const END = '<!-- end of table -->';

/** Puts the table, and on which machine it was measured, between the two marks of bench/README.md. */
export function writeReadme(results: BenchResults): void {
  const path = join(root, 'bench', 'README.md');
  const text = readFileSync(path, 'utf8');
  const [before, rest] = [text.slice(0, text.indexOf(BEGIN)), text.slice(text.indexOf(END))];
  writeFileSync(path, `${before}${BEGIN}\n\n${described(results)}\n\n${rest}`);
}

function described(results: BenchResults): string {
  const loads = results.rows.map(({ load }) => load);
  const days = results.rows.map(({ at }) => at.slice(0, 10)).sort();
  const when = days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`;
  return `${machineText(results.machine)}; ${when}; load of the machine before a row ${Math.min(...loads)} to ${Math.max(...loads)}.

${benchTable(results)}`;
}

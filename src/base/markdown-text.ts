import { printable } from './printable.ts';

/** Text from an input as a code span: no markup, no mention, no link comes to life in it. */
export function code(text: string): string {
  const oneLine = printable(text.replace(/\s+/gu, ' ')).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(oneLine.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || oneLine.startsWith(' ') || oneLine.endsWith(' ') ? ' ' : '';
  return `${fence}${pad}${oneLine}${pad}${fence}`;
}

/** Text from an input as plain words of a sentence or cell: whatever could be markup is escaped. */
export const escaped = (text: string): string =>
  printable(text.replace(/\s+/gu, ' ')).replace(/[\\`*_{}[\]<>()#+!|~&@]/gu, (character) => `\\${character}`);

/** @param textColumns - columns from the left that are not numbers */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns = heads.length,
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, i) => (i < textColumns ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

export const fold = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;

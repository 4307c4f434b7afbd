/** A table in Markdown that also reads well on a screen; all columns but the first lean to the right. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, c) => Math.max(3, head.length, ...rows.map((row) => (row[c] ?? '').length)));
  const cells = (row: readonly string[]): string[] =>
    widths.map((width, c) => (c === 0 ? (row[c] ?? '').padEnd(width) : (row[c] ?? '').padStart(width)));
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const rule = widths.map((width, c) => (c === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(cells(heads)), line(rule), ...rows.map((row) => line(cells(row)))].join('\n');
}

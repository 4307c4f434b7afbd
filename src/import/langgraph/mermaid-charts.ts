import type { Spot } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';

/** One flowchart of a text, with where its statements stand. */
export type Chart = {
  readonly spot: Spot;
  readonly statements: readonly Statement[];
};
export type Statement = { readonly text: string; readonly spot: Spot };

const HEAD = /^\s*(?:graph|flowchart)(?:\s+(?:TD|TB|BT|LR|RL))?\s*;?\s*$/;
const FENCE = /^\s*(?:```|~~~)/;
/** What `draw_mermaid` writes and hardly anybody else does. */
export const SENTINEL = /__(?:start|end)__/;

/** The flowcharts of a text that LangGraph drew: in fences of a Markdown file, or the whole file. */
export function mermaidCharts(file: SourceFile): Chart[] {
  const lines = file.text.split(/\r\n|\n|\r/);
  const charts: Chart[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!HEAD.test(lines[at] ?? '')) continue;
    const end = endOf(lines, at + 1);
    const statements = statementsOf(lines, at + 1, end, file.name);
    const spot = { at: { file: file.name, line: at + 1, column: 1 }, pointer: '' };
    if (statements.some(({ text }) => SENTINEL.test(text))) charts.push({ spot, statements });
    at = end - 1;
  }
  return charts;
}

/** A chart ends with its fence, with another chart, or with the text. */
function endOf(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && !FENCE.test(lines[at] ?? '') && !HEAD.test(lines[at] ?? '')) at++;
  return at;
}

function statementsOf(lines: readonly string[], from: number, end: number, file: string): Statement[] {
  const statements: Statement[] = [];
  for (let at = from; at < end; at++) {
    const line = at + 1;
    let text = lines[at] ?? '';
    // Metadata has a line for each entry.
    while (text.includes('<em>') && !text.includes('</em>') && at + 1 < end && text.length < LONGEST) {
      at++;
      text = `${text}, ${lines[at] ?? ''}`;
    }
    const column = text.search(/\S/) + 1;
    if (column === 0) continue;
    const own = text.trim().slice(0, LONGEST).replace(/;+$/, '').trim();
    statements.push({ text: own, spot: { at: { file, line, column }, pointer: '' } });
  }
  return statements;
}

/** Labels are a few words. */
const LONGEST = 2000;

import { code, escaped, markdownTable } from '../base/markdown-text.ts';
import type { Pasta, PastaBlock } from '../measure/pasta-document.ts';

/** The seven stages for a review: headings, sentences, tables. */
export const pastaMarkdown = ({ stages }: Pasta): string =>
  `${[
    '## PASTA: seven stages',
    ...stages.flatMap(({ number, title, asks, blocks }) => [
      `### Stage ${number}: ${title}`,
      `*${escaped(asks)}*`,
      ...blocks.map(blockText),
    ]),
  ].join('\n\n')}\n`;

function blockText(block: PastaBlock): string {
  if ('text' in block) return escaped(block.text);
  const { head, names, rows } = block;
  const cell = (text: string, column: number): string =>
    text === '' || text === '–' ? '–' : names.includes(column) ? code(text) : escaped(text);
  return markdownTable(
    head,
    rows.map((row) => row.map(cell)),
  );
}

import { code, markdownTable } from '../base/markdown-text.ts';
import type { Pasta, PastaBlock } from '../measure/pasta-document.ts';

/** The seven stages for a review: headings, sentences, tables. Words of the input stand in code spans, all others are ours. */
export const pastaMarkdown = ({ stages }: Pasta, name: string): string =>
  `${[
    `## PASTA of ${code(name)}: seven stages`,
    ...stages.flatMap(({ number, title, asks, blocks }) => [
      `### Stage ${number}: ${title}`,
      `*${asks}*`,
      ...blocks.map(blockText),
    ]),
  ].join('\n\n')}\n`;

function blockText(block: PastaBlock): string {
  if ('text' in block) return block.text;
  const { head, names, rows } = block;
  const cell = (text: string, column: number): string =>
    text === '' || text === '–' ? '–' : names.includes(column) ? code(text) : text.replaceAll('|', '\\|');
  return markdownTable(
    head,
    rows.map((row) => row.map(cell)),
  );
}

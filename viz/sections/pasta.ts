import type { PastaBlock, PastaStage, PastaTable } from '../../src/measure/pasta-document.ts';
import { type Cell, dataTable } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { name } from '../sentences.ts';
import type { Section } from './section.ts';

/** PASTA's seven stages, each closed until somebody asks for it. */
export const pastaSection: Section = {
  id: 'pasta',
  link: 'PASTA',
  title: 'PASTA, stage by stage',
  lede: () => 'The seven stages of a threat analysis, as far as the model and its simulation fill them.',
  body: ({ details: { pasta } }) =>
    pasta === undefined ? null : group(pasta.stages.map((stage) => renderStage(stage))),
};

const renderStage = ({ number, title, asks, blocks }: PastaStage): Markup =>
  h(
    'details',
    {},
    h('summary', {}, h('b', {}, `${number} ${title}`), ` ${asks}`),
    blocks.map((block, i) => renderBlock(block, `${title}, table ${i + 1}`)),
  );

const renderBlock = (block: PastaBlock, caption: string): Markup =>
  'text' in block ? h('p', {}, block.text) : renderTable(block, caption);

function renderTable({ head, names, rows }: PastaTable, caption: string): Markup {
  const cell = (text: string, column: number): Cell =>
    text === '' ? '–' : names.includes(column) ? { text: name(text), sort: text } : text;
  return dataTable({ caption, columns: head.map((title) => ({ title })), rows: rows.map((row) => row.map(cell)) });
}

import { type Child, h, type Markup } from './markup.ts';
import type { View } from './view.ts';

export type Column = { readonly title: string; readonly isNumber?: boolean };
/** `sort` stands for the cell when rows are ordered; the text itself unless given. */
export type Cell = { readonly text: Child; readonly sort?: number | string } | string | number;

/** As many decimals as a table for other tools needs. */
export const precise = (value: number): Cell => ({ text: value.toFixed(3) });

export type DataTable = {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly Cell[])[];
};

/** A table that the page lets people sort and copy as CSV; without its script it is a table. */
export function dataTable({ caption, columns, rows }: DataTable): Markup {
  return h(
    'div',
    { class: 'table' },
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `${caption}, table` },
      h(
        'table',
        { class: 'data' },
        h('caption', { class: 'unseen' }, caption),
        h('thead', {}, h('tr', {}, columns.map(head))),
        h(
          'tbody',
          {},
          rows.map((cells) =>
            h(
              'tr',
              {},
              cells.map((cell, i) => body(cell, columns[i], i)),
            ),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'tools' },
      h('button', { type: 'button', class: 'quiet', 'data-action': 'copy-csv' }, 'Copy as CSV'),
    ),
  );
}

/** The numbers behind a picture. */
export type TableBehind = {
  readonly summary: string;
  readonly rows: (view: View) => DataTable;
  /** Whether there are any; always unless given. */
  readonly isFor?: (view: View) => boolean;
};

/** Closed and empty until it is asked for: the page's code fills it from the section of that name. */
export const tableBehind = (section: string, { summary }: TableBehind): Markup =>
  h('details', { class: 'behind', 'data-table': section }, h('summary', {}, summary));

const head = ({ title, isNumber }: Column): Markup =>
  h(
    'th',
    { scope: 'col', class: isNumber ? 'number' : null },
    h('button', { type: 'button', class: 'sort', 'data-action': 'sort' }, title),
  );

function body(cell: Cell, column: Column | undefined, i: number): Markup {
  const { text, sort } = typeof cell === 'object' ? cell : { text: String(cell), sort: undefined };
  const attributes = {
    class: column?.isNumber ? 'number' : null,
    'data-sort': sort === undefined ? null : String(sort),
  };
  return i === 0 ? h('th', { scope: 'row', ...attributes }, text) : h('td', attributes, text);
}

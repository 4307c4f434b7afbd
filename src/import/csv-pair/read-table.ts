import type { CsvField, CsvRecord } from '../../base/csv-records.ts';
import type { Problem } from '../../base/errors.ts';
import { fromSpreadsheet } from '../../base/spreadsheet-text.ts';
import type { Spot } from '../drafts.ts';
import type { ListedEdge, ListedNode } from '../network/listed-graph.ts';
import type { Header } from './header.ts';

/** A table without its header, and what is wrong with its rows. */
export type Table = { readonly file: string; readonly rows: readonly CsvRecord[]; readonly problems: Problem[] };

export function readNodes({ id, columns }: Extract<Header, { of: 'nodes' }>, table: Table): readonly ListedNode[] {
  return table.rows.flatMap((row): ListedNode[] => {
    const own = textOf(row[id]);
    if (own === undefined) table.problems.push(missing(table, row, `an id in column ${id + 1}`));
    if (own === undefined || !isWhole(row, columns, table)) return [];
    return [{ id: own, attributes: attributesOf(row, columns, [id]), spot: spotOf(row, table) }];
  });
}

/** Edges, and whether one of them does not say if it is directed. */
export function readEdges(
  { source, target, columns }: Extract<Header, { of: 'edges' }>,
  table: Table,
): { readonly edges: readonly ListedEdge[]; readonly isOpen: boolean } {
  const type = columns.findIndex((name) => /^type$/iu.test(name));
  const ids = columns.findIndex((name) => /^id$/iu.test(name));
  let isOpen = false;
  const edges = table.rows.flatMap((row): ListedEdge[] => {
    const [from, to] = [textOf(row[source]), textOf(row[target])];
    if (from === undefined || to === undefined) table.problems.push(missing(table, row, 'a source and a target'));
    if (from === undefined || to === undefined || !isWhole(row, columns, table)) return [];
    const direction = /^(?:(un)?directed)$/iu.exec(textOf(row[type]) ?? '');
    isOpen ||= direction === null && !columns.includes('START_ID');
    const taken = [source, target, ids, ...(direction === null ? [] : [type])];
    const attributes = attributesOf(row, columns, taken);
    return [{ from, to, isBothWays: direction?.[1] !== undefined, attributes, spot: spotOf(row, table) }];
  });
  return { edges, isOpen };
}

/** Nothing between two marks is no value; quotes with nothing in them are an empty text. */
const textOf = (field: CsvField | undefined): string | undefined =>
  field === undefined || (field.text === '' && !field.isQuoted) ? undefined : fromSpreadsheet(field.text);

/**
 * By the names of the columns, and by their names in small letters, which tools write as they please. What Gephi calls
 * a label is what we call a name.
 */
function attributesOf(row: CsvRecord, columns: readonly string[], taken: readonly number[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [column, name] of columns.entries()) {
    const text = textOf(row[column]);
    if (text !== undefined && name !== '' && !taken.includes(column)) attributes.set(name, text);
  }
  for (const [name, text] of [...attributes]) {
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), text);
  }
  const label = attributes.get('label');
  if (label !== undefined && !attributes.has('name')) attributes.set('name', label);
  return attributes;
}

function isWhole(row: CsvRecord, columns: readonly string[], table: Table): boolean {
  const extra = row.slice(columns.length).find(({ text }) => text !== '');
  if (extra === undefined) return true;
  const at = { file: table.file, line: extra.line, column: extra.column };
  const fix = 'Put quotes around fields that hold the mark between fields.';
  table.problems.push({ at, expected: `${columns.length} fields, as in the header`, found: `${row.length}`, fix });
  return false;
}

const missing = (table: Table, row: CsvRecord, expected: string): Problem => ({
  at: spotOf(row, table).at,
  expected,
  found: 'none',
  fix: 'Fill it in, or remove the line.',
});

const spotOf = ([first]: CsvRecord, { file }: Table): Spot => ({
  at: { file, line: first?.line ?? 1, column: first?.column ?? 1 },
  pointer: '',
});

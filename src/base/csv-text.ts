import { forSpreadsheet } from './spreadsheet-text.ts';

/** What a cell may hold; nothing at all is an empty field, an empty text is `""`. */
export type CsvValue = string | number | boolean | undefined;

/** Lines of RFC 4180. A text that a spreadsheet would run as a formula has an apostrophe before it. */
export const csvText = (rows: readonly (readonly CsvValue[])[]): string =>
  rows.map((row) => `${row.map(fieldText).join(',')}\r\n`).join('');

function fieldText(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = forSpreadsheet(value);
  const needsQuotes = text === '' || /[",;\t\r\n]/u.test(text) || text !== text.trim();
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

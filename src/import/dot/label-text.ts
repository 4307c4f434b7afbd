import type { DotValue } from '../../base/dot-feed.ts';
import { htmlText } from '../html-text.ts';
import { type Label, labelOfLines } from '../network/label-lines.ts';

/** What `\N`, `\G`, `\T` and `\H` stand for in a label. */
export type Names = Readonly<Record<string, string>>;

/** The text of a label, of HTML too. @param isRecord - fields in `|` and `{}`, of which the first is the name */
export function labelOf(value: DotValue, names: Names, isRecord = false): Label {
  if (typeof value === 'object') return labelOfLines(linesOfHtml(value.html));
  return labelOfLines(linesOfText(isRecord ? firstField(value) : value, names));
}

/** Of a table with several rows the first that says something: others list fields. */
function linesOfHtml(html: string): readonly string[] {
  const rows = html.split(/<\/tr\s*>/iu).map((row) => plain(row.replace(/<\/(?:td|th)\s*>/giu, ' ')));
  return (rows.find((row) => row.trim() !== '') ?? '').split('\n');
}

const plain = (html: string): string =>
  htmlText(
    html
      .replace(/\s+/gu, ' ')
      .replace(/<!--.*?-->/gsu, '')
      .replace(/<(?:br|hr)\b[^>]{0,200}>/giu, '\n')
      .replace(/<[^<>]{0,2000}>/gu, ''),
  );

const linesOfText = (text: string, names: Names): readonly string[] =>
  htmlText(
    text.replace(/\\([\s\S])/gu, (_, sign: string) =>
      sign === 'n' || sign === 'l' || sign === 'r' ? '\n' : (names[sign] ?? sign),
    ),
  ).split('\n');

/** `{<f0> name|<f1> more}` -> `name`. */
function firstField(text: string): string {
  const fields = text.replace(/\\[\s\S]|[{}|]|<[^<>]{0,200}>/gu, (found) =>
    found.startsWith('\\') ? found : found === '|' ? '\0' : '',
  );
  return fields.split('\0').find((field) => field.trim() !== '') ?? '';
}

/** The words of any value, of HTML those between its tags. */
export const textOf = (value: DotValue): string =>
  typeof value === 'object' ? htmlText(value.html.replaceAll('&#0;', '\0')) : value;

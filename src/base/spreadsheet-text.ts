/**
 * A text for a table that spreadsheets open. They run what begins like a formula, wherever it came from; with an
 * apostrophe before it they show it as text, and what begins with apostrophes and then like a formula gets one more.
 * Characters that a file cannot hold are written as spreadsheets write them, `_xD800_`. {@link fromSpreadsheet} gives
 * back exactly what was written.
 * @see OWASP, CSV Injection; ECMA-376, ST_Xstring
 */
export function forSpreadsheet(text: string): string {
  const written = text.replace(UNWRITABLE, (character) => `_x${hexOf(character)}_`);
  return FORMULA.test(written) ? `'${written}` : written;
}

/** The text behind {@link forSpreadsheet}. */
export function fromSpreadsheet(text: string): string {
  const written = text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
  return written.replace(WRITTEN, (all, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return RESTORED.test(character) ? character : all;
  });
}

/** Full-width signs count: some spreadsheets take them for the others. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;
/** Halves of pairs and what controls terminals; also what would be taken for one of these. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}]|_(?=x[\dA-F]{4})/gu;
const RESTORED = /(?![\t\n\r])[\p{Cc}\p{Cs}_]/u;
const WRITTEN = /_x([\dA-F]{4})_/gu;

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

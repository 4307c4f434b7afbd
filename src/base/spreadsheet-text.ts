/**
 * Spreadsheets run a field that begins like a formula, wherever it came from. With an apostrophe before it they show it
 * as text; what begins with apostrophes and then like a formula gets one more, so that {@link fromSpreadsheet} gives
 * back exactly what was written.
 * @see OWASP, CSV Injection
 */
export const forSpreadsheet = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text behind {@link forSpreadsheet}. */
export const fromSpreadsheet = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;

/** Full-width signs count: some spreadsheets take them for the others. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

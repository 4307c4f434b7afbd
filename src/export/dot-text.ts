/**
 * A text as it may stand in DOT: in quotes, or in `<` and `>` where quotes cannot hold it. Quotes know no way to write
 * a backslash before a quote or at the end, and half a pair of UTF-16 has no form in a file at all.
 */
export const dotText = (text: string): string =>
  isQuotable(text) ? `"${text.replaceAll('"', '\\"')}"` : `<${text.replace(SPECIAL, reference)}>`;

/** Whether quotes hold it as it is. */
export const isQuotable = (text: string): boolean => !UNQUOTABLE.test(text);

/** A label: `\` would begin an escape there, and `&` an entity. */
export const dotLabel = (lines: readonly string[]): string =>
  `"${lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;')).join('\\n')}"`;

const UNQUOTABLE = /\\(?:["\\\r\n]|$)|[\p{Cs}\0]/u;
const SPECIAL = /[<>&"\\\p{Cc}\p{Cs}]/gu;
const reference = (character: string): string => `&#${character.charCodeAt(0)};`;

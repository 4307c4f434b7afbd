/**
 * A text as it may stand in XML 1.0, between tags or in an attribute. Characters that XML cannot hold at all are written
 * as spreadsheets write them, `_xFFFE_` (ECMA-376, ST_Xstring), and {@link fromXml} brings them back.
 */
export const xmlText = (text: string): string =>
  text
    .replace(UNWRITABLE, (character) => `_x${hexOf(character)}_`)
    .replace(MARKUP, (character) => named[character] ?? `&#${character.charCodeAt(0)};`);

/** The text behind {@link xmlText}, as a parser gives it. */
export const fromXml = (text: string): string =>
  text.includes('_x')
    ? text.replace(WRITTEN, (all, hex: string) => {
        const character = String.fromCharCode(Number.parseInt(hex, 16));
        return RESTORED.test(character) ? character : all;
      })
    : text;

/** Every half of a pair that stands alone is one, too. */
const UNHELD = String.raw`(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]`;
/** Also what would be taken for one of these, and a blank line at the start, which would be for the eye alone. */
const UNWRITABLE = new RegExp(String.raw`${UNHELD}|^[\t\n\r]|_(?=x[\dA-F]{4})`, 'gu');
const RESTORED = /[\p{Cc}\p{Cs}\ufffe\uffff_]/u;
const WRITTEN = /_x([\dA-F]{4})_/gu;
/** Line ends among them: parsers change those that are not written so. */
const MARKUP = /[&<>"\t\n\r]/gu;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

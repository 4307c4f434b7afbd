import { unwritableName } from './unwritable-name.ts';

/** A name in an attribute of XML. @throws {InvalidInputError} if it holds what XML 1.0 cannot */
export function xmlName(name: string, format: string): string {
  if (!SPECIAL.test(name)) return name;
  if (UNWRITABLE.test(name)) throw unwritableName(format, name, 'with a character that XML does not allow');
  return name.replace(/[&<>"]/gu, (character) => entities[character] as string);
}

const SPECIAL = /[&<>"\ufffe\uffff\ud800-\udfff]/;
const UNWRITABLE = /[\p{Cs}\ufffe\uffff]/u;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

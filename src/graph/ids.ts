/** Stable, lives in files: any text of 1 to 200 characters without control characters, not `__proto__`. */
export type ComponentId = string & { readonly __brand: 'ComponentId' };
/** Stable, lives in files; `from>kind>to#n` unless the author gave one. */
export type RelationId = string & { readonly __brand: 'RelationId' };

const CONTROL_CHARACTER = /\p{Cc}/u;
const MAX_ID_LENGTH = 200;

/** Why a text cannot be an id, or undefined if it can. */
export function idProblem(text: string): string | undefined {
  if (text.length === 0) return 'an empty id';
  if (text.length > MAX_ID_LENGTH) return `an id of ${text.length} characters`;
  if (CONTROL_CHARACTER.test(text)) return 'an id with a control character';
  if (text === '__proto__') return 'the reserved word __proto__';
  return undefined;
}

/** @throws {RangeError} if the text cannot be an id; parse user input with {@link idProblem} first. */
export function componentId(text: string): ComponentId {
  const problem = idProblem(text);
  if (problem !== undefined) throw new RangeError(`not a component id: ${problem}`);
  return text as ComponentId;
}

export const relationId = (text: string): RelationId => text as RelationId;

/** The one order of ids everywhere: by UTF-16 code units, independent of locale. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RESERVED_INSIDE_TEXT = /[\s%,/#>*?]/gu;
const ENTRY_WORDS: ReadonlySet<string> = new Set(['each', 'exposed', 'random']);

/**
 * How an id is written inside other text (`--entry`, thresholds, scenario and relation ids): space and
 * `% , / # > * ?` are percent-encoded, and a component called like an entry word becomes `id:each`.
 */
export function encodeId(id: string): string {
  if (ENTRY_WORDS.has(id)) return `id:${id}`;
  return id.replace(RESERVED_INSIDE_TEXT, (character) => encodeURIComponent(character).replace('*', '%2A'));
}

/** The id behind {@link encodeId}; undefined if the text is not validly encoded. */
export function decodeId(text: string): string | undefined {
  try {
    return decodeURIComponent(text.startsWith('id:') && ENTRY_WORDS.has(text.slice(3)) ? text.slice(3) : text);
  } catch {
    return undefined;
  }
}

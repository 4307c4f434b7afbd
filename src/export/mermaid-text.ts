/** A text in the quotes of a Mermaid label: all but plain characters by their numbers, so that none is markup. */
export const mermaidText = (text: string): string =>
  `"${[...text].map((character) => (PLAIN.test(character) ? character : `#${character.codePointAt(0)};`)).join('')}"`;

const PLAIN = /^[\p{L}\p{M}\p{N} ,:()/'!?@=+]$/u;

/** JSON for a comment of Mermaid: on one line, with nothing that begins a directive or hides from the eye. */
export const commentJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[%\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/** Names for nodes that Mermaid takes as they are: ids where they are plain words, else counted ones. */
export function mermaidNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(ids.filter((id) => isPlainWord(id)).map((id) => [id, id]));
  const taken = new Set(names.values());
  let n = 0;
  for (const id of ids) {
    if (names.has(id)) continue;
    do n++;
    while (taken.has(`c${n}`));
    names.set(id, `c${n}`);
  }
  return names;
}

const WORD = /^[a-z][a-z0-9_]{0,59}$/iu;
const KEYWORDS = new Set(
  'end graph flowchart subgraph style linkstyle classdef class click default interpolate direction href call accdescr acctitle v tb td bt lr rl br'.split(
    ' ',
  ),
);

/** Names that every object of JavaScript has bring Mermaid's layout down. */
const isPlainWord = (id: string): boolean => WORD.test(id) && !KEYWORDS.has(id.toLowerCase()) && !(id in {});

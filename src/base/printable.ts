/**
 * Text from an input as it may stand on a terminal: control characters, direction overrides and line
 * separators become `\u{1b}`, so that a name can neither move the cursor nor rewrite what stands before it.
 */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);

/** Cc, lone surrogates, line and paragraph separators, bidirectional controls. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

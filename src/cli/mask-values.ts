/**
 * A text whose values are hidden, line by line and as wide as before: quoted strings that are no keys, and
 * what stands after the colon of an unquoted YAML key. Keys, punctuation, numbers and words like true stay,
 * so that a code frame still shows where something is wrong without showing a secret.
 */
export const maskValues = (text: string, name = ''): string =>
  text
    .split('\n')
    .map((line) => maskLine(line, CODE.test(name)))
    .join('\n');

/** Of code only strings and comments can be values. */
const CODE = /\.(?:py|mmd|mermaid)$/iu;

function maskLine(line: string, isCode: boolean): string {
  const quoted = line.replace(QUOTED, maskQuoted);
  const masked = isCode ? quoted : quoted.replace(UNQUOTED, maskUnquoted);
  return masked.replace(COMMENT, (comment) => hidden(comment));
}

/** Of JSON with comments or YAML; strings, which may hold these marks too, are bullets by then. */
const COMMENT = /(?:\/\/|(?<=^|\s)#).*$/u;

/** A quoted string, whole or cut off by the end of the line, and whether a colon follows. */
const QUOTED = /("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)(\s*:)?/gu;

const maskQuoted = (_whole: string, quoted: string, colon: string | undefined): string =>
  colon === undefined ? hidden(quoted, /^["']|["']$/gu) : quoted + colon;

/** `key: value` and `- value` of YAML; not the insides of brackets, nor what is masked already. */
const UNQUOTED = /^(\s*(?:-\s+)*(?:[\w.$@/-]+\s*:\s+)?)([^\s"'{}[\]#,•][^#]*?)(\s*(?:#.*)?)$/u;
/** Short numbers: a long one may be a code. */
const HARMLESS = /^(?:-?\d{1,5}(?:\.\d{1,3})?|true|false|null|~|[|>][+-]?)$/u;

function maskUnquoted(whole: string, key: string, value: string, rest: string): string {
  const isKeyOnly = /^[\w.$@/-]+\s*:$/u.test(value);
  return isKeyOnly || HARMLESS.test(value.trim()) ? whole : key + hidden(value) + rest.replace(/\S/gu, '•');
}

/** Every character but the marks becomes a bullet. */
function hidden(text: string, marks?: RegExp): string {
  const bullets = text.replace(/[^\s]/gu, (character) => '•'.repeat(character.length));
  if (marks === undefined) return bullets;
  const kept = new Map([...text.matchAll(marks)].map((mark) => [mark.index, mark[0]]));
  return [...bullets].map((bullet, i) => kept.get(i) ?? bullet).join('');
}

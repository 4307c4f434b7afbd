/**
 * A text as a YAML scalar on one line: plain where every reader takes it for the same text, also between
 * `{ }` and as a key, else in double quotes.
 */
export const yamlText = (text: string): string => (isPlain(text) ? text : quoted(text));

/** A map key; the long form where YAML allows no other: implicit keys end after 1024 characters. */
export const yamlKey = (text: string): string => {
  const key = yamlText(text);
  return key.length > LONGEST_KEY ? `? ${key}\n  :` : `${key}:`;
};

const LONGEST_KEY = 1000;
const PLAIN = /^[A-Za-z/][\w/.+@()'>-]*(?:(?: |:(?=\w))[\w/.+@()'>-]+)*$/;
/** Words and numbers that some reader takes for something else than text. */
const SPECIAL = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const isPlain = (text: string): boolean => text.length <= 500 && PLAIN.test(text) && !SPECIAL.test(text);

/** JSON's escapes are YAML's; what YAML calls unprintable or a line end is escaped too. */
const quoted = (text: string): string => JSON.stringify(text).replace(UNPRINTABLE, escaped);

const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

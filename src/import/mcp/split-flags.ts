import type { Word } from './server.ts';

/** Flags up to the first other word; the values of flags that have one are theirs. */
export function splitFlags(args: readonly Word[], valued: readonly string[]) {
  const flags: { name: string; value: Word | undefined }[] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] as Word;
    if (!word.text.startsWith('-') || word.text === '--') break;
    const [name = '', joined] = splitOnce(word.text, '=');
    if (joined !== undefined) flags.push({ name, value: { ...word, text: joined } });
    else flags.push({ name, value: valued.includes(name) ? args[++at] : undefined });
  }
  const rest = args.slice(args[at]?.text === '--' ? at + 1 : at);
  return {
    flags,
    rest,
    valuesOf: (...names: string[]): Word[] => flags.flatMap((f) => (names.includes(f.name) ? (f.value ?? []) : [])),
  };
}

export function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

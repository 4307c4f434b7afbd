import type { SyntaxNode } from './syntax-tree.ts';

/** The text of the piece of a string node between its quotes, with its escapes resolved. */
export function literalText(content: SyntaxNode, source: string, isRaw: boolean): string {
  const parts: string[] = [];
  let from = content.start;
  for (const { type, start, end } of content.children) {
    parts.push(source.slice(from, start), unescaped(type, source.slice(start, end), isRaw));
    from = end;
  }
  return [...parts, source.slice(from, content.end)].join('');
}

/** `r"…"`, also in `rb` and `fr`. */
export const isRawString = (string: SyntaxNode, source: string): boolean =>
  /^[a-z]*r/i.test(source.slice(string.start, string.start + 3));

function unescaped(type: string, written: string, isRaw: boolean): string {
  if (type === 'escape_interpolation') return written.slice(1); // {{
  return isRaw || type !== 'escape_sequence' ? written : meaning(written.slice(1), written);
}

const single: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

function meaning(written: string, whole: string): string {
  if (/^\r?\n$/.test(written)) return '';
  if (/^[0-7]+$/.test(written)) return codePoint(Number.parseInt(written, 8), whole);
  if (/^[xuU][\da-fA-F]+$/.test(written)) return codePoint(Number.parseInt(written.slice(1), 16), whole);
  return single[written] ?? (/^[\\'"]$/.test(written) ? written : whole);
}

const codePoint = (code: number, whole: string): string => (code > 0x10ffff ? whole : String.fromCodePoint(code));

const LONGEST = 50_000;

/** A function or class from its first line to the last that is indented more; offsets are those of `def` or `class`. */
export function blockText(text: string, start: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = start - lineStart;
  const rest = text.slice(start, start + LONGEST);
  const lines = rest.split('\n');
  const end = lines.findIndex(
    (line, at) => at > 0 && /\S/.test(line) && line.search(/\S/) <= indent && !/^\s*[)\]#]/.test(line),
  );
  return lines.slice(0, end === -1 ? undefined : end).join('\n');
}

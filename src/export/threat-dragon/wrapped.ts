const LONGEST_LINE = 16;
const MOST_LINES = 4;

/** A name in lines that fit into a shape; what does not fit is cut. */
export function wrapped(name: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of name.split(' ').flatMap(pieces)) {
    if (line !== '' && line.length + 1 + word.length > LONGEST_LINE) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.length <= MOST_LINES ? lines.join('\n') : `${lines.slice(0, MOST_LINES).join('\n')}…`;
}

function pieces(word: string): readonly string[] {
  const characters = [...word];
  const count = Math.max(1, Math.ceil(characters.length / LONGEST_LINE));
  return Array.from({ length: count }, (_, n) => characters.slice(n * LONGEST_LINE, (n + 1) * LONGEST_LINE).join(''));
}

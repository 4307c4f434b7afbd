const LONGEST_LINE = 16;
const MOST_LINES = 4;

/** A name in lines that fit into a shape; what does not fit is cut. */
export function wrapped(name: string): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of name.split(/(?<=[\s_/.:-])/u).flatMap(cut)) {
    if (line.length + piece.trimEnd().length > LONGEST_LINE) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  const whole = [...lines, line].map((one) => one.trim()).filter((one) => one !== '');
  return whole.length <= MOST_LINES ? whole.join('\n') : `${whole.slice(0, MOST_LINES).join('\n')}…`;
}

/** A word that is too long for a line. */
function cut(word: string): readonly string[] {
  const characters = [...word];
  const count = Math.ceil(characters.length / LONGEST_LINE);
  return Array.from({ length: count }, (_, n) => characters.slice(n * LONGEST_LINE, (n + 1) * LONGEST_LINE).join(''));
}

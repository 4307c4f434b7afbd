/**
 * A list as GEXF writes it, as JSON: `a|b`, `a, b`, `[a, b]`, `['a', "b"]`. Which of these a tool writes depends on its
 * version.
 */
export function listText(text: string): string {
  const trimmed = text.trim();
  const isBracketed = trimmed.startsWith('[') && trimmed.endsWith(']');
  const inner = isBracketed ? trimmed.slice(1, -1).trim() : trimmed;
  if (inner === '') return '[]';
  const separator = isBracketed || !inner.includes('|') ? (inner.includes(',') ? ',' : ';') : '|';
  return JSON.stringify(isBracketed ? quotedItems(inner, separator) : inner.split(separator).map((one) => one.trim()));
}

/** Items in either sort of quotes, or in none; a backslash takes the next character as it is. */
function quotedItems(text: string, separator: string): readonly string[] {
  const items: string[] = [];
  let [item, mark] = ['', ''];
  let wasQuoted = false;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === undefined || (character === separator && mark === '')) {
      items.push(wasQuoted ? item : item.trim());
      [item, mark, wasQuoted] = ['', '', false];
    } else if (character === '\\' && mark !== '') {
      item += text[++at] ?? '';
    } else if (mark === '' && (character === '"' || character === "'") && item.trim() === '') {
      [item, mark, wasQuoted] = ['', character, true];
    } else if (character === mark) {
      mark = '';
    } else if (!wasQuoted || mark !== '') {
      item += character;
    }
  }
  return items;
}

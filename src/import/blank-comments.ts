/**
 * JSON with comments -> JSON of the same length: every comment becomes blanks and every tab outside
 * strings one blank, so that positions stay true.
 */
export function blankComments(text: string): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    const end = character === '\t' ? at + 1 : character === '/' ? endOfComment(text, at) : undefined;
    if (end === undefined) continue;
    pieces.push(text.slice(kept, at), blanks(text.slice(at, end)));
    kept = end;
    at = end - 1;
  }
  return pieces.join('') + text.slice(kept);
}

/** Index of the closing quote; a line end closes a string that its author forgot to. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"' || character === '\n') return at;
  }
  return text.length;
}

/** Index behind the comment that starts here, if one does. */
function endOfComment(text: string, start: number): number | undefined {
  const opening = text.slice(start, start + 2);
  if (opening !== '//' && opening !== '/*') return undefined;
  const closing = opening === '//' ? text.indexOf('\n', start) : text.indexOf('*/', start + 2);
  if (closing === -1) return text.length;
  return opening === '//' ? closing : closing + 2;
}

const blanks = (comment: string): string => comment.replace(/[^\r\n]/g, ' ');

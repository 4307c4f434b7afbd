/**
 * Whether a whole text is like a pattern: `*` is any text, `?` any one character. Linear in the text for each star,
 * whatever the pattern.
 */
export function isLike(text: string, pattern: string): boolean {
  const [marks, characters] = [[...pattern], [...text]];
  let mark = 0;
  /** The last star, and where what it stands for ends so far. */
  let star = -1;
  let covered = 0;
  for (let at = 0; at < characters.length; ) {
    if (marks[mark] === '*') {
      star = mark++;
      covered = at;
    } else if (marks[mark] === '?' || (mark < marks.length && marks[mark] === characters[at])) {
      mark++;
      at++;
    } else if (star >= 0) {
      mark = star + 1;
      at = ++covered;
    } else return false;
  }
  while (marks[mark] === '*') mark++;
  return mark === marks.length;
}

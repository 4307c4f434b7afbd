/** Longer texts are not Python that anybody reads. */
const MOST_CHARACTERS = 2 * 1024 * 1024;

/**
 * Python text without comments and texts in triple quotes, near enough for a first look; a real parser reads it later.
 * Empty for what cannot be Python code with an import.
 */
export function codeOnly(text: string): string {
  if (text.length > MOST_CHARACTERS || !/^[ \t]*(?:from|import)[ \t]/m.test(text)) return '';
  return text.replace(/("""|''')[\s\S]*?(?:\1|$)|#[^\n]*/g, ' ');
}

/** A text that code gives to a name. */
export type Assignment = { readonly name: string; readonly text: string };

const ASSIGNMENT =
  /(?:^|[^\w$-])["']?([\w-]{1,100})["']?[ \t]{0,9}[:=][ \t]{0,9}(?:"([^"\n]{1,300})"|'([^'\n]{1,300})')/g;

/** `const PASSWORD = '…'`, `headers: { 'X-Api-Key': '…' }`, `api_key="…"`: looked at, never run. */
export const assignmentsIn = (code: string): Assignment[] =>
  [...code.matchAll(ASSIGNMENT)].map(([, name = '', double, single]) => ({ name, text: double ?? single ?? '' }));

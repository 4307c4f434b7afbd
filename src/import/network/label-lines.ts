/** What a label says: the name, and what stands below it in brackets: `[Container: Java]`. */
export type Label = { readonly name: string; readonly types: readonly string[] };

const BRACKETED = /^\[(.*)\]$/su;

/** Lines are one name, up to one in brackets: what follows that describes it. */
export function labelOfLines(lines: readonly string[]): Label {
  const said = lines.map((line) => line.replace(/\s+/gu, ' ').trim()).filter((line) => line !== '');
  const bracketed = said.findIndex((line) => BRACKETED.test(line));
  // A label that is nothing but brackets is a name.
  if (bracketed < 1) return { name: said.join(' '), types: [] };
  const type = BRACKETED.exec(said[bracketed] ?? '')?.[1]?.trim() ?? '';
  return { name: said.slice(0, bracketed).join(' '), types: type === '' ? [] : [type] };
}

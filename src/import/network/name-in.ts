/** Attributes that hold what people call a node or an edge, the best first; tools differ in their first letters. */
const NAMES = ['label', 'edge label', 'name', 'title'];

/** What people call a part, by its attributes; empty if they do not say. */
export function nameIn(attributes: ReadonlyMap<string, string>): string {
  let best = NAMES.length;
  let found = '';
  for (const [name, text] of attributes) {
    const rank = NAMES.indexOf(name.toLowerCase());
    if (rank === -1 || rank >= best || text.trim() === '') continue;
    best = rank;
    found = text.trim();
  }
  return found;
}

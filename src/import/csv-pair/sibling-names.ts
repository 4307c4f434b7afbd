/** What the two tables of a pair are called, the usual word first. */
const WORDS = { nodes: ['nodes', 'vertices'], edges: ['edges', 'links', 'relationships'] } as const;

const other = { nodes: 'edges', edges: 'nodes' } as const;

/** Names that the other table of a pair may have: `shop.nodes.csv` -> `shop.edges.csv`, and the other words. */
export function siblingNames(name: string, of: keyof typeof WORDS): readonly string[] {
  const base = name.replace(/^.*[\\/]/u, '');
  return WORDS[of].flatMap((word) => {
    const at = base.toLowerCase().lastIndexOf(word);
    if (at === -1) return [];
    const own = base.slice(at, at + word.length);
    return WORDS[other[of]].map((one) => `${base.slice(0, at)}${inCaseOf(own, one)}${base.slice(at + word.length)}`);
  });
}

function inCaseOf(model: string, word: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** What a pair is called: `shop.nodes.csv` and `shop/nodes.csv` are `shop`. */
export function pairName(name: string, of: keyof typeof WORDS): string {
  const [file = '', folder = 'graph'] = name.split(/[\\/]/u).reverse();
  const words = WORDS[of].join('|');
  const stem = file
    .replace(/(?!^)\.[^.]*$/u, '')
    .replace(new RegExp(String.raw`[\s._-]*[\[(]?(?:${words})[\])]?$`, 'iu'), '');
  return stem === '' ? folder : stem;
}

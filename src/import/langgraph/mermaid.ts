import type { Spot } from '../drafts.ts';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawn-graph.ts';
import type { Chart } from './mermaid-charts.ts';

/** A line that is neither a node nor an edge nor style. */
export type Unread = { readonly spot: Spot };

/** The text of `draw_mermaid()`, of Python and of JavaScript, old and new. */
export function readMermaid(chart: Chart, unread: Unread[]): DrawnGraph {
  const nodes = new Map<string, DrawnNode>();
  const edges: DrawnEdge[] = [];
  const note = (node: DrawnNode): string => {
    const known = nodes.get(node.key);
    // The line that draws it says more than edges do, wherever it stands.
    if (
      known === undefined ||
      (known.name === known.key && node.name !== node.key) ||
      node.interrupt !== undefined ||
      node.isSchema === true
    )
      nodes.set(node.key, node);
    return node.key;
  };
  for (const { text, spot } of chart.statements) {
    if (IGNORED.test(text)) continue;
    const parts = text.split(ARROW);
    const drawn = parts.map((part) => readNode(part, spot));
    if (drawn.some((node) => node === undefined)) {
      unread.push({ spot });
      continue;
    }
    const keys = drawn.flatMap((node) => (node === undefined ? [] : note(node)));
    for (const [at, to] of keys.slice(1).entries()) edges.push({ from: keys[at] ?? '', to, spot });
  }
  return { spot: chart.spot, nodes: [...nodes.values()], edges };
}

const IGNORED = /^(?:subgraph\s|end$|classDef\s|class\s|style\s|linkStyle\s|direction\s|click\s|%%|$)/;

/** `-->`, `-.->`, `-. label .->`, `-- label -->`, `-->|label|`; labels are at most a few words, whatever is in them. */
const ARROW = /\s*(?:-\.->|-->)(?:\|[^|\n]{0,400}\|)?\s*|\s+(?:-\.\s[^\n]{0,400}?\s?\.->|--\s[^\n]{0,400}?\s?-->)\s+/;

/** An id, then perhaps its label in brackets, then perhaps its class. */
const NODE = /^((?:[\w-]|\\[\da-f]{1,6}|[^\s\p{ASCII}])+)\s*(?:[([{>]{1,3}(.*)[)\]}]{1,3})?(?::::(\w+))?$/su;

function readNode(text: string, spot: Spot): DrawnNode | undefined {
  const [, id, label = '', drawnAs = ''] = NODE.exec(text.trim()) ?? [];
  if (id === undefined) return undefined;
  const key = unescapeId(id);
  const [, interrupt] = /__interrupt\s*=\s*(\w+(?:,\s*\w+)?)/.exec(label) ?? [];
  const isEnd = /^(?:first|last|startclass|endclass)$/.test(drawnAs);
  return { key, name: nameOf(key, label), spot, classPath: [], interrupt, isSchema: isEnd };
}

/** The label holds the node's own name as it is, without that of its subgraph. */
function nameOf(key: string, label: string): string {
  const [plain = ''] = label.split(/<hr\b/);
  const own = plain.replace(/<\/?p>/g, '').trim();
  const isOwn = own !== '' && !/[<>"]/.test(own);
  return isOwn ? `${key.slice(0, key.lastIndexOf(':') + 1)}${own}` : key;
}

/**
 * `inner\3aup` -> `inner:up`. The code has no end mark: two digits where they are a sign of ASCII, else as many as
 * the letters of most languages have.
 */
const unescapeId = (id: string): string =>
  id.replace(/\\(2[\da-f]|3[a-f]|40|60|1[\da-f]{4}|[\da-f]{4}|[\da-f]{2,3})/gi, (written, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code < 0x20 || (code >= 0xd800 && code < 0xe000) ? written : String.fromCodePoint(code);
  });

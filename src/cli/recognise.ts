import type { RawFormat } from '../compile/raw-reader.ts';
import type { SourceFile } from '../import/importer.ts';

/** Our own format of ecosystems after --format. */
export const ECOSYSTEM = 'ecosystem';

/** Whether it is surely an ecosystem file: it has a version and components. */
export const isEcosystem = ({ text }: SourceFile): boolean =>
  hasKey(text, 'version') && hasKey(text, 'components') && KIND.test(text) && !LISTED_COMPONENTS.test(text);

/** Every component has one; galleries and package files that speak of components have none. */
const KIND = /\bkind["']?\s*:/u;

/** Whether it is more likely a broken one than anything else: its problems are worth telling. */
export const isAlmostEcosystem = (text: string): boolean =>
  ['version', 'components', 'relations', 'controls', 'suite', 'thresholds'].filter((key) => hasKey(text, key)).length >=
  2;

/** A key near the margin of a YAML or JSON text; cheap, and right for texts with mistakes in them. */
const hasKey = (text: string, key: string): boolean =>
  new RegExp(String.raw`^[ \t]{0,4}\{?\s*["']?${key}["']?\s*:`, 'm').test(text) ||
  new RegExp(String.raw`^\s*\{[^]{0,2000}?[{,]\s*"${key}"\s*:`).test(text);

/** Some other formats list components too; ours maps ids to them. */
const LISTED_COMPONENTS = /^[ \t]{0,4}["']?components["']?\s*:\s*\[\s*\{\s*"/mu;

/** What a raw graph is written in, judged by how it begins and, for lists of edges, by its name; else undefined. */
export function rawFormatOf({ name, text }: SourceFile): RawFormat | undefined {
  if (XML_ROOT.test(text)) {
    if (/<(?:\w+:)?graphml[\s>]/u.test(text)) return 'graphml';
    if (/<(?:\w+:)?gexf[\s>]/u.test(text)) return 'gexf';
  }
  if (DOT_HEAD.test(text)) return 'dot';
  if (OWN_TABLE.test(text)) return undefined;
  return EDGE_LIST_NAMES.test(name) || (!OTHER_NAMES.test(name) && looksLikeEdges(text)) ? 'edge-list' : undefined;
}

const XML_ROOT = /^\s*<[?!\w]/u;
const DOT_HEAD = /^(?:\s|#[^\n]*\n|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:strict\s+)?(?:di)?graph\b[^{\n]{0,300}\{/iu;
/** The first line of the tables that `graph convert` writes of an ecosystem: they have kinds. */
const OWN_TABLE = /^[^\n]*,kind,[^\n]*,certainty\b/u;
const EDGE_LIST_NAMES = /\.(?:csv|tsv|txt|edges|edgelist|el|net)(?:\.gz)?$/iu;
/** Lines of two words are no edges there: `import os`. */
const OTHER_NAMES = /\.(?:py|json|jsonc|ya?ml|toml|md)$/iu;
const DATA_LINE = /^[^\s,:{}[\]"<>]+(?:[\s,;]+[^\s,:{}[\]"<>]+){1,2}$/u;

/** Its first lines of data are two or three words each. */
function looksLikeEdges(text: string): boolean {
  const lines = text
    .slice(0, 4096)
    .split('\n', 20)
    .map((line) => line.trim());
  const data = lines.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('%'));
  return data.length > 0 && data.every((line) => DATA_LINE.test(line));
}

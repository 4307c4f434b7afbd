import type { SourceFile } from '../import/importer.ts';

/** Names of our own formats after --format. */
export const ECOSYSTEM = 'ecosystem';
export const EDGE_LIST = 'edge-list';

/** One of our own formats, if it is surely one: an ecosystem has a version and components, an edge list the name of one. */
export function ownFormat({ name, text }: SourceFile): typeof ECOSYSTEM | typeof EDGE_LIST | undefined {
  if (EDGE_LIST_NAMES.test(name)) return EDGE_LIST;
  return hasKey(text, 'version') && hasKey(text, 'components') && !LISTED_COMPONENTS.test(text) ? ECOSYSTEM : undefined;
}

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

const EDGE_LIST_NAMES = /\.(?:csv|tsv|txt|edges|edgelist|el|net)(?:\.gz)?$/iu;
const DATA_LINE = /^[^\s,:{}[\]"<>]+(?:[\s,;]+[^\s,:{}[\]"<>]+){1,2}$/u;

/** Its first lines of data are two or three words each. */
export function looksLikeEdges(text: string): boolean {
  const lines = text
    .slice(0, 4096)
    .split('\n', 20)
    .map((line) => line.trim());
  const data = lines.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('%'));
  return data.length > 0 && data.every((line) => DATA_LINE.test(line));
}

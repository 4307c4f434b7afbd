import type { CsvRecord } from '../../base/csv-records.ts';

/** Whose table it is, by the names of its columns, and where what it lists says who it is. */
export type Header =
  | { readonly of: 'nodes'; readonly id: number; readonly columns: readonly string[] }
  | { readonly of: 'edges'; readonly source: number; readonly target: number; readonly columns: readonly string[] };

/** Neo4j marks its columns, whatever they are called. */
export const isOfNeo4j = (record: CsvRecord | undefined): boolean =>
  record?.some(({ text }) => /:(?:ID|START_ID|END_ID)(?:\([^)]*\))?$/u.test(text)) === true;

/** The header of a table of nodes or of edges; undefined if it is neither. */
export function headerOf(record: CsvRecord | undefined): Header | undefined {
  if (record === undefined) return undefined;
  const columns = record.map(({ text }) => attributeName(text));
  const names = record.map(({ text }) => text.trim().toLowerCase());
  const source = columnOf(names, SOURCES);
  const target = columnOf(names, TARGETS);
  if (source !== -1 && target !== -1) return { of: 'edges', source, target, columns };
  const id = columnOf(names, IDS);
  return id === -1 ? undefined : { of: 'nodes', id, columns };
}

const SOURCES = [/^source$/u, /^:start_id/u, /^(?:src|from|start|source[ _]?id|from[ _]?id|fromnodeid|origin)$/u];
const TARGETS = [/^target$/u, /^:end_id/u, /^(?:dst|dest|to|end|target[ _]?id|to[ _]?id|tonodeid|destination)$/u];
const IDS = [/^id$/u, /:id(?:\(.*\))?$/u, /^(?:node[ _]?id|key|node)$/u, /^name$/u, /^label$/u];

/** The first column that is called like the best of the patterns. */
function columnOf(names: readonly string[], patterns: readonly RegExp[]): number {
  for (const pattern of patterns) {
    const column = names.findIndex((name) => pattern.test(name));
    if (column !== -1) return column;
  }
  return -1;
}

/** Neo4j writes a type behind a name: `age:int`, `:LABEL`. */
function attributeName(text: string): string {
  const [name = '', type = ''] = text.trim().split(/:(?=[A-Za-z_]+(?:\[\]|\([^)]*\))?$)/u);
  return name !== '' ? name : type === 'LABEL' ? 'labels' : type;
}

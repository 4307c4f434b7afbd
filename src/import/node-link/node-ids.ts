import { find, type Located, type LocatedMap } from '../located.ts';
import type { JsonGraph, JsonNode } from './json-graph.ts';

/** What the nodes of a graph are called, and which of them an edge means. */
export type NodeIds = {
  /** In the order of the nodes. */
  readonly ids: readonly string[];
  /** The id that an end of an edge means; undefined if it means none. */
  readonly meant: (end: Located) => string | undefined;
};

/** Nodes are called by these, whichever they have. */
const ID_KEYS = ['id', 'key'];
/** What edges may call nodes that have no ids, rather than count them. */
const NAME_KEYS = ['name', 'label', 'title'];

/**
 * Ids of nodes, and edges that say them; or edges that count nodes from nought, as those of d3 do: where nodes have no
 * ids, or where the numbers are no ids but could all be positions.
 */
export function nodeIds({ nodes, edges }: JsonGraph): NodeIds {
  const given = nodes.map(idOf);
  const names = nodes.map((node) => textIn(node.maps, NAME_KEYS));
  const ends = edges.flatMap(({ maps }) => [endOf(maps, 'source'), endOf(maps, 'target')]);
  const numbers = ends.flatMap((end) => (end?.form === 'scalar' && typeof end.value === 'number' ? [end.value] : []));
  const known = new Set(given);
  const isCounted =
    numbers.length > 0 &&
    numbers.every((number) => Number.isInteger(number) && number >= 0 && number < nodes.length) &&
    !numbers.some((number) => known.has(String(number)));
  const ids = distinctIds(given, names);
  const byName = new Map(
    names.flatMap((name, n) => (name === undefined || given[n] !== undefined ? [] : [[name, ids[n]]])),
  );
  const byCount = (number: unknown): string | undefined => (isCounted ? ids[Number(number)] : undefined);
  const meant = (end: Located): string | undefined => {
    if (end.form === 'scalar' && typeof end.value === 'number') return byCount(end.value) ?? String(end.value);
    if (end.form !== 'map') {
      const text = idText(end);
      return text === undefined || known.has(text) ? text : (byName.get(text) ?? text);
    }
    // A drawing that was saved while it ran holds the nodes themselves.
    const index = find(end, 'index');
    return (
      textIn([end], ID_KEYS) ??
      (index?.form === 'scalar' ? (byCount(index.value) ?? ids[Number(index.value)]) : undefined)
    );
  };
  return { ids, meant };
}

const ENDS = { source: ['source', 'from'], target: ['target', 'to'] } as const;

/** What an edge says of its source or target. */
export function endOf(maps: readonly LocatedMap[], end: keyof typeof ENDS): Located | undefined {
  for (const key of ENDS[end]) {
    const found = maps.map(({ entries }) => entries.get(key)?.value).find((value) => value !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

const idOf = ({ key, maps }: JsonNode): string | undefined => key ?? textIn(maps, ID_KEYS);

function textIn(maps: readonly LocatedMap[], keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = maps.map(({ entries }) => idText(entries.get(key)?.value)).find((text) => text !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Numbers are ids too, and so are the pairs by which nodes of a grid are called. */
function idText(located: Located | undefined): string | undefined {
  if (located === undefined || located.form === 'map') return undefined;
  if (located.form === 'list') {
    const parts = located.items.map(idText);
    return parts.includes(undefined) || parts.length === 0 ? undefined : `(${parts.join(', ')})`;
  }
  return located.value === null || located.value === '' ? undefined : String(located.value);
}

/** Nodes without an id are called by their name, or else by their position. */
function distinctIds(given: readonly (string | undefined)[], names: readonly (string | undefined)[]): string[] {
  const taken = new Set(given);
  const counts = new Map<string, number>();
  return given.map((id, n) => {
    if (id !== undefined) return id;
    const stem = names[n] ?? String(n);
    let count = counts.get(stem) ?? 1;
    let own = stem;
    while (taken.has(own)) own = `${stem}#${++count}`;
    counts.set(stem, count);
    taken.add(own);
    return own;
  });
}

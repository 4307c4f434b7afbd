import { entriesOf, find, flagOf, type Located, type LocatedMap, textOf } from '../located.ts';

/** Which way an edge runs: as it is written, back, or both; `open` if nothing says it. */
export type EdgeDirection = 'along' | 'back' | 'both' | 'open';

/** By what an edge itself says, then by what its graph says. Arrowheads say it where edges are only drawn. */
export function edgeDirection(maps: readonly LocatedMap[], isDirected: boolean | undefined): EdgeDirection {
  const said = maps.map(ownDirection).find((direction) => direction !== undefined);
  if (said !== undefined) return said;
  return isDirected === undefined ? 'open' : isDirected ? 'along' : 'both';
}

function ownDirection(map: LocatedMap): EdgeDirection | undefined {
  const undirected = flagOf(find(map, 'undirected'));
  const directed = flagOf(find(map, 'directed')) ?? (undirected === undefined ? undefined : !undirected);
  if (directed !== undefined) return directed ? 'along' : 'both';
  const type = textOf(find(map, 'type'));
  if (type === 'directed' || type === 'arrow') return 'along';
  if (type === 'undirected') return 'both';
  return arrowDirection(find(map, 'arrows'));
}

/** vis.js: `'to'`, `'from, to'`, `{ to: true, from: { enabled: true } }`. */
function arrowDirection(arrows: Located | undefined): EdgeDirection | undefined {
  const text = textOf(arrows);
  const heads =
    text === undefined
      ? entriesOf(arrows).flatMap(([name, { value }]) => (isOn(value) ? [name] : []))
      : text.split(/[\s,;]+/u);
  const [to, from] = [heads.includes('to'), heads.includes('from')];
  return to && from ? 'both' : to ? 'along' : from ? 'back' : undefined;
}

const isOn = (value: Located): boolean => flagOf(value.form === 'map' ? find(value, 'enabled') : value) !== false;

import type { Place } from '../base/errors.ts';
import type { Span } from '../base/span.ts';

/** The outline of a YAML or JSON text: where each value of its maps and lists stands. */
export type PlacedNode = Span & {
  readonly entries?: ReadonlyMap<string, PlacedEntry>;
  readonly items?: readonly PlacedNode[];
};
export type PlacedEntry = { readonly key: Span; readonly node: PlacedNode };

export type Path = readonly PropertyKey[];

/** Path in the parsed value -> line and column. A path that leads nowhere gives the deepest part that exists. */
export type Locate = {
  readonly value: (path: Path) => Place;
  /** The key of a map's entry; for anything else the same as `value`. */
  readonly key: (path: Path) => Place;
};

export function locator(root: PlacedNode, placeOf: PlaceOf): Locate {
  return {
    value: (path) => placeOf(walk(root, path).node),
    key: (path) => {
      const { node, key } = walk(root, path);
      return placeOf(key ?? node);
    },
  };
}

export type PlaceOf = (span: Span) => Place;

/** Offsets -> line and column, both from 1; `length` ends with the line. */
export function placesIn(text: string, file: string): PlaceOf {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  return ({ start, end }) => {
    const line = lastAtMost(lineStarts, start);
    const lineStart = lineStarts[line] ?? 0;
    const lineEnd = (lineStarts[line + 1] ?? text.length + 1) - 1;
    const length = Math.max(1, Math.min(end, lineEnd) - start);
    return { file, line: line + 1, column: start - lineStart + 1, length };
  };
}

function walk(root: PlacedNode, path: Path): { node: PlacedNode; key: Span | undefined } {
  let node = root;
  let key: Span | undefined;
  for (const step of path) {
    const entry: PlacedEntry | undefined = node.entries?.get(String(step));
    const next: PlacedNode | undefined = entry?.node ?? (typeof step === 'number' ? node.items?.[step] : undefined);
    if (next === undefined) break;
    node = next;
    key = entry?.key;
  }
  return { node, key };
}

/** Position of the last of these ascending numbers that is no more than `value`; the first is. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

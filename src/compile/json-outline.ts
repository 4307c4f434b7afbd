import type { Problem } from '../base/errors.ts';
import type { PlacedEntry, PlacedNode, PlaceOf } from './locate.ts';
import { duplicateKey, forbiddenKey, MAX_DEPTH, TooDeepError } from './outline-problems.ts';

/**
 * The outline of a text that JSON.parse has accepted, so that nothing is checked twice: where each value
 * stands, and the keys that stand twice in one map (JSON.parse keeps the last and says nothing).
 * @throws {TooDeepError} below {@link MAX_DEPTH} levels
 */
export function jsonOutline(text: string, placeOf: PlaceOf): { root: PlacedNode; problems: Problem[] } {
  const problems: Problem[] = [];
  let offset = 0;

  const skipBlank = (): void => {
    while (isBlank(text.charCodeAt(offset))) offset++;
  };

  function value(depth: number): PlacedNode {
    if (depth > MAX_DEPTH) throw new TooDeepError(offset);
    const start = offset;
    const first = text[offset];
    if (first === '{') return { entries: entries(depth), start, end: offset };
    if (first === '[') return { items: items(depth), start, end: offset };
    if (first === '"') return { start, end: skipString() };
    while (offset < text.length && !endsScalar(text.charCodeAt(offset))) offset++;
    return { start, end: offset };
  }

  function entries(depth: number): Map<string, PlacedEntry> {
    const found = new Map<string, PlacedEntry>();
    for (let separator = open(); separator !== '}'; separator = separate()) {
      const key = { start: offset, end: skipString() };
      const name = JSON.parse(text.slice(key.start, key.end)) as string;
      const earlier = found.get(name);
      if (name === '__proto__') problems.push(forbiddenKey(placeOf(key)));
      if (earlier !== undefined) problems.push(duplicateKey(name, placeOf(key), placeOf(earlier.key)));
      skipBlank();
      offset++; // the colon
      skipBlank();
      found.set(name, { key, node: value(depth + 1) });
    }
    offset++;
    return found;
  }

  function items(depth: number): PlacedNode[] {
    const found: PlacedNode[] = [];
    for (let separator = open(); separator !== ']'; separator = separate()) found.push(value(depth + 1));
    offset++;
    return found;
  }

  /** Steps over `{` or `[` and gives what follows. */
  function open(): string | undefined {
    offset++;
    skipBlank();
    return text[offset];
  }

  /** Steps over the comma, if there is one; else gives the closing bracket. */
  function separate(): string | undefined {
    skipBlank();
    if (text[offset] !== ',') return text[offset];
    return open() === undefined ? undefined : ',';
  }

  function skipString(): number {
    for (offset++; text[offset] !== '"'; offset++) if (text[offset] === '\\') offset++;
    return ++offset;
  }

  skipBlank();
  return { root: value(0), problems };
}

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;
const endsScalar = (code: number): boolean => isBlank(code) || code === 44 || code === 93 || code === 125;

import type { Located, LocatedMap } from '../located.ts';

/** What a node or an edge says of itself, as texts by name, and the names of what is no text, number or flag. */
export type AttributesIn = { readonly attributes: ReadonlyMap<string, string>; readonly others: readonly Located[] };

/**
 * @param maps - where attributes stand; the first that has one wins
 * @param taken - names that mean something else here: ids and ends
 */
export function attributesIn(maps: readonly LocatedMap[], taken: ReadonlySet<string>): AttributesIn {
  const attributes = new Map<string, string>();
  const others: Located[] = [];
  for (const { entries } of maps) {
    for (const [name, { value }] of entries) {
      if (taken.has(name) || attributes.has(name) || maps.some((map) => map === value)) continue;
      const text = textOf(value);
      if (text !== undefined) attributes.set(name, text);
      else if (value.form !== 'scalar') others.push(value);
    }
  }
  return { attributes, others };
}

/** A list of plain values is one text: JSON, as in files of ours. */
function textOf(value: Located): string | undefined {
  if (value.form === 'scalar') return value.value === null ? undefined : String(value.value);
  if (value.form === 'map') return undefined;
  const items = value.items.map((item) => (item.form === 'scalar' ? item.value : undefined));
  return items.includes(undefined) ? undefined : JSON.stringify(items);
}

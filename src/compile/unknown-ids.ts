import { didYouMean } from '../base/did-you-mean.ts';
import type { Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { defaultRelationId } from '../graph/build-ecosystem.ts';
import type { RelationKind } from '../graph/kinds.ts';
import type { Path } from './locate.ts';
import {
  type Definitions,
  type Item,
  listOf,
  mapOf,
  namedItems,
  type Reader,
  relationItems,
  sound,
} from './raw-file.ts';

/** Where an id of a component is used. */
type Use = { readonly id: string; readonly path: Path };

/** Ids that no component has, wherever a file uses one: with the nearest that exists and its line. */
export function unknownComponents(reader: Reader, definitions: Definitions): Problem[] {
  const suggest = suggestions(reader, definitions);
  return componentUses(reader)
    .filter(({ id }) => !definitions.has(id))
    .map(({ id, path }) => ({
      at: reader.locate.value(path),
      expected: 'the id of a component',
      found: quoted(id),
      fix: suggest(id),
    }));
}

/** Many unknown ids in a big file are compared with all others only so often. */
function suggestions({ locate }: Reader, definitions: Definitions): (id: string) => string {
  const ids = [...definitions.keys()];
  let left = Math.max(20, Math.floor(2_000_000 / (ids.length + 1)));
  return (id) => {
    const nearest = left-- > 0 ? didYouMean(id, ids) : undefined;
    const definition = nearest === undefined ? undefined : definitions.get(nearest);
    if (nearest === undefined || definition === undefined) return 'Add a component with this id, or correct it.';
    return `Did you mean ${quoted(nearest)} (line ${locate.key(definition.path).line})?`;
  };
}

function componentUses(reader: Reader): Use[] {
  const single = (item: Item, key: string): Use[] => {
    const id = sound<string>(reader, item, key);
    return id === undefined ? [] : [{ id, path: [...item.path, key] }];
  };
  const ends = (item: Item, keys: readonly string[]): Use[] => keys.flatMap((key) => single(item, key));
  const suite = mapOf(mapOf(reader.file)['suite']);
  const entries = suite['entries'];
  return [
    ...namedItems(reader, 'components').flatMap((item) => single(item, 'model')),
    ...relationItems(reader).flatMap((item) => ends(item, ['from', 'to'])),
    ...selectorItems(reader).flatMap((item) => ends(item, ['component', 'from', 'to'])),
    ...idsIn(reader, entries, ['suite', 'entries']),
    ...idsIn(reader, mapOf(entries)['each'], ['suite', 'entries', 'each']),
    ...idsIn(reader, mapOf(suite['controls'])['off'], ['suite', 'controls', 'off']),
    ...channelItems(suite).flatMap((item) => single(item, 'into')),
  ];
}

const channelItems = (suite: Item['map']): Item[] =>
  listOf(suite['channels']).map((row, index) => ({ path: ['suite', 'channels', index], map: mapOf(row) }));

const idsIn = ({ isSound }: Reader, list: unknown, path: Path): Use[] =>
  listOf(list).flatMap((id, index) =>
    typeof id === 'string' && isSound([...path, index]) ? [{ id, path: [...path, index] }] : [],
  );

function selectorItems(reader: Reader): Item[] {
  return [...namedItems(reader, 'controls'), ...relationItems(reader)].flatMap(({ path, map }) => {
    const on = map['on'];
    const here = [...path, 'on'];
    if (!Array.isArray(on)) return [{ path: here, map: mapOf(on) }];
    return on.map((selector, index) => ({ path: [...here, index], map: mapOf(selector) }));
  });
}

/** Relation ids in selectors that no relation has or gets by default. */
export function unknownRelations(reader: Reader): Problem[] {
  const uses = selectorItems(reader).flatMap((item) => {
    const id = sound<string>(reader, item, 'relation');
    return id === undefined ? [] : [{ id, path: [...item.path, 'relation'] }];
  });
  if (uses.length === 0) return [];
  const ids = relationIds(reader);
  return uses
    .filter(({ id }) => !ids.has(id))
    .map(({ id, path }) => {
      const nearest = didYouMean(id, ids);
      const fix =
        nearest === undefined
          ? 'A relation without an id of its own is called from>kind>to#1, the next of the same ends #2.'
          : `Did you mean ${quoted(nearest)}?`;
      return { at: reader.locate.value(path), expected: 'the id of a relation', found: quoted(id), fix };
    });
}

/** Ids as given, and the ids that those without one will get. */
function relationIds(reader: Reader): Set<string> {
  const ids = new Set<string>();
  const parallel = new Map<string, number>();
  const add = (from: string, kind: RelationKind, to: string, id?: string): void => {
    const ends = [from, kind, to].join('\0');
    const ordinal = parallel.get(ends) ?? 0;
    parallel.set(ends, ordinal + 1);
    // Parallel relations are numbered by what they say, so any of them may be the one without an id.
    ids.add(defaultRelationId(from, kind, to, ordinal));
    if (id !== undefined) ids.add(id);
  };
  for (const item of relationItems(reader)) {
    const [from, to] = [sound<string>(reader, item, 'from'), sound<string>(reader, item, 'to')];
    const kind = sound<RelationKind>(reader, item, 'kind');
    if (from !== undefined && to !== undefined && kind !== undefined)
      add(from, kind, to, sound<string>(reader, item, 'id'));
  }
  for (const item of namedItems(reader, 'components')) {
    const model = sound<string>(reader, item, 'model');
    if (model !== undefined) add(String(item.path[1]), 'infers', model);
  }
  return ids;
}

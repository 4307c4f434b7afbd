import type { ComponentKind } from '../graph/kinds.ts';
import type { Locate, Path } from './locate.ts';
import type { Structure } from './structure-problems.ts';

/** The raw value of a file whose parts may be anything; what is sound has the type of the schema. */
export type Reader = { readonly file: unknown; readonly isSound: Structure['isSound']; readonly locate: Locate };
/** A map of the file, or an empty one in place of something else. */
type RawMap = Readonly<Record<string, unknown>>;
export type Item = { readonly path: Path; readonly map: RawMap };
export type Definitions = ReadonlyMap<string, { readonly path: Path; readonly kind: ComponentKind | undefined }>;

export const mapOf = (value: unknown): RawMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as RawMap) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const namedItems = ({ file }: Reader, section: 'components' | 'controls'): Item[] =>
  Object.entries(mapOf(mapOf(file)[section])).map(([id, value]) => ({ path: [section, id], map: mapOf(value) }));

export const relationItems = ({ file }: Reader): Item[] =>
  listOf(mapOf(file)['relations']).map((value, index) => ({ path: ['relations', index], map: mapOf(value) }));

/** The value of a key, if it is given and nothing is wrong in it. The cast is what soundness means. */
export function sound<T>({ isSound }: Reader, { path, map }: Item, key: string): T | undefined {
  return Object.hasOwn(map, key) && isSound([...path, key]) ? (map[key] as T) : undefined;
}

export const has = ({ map }: Item, key: string): boolean => Object.hasOwn(map, key);

export function definitionsOf(reader: Reader): Definitions {
  const components = namedItems(reader, 'components').map(
    (item) => [String(item.path[1]), { path: item.path, kind: sound<ComponentKind>(reader, item, 'kind') }] as const,
  );
  const controls = namedItems(reader, 'controls').map(
    ({ path }) => [String(path[1]), { path, kind: 'control' as const }] as const,
  );
  return new Map([...controls, ...components]);
}

import type { Place } from '../base/errors.ts';

/** A value of a JSON or YAML text that knows where it stands. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

type Standing = {
  readonly at: Place;
  /** JSON pointer from the root, which is ''. */
  readonly pointer: string;
};
export type LocatedMap = Standing & { readonly form: 'map'; readonly entries: ReadonlyMap<string, Entry> };
export type LocatedList = Standing & { readonly form: 'list'; readonly items: readonly Located[] };
export type LocatedScalar = Standing & {
  readonly form: 'scalar';
  readonly value: string | number | boolean | null;
};

/** `keyAt` is where the key stands, which says more in a message than where its value begins. */
export type Entry = { readonly keyAt: Place; readonly value: Located };

/** The value behind a path of keys, or undefined. */
export function find(root: Located | undefined, ...path: readonly string[]): Located | undefined {
  let here = root;
  for (const key of path) here = here?.form === 'map' ? here.entries.get(key)?.value : undefined;
  return here;
}

/** Its text, if it is one. */
export const textOf = (located: Located | undefined): string | undefined =>
  located?.form === 'scalar' && typeof located.value === 'string' ? located.value : undefined;

export const numberOf = (located: Located | undefined): number | undefined =>
  located?.form === 'scalar' && typeof located.value === 'number' ? located.value : undefined;

export const flagOf = (located: Located | undefined): boolean | undefined =>
  located?.form === 'scalar' && typeof located.value === 'boolean' ? located.value : undefined;

/** The items of a list; none of anything else. */
export const listOf = (located: Located | undefined): readonly Located[] =>
  located?.form === 'list' ? located.items : [];

/** Keys and entries of a map, in file order; none of anything else. */
export const entriesOf = (located: Located | undefined): readonly (readonly [key: string, entry: Entry])[] =>
  located?.form === 'map' ? [...located.entries] : [];

/** What something is, for messages: never its value, which may be a secret. */
export function describeForm(located: Located): string {
  if (located.form === 'map') return located.entries.size === 0 ? 'an empty object' : 'an object';
  if (located.form === 'list') return located.items.length === 0 ? 'an empty list' : 'a list';
  const { value } = located;
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? 'a number' : value === '' ? 'an empty text' : 'a text';
}

/** One more step of a JSON pointer (RFC 6901). */
export const pointerTo = (parent: string, key: string | number): string =>
  `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

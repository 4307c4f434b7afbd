import type { Entry, Located } from '../located.ts';

/** One named entry of a file's list of servers. */
export type ServerEntry = { readonly name: string; readonly entry: Entry };

export const namedEntries = (map: Located | undefined): ServerEntry[] =>
  map?.form === 'map' ? [...map.entries].map(([name, entry]) => ({ name, entry })) : [];

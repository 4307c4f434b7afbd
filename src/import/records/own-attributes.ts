import type { Attributes } from '../diagram/diagram.ts';
import { entriesOf, type Located } from '../located.ts';

/** Before the names of our attributes in formats whose attributes are for everybody. */
export const PREFIX = 'blastradius:';

/** What `graph convert` wrote about a part, without the prefix; empty for what others wrote. */
export function ownAttributes(attributes: Located | undefined): Attributes {
  const own = new Map<string, string>();
  for (const [key, { value }] of entriesOf(attributes)) {
    if (!key.startsWith(PREFIX) || value.form !== 'scalar' || value.value === null) continue;
    own.set(key.slice(PREFIX.length), String(value.value));
  }
  return own;
}

/** Whether the part was written by `graph convert`. */
export const isOwn = (attributes: Attributes): boolean => attributes.size > 0;

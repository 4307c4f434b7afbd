import type { Located } from '../located.ts';
import { ownName } from '../shown-name.ts';

/** A text, or a number as one: ids of nodes are numbers that some write without quotes. */
export function scalarText(located: Located | undefined): string | undefined {
  if (located?.form !== 'scalar') return undefined;
  const { value } = located;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A name as its author wrote it, on one line; undefined if it is blank. */
export const nameIn = (located: Located | undefined): string | undefined => ownName(scalarText(located));

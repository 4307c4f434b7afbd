import type { Located } from '../located.ts';

/** A text, or a number as one: ids of nodes are numbers that some write without quotes. */
export function scalarText(located: Located | undefined): string | undefined {
  if (located?.form !== 'scalar') return undefined;
  const { value } = located;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const LONGEST = 120;

/** A name as its author wrote it, on one line; undefined if it is blank. */
export function nameIn(located: Located | undefined): string | undefined {
  const name = scalarText(located)
    ?.replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return name === '' ? undefined : name;
}

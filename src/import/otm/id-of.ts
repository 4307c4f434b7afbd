import type { Located } from '../located.ts';

/** An id as a text: YAML reads `id: 12` as a number, and both sides of a reference may be written either way. */
export function idOf(located: Located | undefined): string | undefined {
  if (located?.form !== 'scalar' || located.value === null || located.value === '') return undefined;
  return String(located.value);
}

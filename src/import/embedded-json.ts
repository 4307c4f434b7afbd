import { InvalidInputError } from '../base/errors.ts';
import type { Spot } from './drafts.ts';
import { readLocated } from './jsonc.ts';
import type { Located } from './located.ts';

/**
 * JSON or YAML that another file holds as a text; all of it stands where the text stands.
 * @returns undefined if it is no JSON and no YAML
 */
export function readEmbedded(text: string, spot: Spot): Located | undefined {
  try {
    return moved(readLocated({ name: spot.at.file, text }), spot);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

function moved(located: Located, { at, pointer }: Spot): Located {
  const spot = { at, pointer };
  switch (located.form) {
    case 'scalar':
      return { ...located, ...spot };
    case 'list':
      return { ...located, ...spot, items: located.items.map((item) => moved(item, spot)) };
    case 'map': {
      const entries = [...located.entries].map(
        ([key, { value }]) => [key, { keyAt: at, value: moved(value, spot) }] as const,
      );
      return { ...located, ...spot, entries: new Map(entries) };
    }
  }
}

import type { Element } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';

/**
 * What `graph convert` wrote has its id in the cell, and a copy made in Threat Dragon has it too: only the first keeps
 * it. What was drawn beside it gets an id that none of the others has.
 */
export function withOwnIds(elements: readonly Element[], drafts: Drafts): readonly Element[] {
  const own = elements.filter(({ attributes }) => attributes?.has('id') === true);
  if (own.length === 0) return elements;
  const taken = new Set(own.map(({ id }) => id));
  const first = new Map(own.toReversed().map(({ id, key }) => [id, key]));
  return elements.map((element) => {
    const { attributes, key, name, id = name, spot } = element;
    const isOwn = attributes?.has('id') === true;
    if (isOwn ? first.get(id) === key : !taken.has(id)) return element;
    const free = freeId(id, taken);
    taken.add(free);
    if (isOwn) {
      const fix = `It is a component of its own, ${free}.`;
      drafts.warnings.push({ at: spot.at, expected: `one component ${id}`, found: 'a copy of it', fix });
    }
    return { ...element, id: free };
  });
}

const LONGEST_ID = 200;

function freeId(id: string, taken: ReadonlySet<string | undefined>): string {
  for (let n = 2; ; n++) {
    const free = `${id.slice(0, LONGEST_ID - 8)}#${n}`;
    if (!taken.has(free)) return free;
  }
}

import type { Element } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { shownName } from '../shown-name.ts';

/**
 * What `graph convert` wrote has its id in the cell, and a copy made in Threat Dragon has it too: only the first keeps
 * it. What was drawn beside it gets an id that none of the others has.
 */
export function withOwnIds(elements: readonly Element[], drafts: Drafts): readonly Element[] {
  const own = elements.filter(({ attributes }) => attributes?.has('id') === true);
  if (own.length === 0) return elements;
  const ids = new FreeIds(own.map(({ id }) => id ?? ''));
  const first = new Map(own.toReversed().map(({ id, key }) => [id, key]));
  return elements.map((element) => {
    const { attributes, key, name, id = name, spot } = element;
    const isOwn = attributes?.has('id') === true;
    if (isOwn ? first.get(id) === key : !ids.isTaken(id)) return element;
    const free = ids.freeLike(id);
    if (isOwn) {
      const fix = `It is a component of its own, ${shownName(free)}.`;
      drafts.warnings.push({ at: spot.at, expected: `one component ${shownName(id)}`, found: 'a copy of it', fix });
    }
    return { ...element, id: free };
  });
}

const LONGEST_ID = 200;

class FreeIds {
  readonly #taken: Set<string>;
  /** The number that was given last, by what stands before it. */
  readonly #last = new Map<string, number>();

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  isTaken = (id: string): boolean => this.#taken.has(id);

  freeLike(id: string): string {
    const stem = id.slice(0, LONGEST_ID - 8);
    let n = this.#last.get(stem) ?? 1;
    let free: string;
    do free = `${stem}#${++n}`;
    while (this.#taken.has(free));
    this.#last.set(stem, n);
    this.#taken.add(free);
    return free;
  }
}

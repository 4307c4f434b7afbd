import { componentKinds } from '../../graph/kinds.ts';
import type { Drafts } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import type { Element } from './diagram.ts';

/**
 * What `graph convert` wrote has its id with it, and a copy that somebody drew has it too: only the first keeps it. What
 * was drawn beside it gets an id that none of the others has.
 */
export function withOwnIds(elements: readonly Element[], drafts: Drafts): readonly Element[] {
  const own = elements.filter(isOwn);
  if (own.length === 0) return elements;
  const ids = new FreeIds(own.map(({ id }) => id ?? ''));
  const first = new Map(own.toReversed().map(({ id, key }) => [id, key]));
  return elements.map((element) => {
    const { key, name, id = name, spot } = element;
    if (isOwn(element) ? first.get(id) === key : !ids.isTaken(id)) return element;
    const free = ids.freeLike(id);
    if (isOwn(element)) {
      const fix = `It is a component of its own, ${shownName(free)}.`;
      drafts.warnings.push({ at: spot.at, expected: `one component ${shownName(id)}`, found: 'a copy of it', fix });
    }
    return { ...element, id: free };
  });
}

/** It says its kind in words of ours. */
const isOwn = ({ attributes }: Element): boolean => componentKinds.some((kind) => kind === attributes?.get('kind'));

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

import type { Element } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import type { PartIndex } from './part-index.ts';

const MOST_NAMED = 3;

/** Says what is drawn in several diagrams: it has another guid in each of them, so that nothing tells whether it is one. */
export function noteTwins(elements: readonly Element[], index: PartIndex, drafts: Drafts): void {
  const [first, ...others] = twinsOf(elements, index);
  if (first === undefined) return;
  const names = [first, ...others.slice(0, MOST_NAMED - 1)].map(({ name }) => JSON.stringify(name));
  const more = others.length - names.length + 1;
  drafts.warnings.push({
    at: first.spot.at,
    expected: 'each thing in one diagram',
    found: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''} in several`,
    fix: 'They are taken as different things; if they are one, join them in the ecosystem file.',
  });
}

/** The first of those that have one name and shape, and stand in more than one diagram. */
function twinsOf(elements: readonly Element[], index: PartIndex): readonly Element[] {
  const surfaceOf = new Map(index.all.map(({ key, surface }) => [key, surface]));
  const firsts = new Map<string, Element>();
  const twins = new Set<Element>();
  for (const element of elements.filter(({ name }) => name !== '')) {
    const called = `${element.shape}\0${element.name}`;
    const first = firsts.get(called) ?? element;
    firsts.set(called, first);
    if (surfaceOf.get(first.key) !== surfaceOf.get(element.key)) twins.add(first);
  }
  return [...twins];
}

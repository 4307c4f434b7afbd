import fc from 'fast-check';
import { expect, it } from 'vitest';
import { likelyPaths, type Step } from '../../src/analyse/likely-paths.ts';

const step = (from: string, to: string, passes: number): Step => ({ from, to, passes });
const names = (paths: readonly { readonly steps: readonly Step[] }[]): string[] =>
  paths.map(({ steps }) => [steps[0]?.from, ...steps.map(({ to }) => to)].join(''));

it('orders the paths of a diamond by the product of their steps', () => {
  const steps = [step('a', 'b', 0.5), step('b', 'd', 0.5), step('a', 'c', 0.9), step('c', 'd', 0.2), step('b', 'c', 1)];
  const paths = likelyPaths(steps, new Set('a'), 'd', 5);
  expect(names(paths)).toEqual(['abd', 'acd', 'abcd']);
  // 0.5 x 0.5, 0.9 x 0.2, 0.5 x 1 x 0.2
  expect(paths.map(({ passes }) => passes)).toEqual([0.25, 0.18000000000000002, 0.1]);
});

it('takes the likeliest of parallel steps, starts from any source and enters none again', () => {
  const steps = [step('a', 'c', 0.1), step('a', 'c', 0.4), step('b', 'c', 0.3), step('c', 'b', 1), step('b', 'a', 1)];
  expect(names(likelyPaths(steps, new Set('ab'), 'c', 9))).toEqual(['ac', 'bc']);
});

it('finds none to a source, to what nothing reaches, or when none is asked for', () => {
  const steps = [step('a', 'b', 0.5), step('b', 'c', 0)];
  expect(likelyPaths(steps, new Set('a'), 'a', 5)).toEqual([]);
  expect(likelyPaths(steps, new Set('a'), 'c', 5)).toEqual([]);
  expect(likelyPaths(steps, new Set('a'), 'b', 0)).toEqual([]);
});

/** Every simple path from 0 to the last node, by trying all. */
function allPaths(steps: readonly Step[], target: string): number[] {
  const walk = (at: string, visited: readonly string[], passes: number): number[] =>
    at === target
      ? [passes]
      : steps.flatMap(({ from, to, passes: p }) =>
          from === at && !visited.includes(to) ? walk(to, [...visited, to], passes * p) : [],
        );
  return walk('0', ['0'], 1).toSorted((a, b) => b - a);
}

it('agrees with trying all simple paths of small graphs', () => {
  const arc = fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 8 }));
  fc.assert(
    fc.property(fc.uniqueArray(arc, { selector: ([from, to]) => `${from}${to}`, maxLength: 14 }), (arcs) => {
      // Eighths: products are exact whatever the order of the factors.
      const steps = arcs.filter(([from, to]) => from !== to).map(([from, to, p]) => step(`${from}`, `${to}`, p / 8));
      const found = likelyPaths(steps, new Set(['0']), '4', 100);
      expect(found.map(({ passes }) => passes)).toEqual(allPaths(steps, '4'));
      expect(new Set(names(found)).size).toBe(found.length);
    }),
  );
});

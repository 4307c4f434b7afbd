import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { type Expanded, expand } from '../../src/compile/expand.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { component, ecosystem, relation } from './compile-one.ts';

const idsOf = ({ nodes }: Expanded): string[] => nodes.map(({ id }) => id);
const linksOf = ({ links, nodes }: Expanded, kind: string): string[] =>
  links
    .filter((link) => link.relation.kind === kind)
    .map(({ from, to }) => `${nodes[from]?.id} ${nodes[to]?.id}`)
    .sort();

describe('groups', () => {
  const groups = (a: number, b: number, link: 'all' | 'pairwise'): Expanded =>
    expand(
      ecosystem(
        [component('a', 'agent', { count: a }), component('b', 'agent', { count: b })],
        [relation('a', 'delegates', 'b', { link })],
      ),
    );

  it('are replicas id#1 to id#count; a count of 1 keeps its id', () => {
    expect(idsOf(groups(2, 1, 'all'))).toEqual(['a#1', 'a#2', 'b']);
    expect(groups(2, 1, 'all').nodesOf.get('a' as never)).toEqual([0, 1]);
  });

  it('join every pair', () => {
    expect(linksOf(groups(2, 2, 'all'), 'delegates')).toEqual(['a#1 b#1', 'a#1 b#2', 'a#2 b#1', 'a#2 b#2']);
  });

  it('or pairs of the same number; the smaller group goes round', () => {
    expect(linksOf(groups(3, 3, 'pairwise'), 'delegates')).toEqual(['a#1 b#1', 'a#2 b#2', 'a#3 b#3']);
    expect(linksOf(groups(3, 2, 'pairwise'), 'delegates')).toEqual(['a#1 b#1', 'a#2 b#2', 'a#3 b#1']);
    expect(linksOf(groups(1, 3, 'pairwise'), 'delegates')).toEqual(['a b#1', 'a b#2', 'a b#3']);
  });

  it('talk among themselves, nobody to itself', () => {
    const self = (count: number) =>
      expand(ecosystem([component('a', 'agent', { count })], [relation('a', 'messages', 'a')]));
    expect(linksOf(self(3), 'messages')).toHaveLength(6);
    expect(linksOf(self(1), 'messages')).toEqual([]);
  });
});

describe('slots', () => {
  const system = (parents: number, max: number): Expanded =>
    expand(
      ecosystem(
        [
          component('boss', 'orchestrator', { count: parents }),
          component('child', 'agent'),
          component('m', 'memory', { count: 2 }),
          component('x', 'agent'),
        ],
        [
          relation('boss', 'spawns', 'child', { max }),
          relation('child', 'writes', 'm'),
          relation('x', 'messages', 'child'),
        ],
      ),
    );

  it('are max copies for each parent, named child+1, child+2', () => {
    const expanded = system(2, 2);
    expect(idsOf(expanded)).toEqual([
      'boss#1',
      'boss#2',
      'child',
      'child+1',
      'child+2',
      'child+3',
      'child+4',
      'm#1',
      'm#2',
      'x',
    ]);
    const parents = expanded.slots.map(
      ({ node, parent }) => `${expanded.nodes[parent]?.id} ${expanded.nodes[node]?.id}`,
    );
    expect(parents).toEqual(['boss#1 child+1', 'boss#1 child+2', 'boss#2 child+3', 'boss#2 child+4']);
    expect(expanded.nodesOf.get('child' as never)).toHaveLength(5);
  });

  it('have all relations of what they copy, and of spawns only that of their own parent', () => {
    const expanded = system(2, 1);
    expect(linksOf(expanded, 'writes').filter((link) => link.startsWith('child+1'))).toEqual([
      'child+1 m#1',
      'child+1 m#2',
    ]);
    expect(linksOf(expanded, 'messages')).toEqual(['x child', 'x child+1', 'x child+2']);
    expect(linksOf(expanded, 'spawns')).toEqual(['boss#1 child', 'boss#1 child+1', 'boss#2 child', 'boss#2 child+2']);
  });

  it('are none if spawns does not say how many', () => {
    expect(system(1, 0).slots).toEqual([]);
  });
});

describe('what is refused', () => {
  const problemOf = (of: Ecosystem): string => {
    try {
      expand(of);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.message;
      throw error;
    }
    return '';
  };

  it('more than a million relations once groups are written out, with the estimate', () => {
    const groups = (count: number) =>
      ecosystem(
        [component('a', 'agent', { count }), component('b', 'agent', { count })],
        [relation('a', 'delegates', 'b')],
      );
    expect(problemOf(groups(1001))).toMatch(/about 1,002,001/);
    expect(problemOf(groups(20))).toBe('');
  });

  it('slots that multiply into too many', () => {
    const spawning = ecosystem(
      [component('p', 'agent', { count: 1000 }), component('c', 'agent')],
      [relation('p', 'spawns', 'c', { max: 1000 }), relation('c', 'messages', 'p')],
    );
    expect(problemOf(spawning)).toMatch(/at most 1,000,000/);
  });

  it('an id that a replica or a slot has', () => {
    expect(problemOf(ecosystem([component('a', 'agent', { count: 2 }), component('a#2', 'agent')]))).toMatch(/"a#2"/);
    expect(
      problemOf(
        ecosystem(
          [component('p', 'agent'), component('c', 'agent'), component('c+1', 'agent')],
          [relation('p', 'spawns', 'c', { max: 1 })],
        ),
      ),
    ).toMatch(/"c\+1"/);
  });
});

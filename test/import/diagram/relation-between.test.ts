import { describe, expect, it } from 'vitest';
import { componentKinds, isIn, joins } from '../../../src/graph/kinds.ts';
import { relationBetween } from '../../../src/import/diagram/relation-between.ts';
import { channels } from '../../../src/threats/channels.ts';

const pairs = componentKinds.flatMap((from) => componentKinds.map((to) => [from, to] as const));

describe('the relation for data between two kinds', () => {
  it('is one that is meant to join them', () => {
    const wrong = pairs.filter(([from, to]) => {
      const link = relationBetween(from, to);
      if (link === undefined) return false;
      return !(link.isReversed === true ? joins(link.kind, to, from) : joins(link.kind, from, to));
    });
    expect(wrong).toEqual([]);
  });

  it('carries influence the way of the data', () => {
    const dead = pairs.filter(([from, to]) => {
      const link = relationBetween(from, to);
      const direction = link?.isReversed === true ? 'against' : 'along';
      return link !== undefined && !channels.some((row) => row.kind === link.kind && row.direction === direction);
    });
    // Watching is how a monitor acts, not how it spreads; what it reads and writes about a host does.
    expect(dead.filter(([from]) => !isIn('monitor', from))).toEqual([]);
  });

  it('exists between all kinds that threat models have, but for people who read stores and use tools', () => {
    const drawn = ['human', 'framework', 'agent', 'model', 'data-store', 'log-store', 'tool'] as const;
    const without = drawn.flatMap((from) =>
      drawn.filter((to) => relationBetween(from, to) === undefined).map((to) => `${from} ${to}`),
    );
    expect(without).toEqual([
      'human model',
      'human log-store',
      'human tool',
      'model human',
      'model data-store',
      'model log-store',
      'model tool',
      'data-store human',
      'data-store log-store',
      'log-store human',
      'log-store model',
      'log-store data-store',
      'log-store log-store',
      'tool human',
      'tool model',
      'tool tool',
    ]);
  });
});

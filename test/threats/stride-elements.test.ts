import { describe, expect, it } from 'vitest';
import { componentKinds, relationKindNames } from '../../src/graph/kinds.ts';
import { elementOf, strideOf, strideOfRelation } from '../../src/threats/stride-elements.ts';

const lettersOf = (kind: (typeof componentKinds)[number], tags: string[] = []): string =>
  strideOf({ kind, tags }).join('');

describe('STRIDE per element', () => {
  it('asks the questions of the chart of each element', () => {
    expect(lettersOf('human')).toBe('SR');
    expect(lettersOf('external')).toBe('SR');
    expect(lettersOf('agent')).toBe('STRIDE');
    expect(lettersOf('memory')).toBe('TID');
    expect(strideOfRelation('reads').join('')).toBe('TID');
  });

  it('asks about repudiation of a store only if it holds logs or audit data', () => {
    expect(lettersOf('log-store')).toBe('TRID');
    expect(lettersOf('data-store', ['audit'])).toBe('TRID');
    expect(lettersOf('data-store', ['pii'])).toBe('TID');
    expect(lettersOf('human', ['audit'])).toBe('SR');
  });

  it('asks nothing about relations over which no data flows', () => {
    expect(relationKindNames.filter((kind) => strideOfRelation(kind).length === 0)).toEqual(['runs-on', 'guards']);
  });

  it('sorts every kind of component as it was reviewed', () => {
    const kindsOf = (element: string) => componentKinds.filter((kind) => elementOf(kind) === element);
    expect(kindsOf('external-entity')).toEqual(['human', 'external']);
    expect(kindsOf('data-store')).toEqual([
      'memory',
      'data-store',
      'secret-store',
      'log-store',
      'credential',
      'registry',
    ]);
    expect(kindsOf('process')).toHaveLength(componentKinds.length - 8);
  });
});

import type { Ecosystem } from '../graph/ecosystem.ts';
import { GENERATOR } from '../import/network/network-source.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import type { Outcome } from './outcome.ts';

/** What a graph file says of the whole: who wrote it, the ecosystem's name and description, whose results it holds. */
export const graphFacts = (
  { name, description }: Ecosystem,
  outcome: Outcome | undefined,
): readonly AttributeValue[] => [
  ['creator', GENERATOR],
  ['name', name],
  ...(description === undefined ? [] : [['description', description] as const]),
  ...(outcome === undefined
    ? []
    : ([
        ['scenario', outcome.scenario],
        ['worlds', outcome.worlds],
      ] as const)),
];

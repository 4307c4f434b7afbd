import type { Component, Relation } from '../graph/ecosystem.ts';
import type { AttributeValue } from '../import/records/attribute-value.ts';
import { componentRecord } from '../import/records/component-record.ts';
import { relationRecord } from '../import/records/relation-record.ts';
import type { Outcome } from './outcome.ts';

/** What a component is, and what became of it in a run: attributes of a node. */
export const componentAttributes = (component: Component, outcome: Outcome | undefined): readonly AttributeValue[] => [
  ...componentRecord(component),
  ...(outcome === undefined ? [] : componentOutcome(component.id, outcome)),
];

/** What a relation is, and how much it carried: attributes of an edge. */
export const relationAttributes = (relation: Relation, outcome: Outcome | undefined): readonly AttributeValue[] => {
  const credit = outcome?.credit.get(relation.id);
  return [...relationRecord(relation), ...(credit === undefined ? [] : [['credit', credit] as const])];
};

function componentOutcome(id: string, { reach, blastRadius, entries }: Outcome): readonly AttributeValue[] {
  const reached = reach.get(id);
  const radius = blastRadius.get(id);
  return [
    ...(reached === undefined
      ? []
      : ([
          ['reach', reached.p],
          ['reachLow', reached.ci95[0]],
          ['reachHigh', reached.ci95[1]],
        ] as const)),
    ...(radius === undefined ? [] : [['blastRadius', radius] as const]),
    ['isEntry', entries.has(id)],
  ];
}

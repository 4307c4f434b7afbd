import { type ComponentKind, type Direction, isIn, type RelationKind } from '../../graph/kinds.ts';

/** Whether influence comes to an agent as words, which it may believe or not: instructions and data share one context. */
export const bringsWords = (kind: RelationKind, direction: Direction, target: ComponentKind): boolean =>
  isIn('agent', target) && (wordsOf[kind]?.includes(direction) ?? false);

const wordsOf: Partial<Readonly<Record<RelationKind, readonly Direction[]>>> = {
  delegates: ['along', 'against'],
  spawns: ['along', 'against'],
  messages: ['along'],
  feeds: ['along'],
  supervises: ['along'],
  reads: ['against'],
  invokes: ['against'],
  infers: ['against'],
  registers: ['against'],
};

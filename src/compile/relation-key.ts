import { type Identity, identityOf } from '../base/random.ts';
import type { Relation } from '../graph/ecosystem.ts';
import type { Expanded } from './expand.ts';

/** Identity of one relation between two nodes, which keys when it is exercised, what it detects and what it purges. */
export const relationKey = (
  { kind, ordinal }: Pick<Relation, 'kind' | 'ordinal'>,
  from: number,
  to: number,
  { nodes }: Expanded,
): Identity => identityOf('relation', nodes[from]?.id as string, nodes[to]?.id as string, kind, ordinal);

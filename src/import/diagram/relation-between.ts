import { type ComponentKind, covers, type End, type RelationKind } from '../../graph/kinds.ts';

/** How data that run from one component to another are said in our terms; reversed: the relation is written the other way. */
export type Link = { readonly kind: RelationKind; readonly isReversed?: true };

type Row = readonly [from: readonly End[], to: readonly End[], link: Link];

const written = (kind: RelationKind): Link => ({ kind });
/** Who trusts what it receives is written first. */
const reversed = (kind: RelationKind): Link => ({ kind, isReversed: true });

/** Data run from, to -> relation. The first row that fits; influence runs the way of the data in each of them. */
const rows: readonly Row[] = [
  [['model'], ['agent'], reversed('infers')],
  [['agent'], ['model'], written('infers')],
  [['data', 'model'], ['model'], written('trains')],
  [['agent', 'human'], ['agent', 'human'], written('messages')],
  [['agent'], ['tool'], written('invokes')],
  [['external', 'tool'], ['agent'], written('feeds')],
  [['monitor'], ['store'], written('writes')],
  [['store'], ['agent', 'tool', 'pipeline', 'monitor'], reversed('reads')],
  [['agent', 'tool', 'pipeline'], ['store'], written('writes')],
  [['external', 'human', 'data'], ['data'], written('feeds')],
  [['tool'], ['external', 'host'], written('accesses')],
  [['external', 'host'], ['tool'], reversed('accesses')],
  [['host'], ['agent', 'tool', 'store', 'model', 'monitor'], reversed('runs-on')],
  [['agent', 'tool', 'store', 'model', 'monitor'], ['host'], written('runs-on')],
  [['agent', 'tool', 'model', 'human', 'external', 'host'], ['monitor'], reversed('monitors')],
  [['monitor'], ['agent', 'tool', 'model', 'host'], written('monitors')],
  [['agent', 'tool', 'model', 'human', 'store'], ['credential'], written('authenticates')],
];

/** The relation for data between two kinds; undefined if nothing that spreads runs that way. */
export const relationBetween = (from: ComponentKind, to: ComponentKind): Link | undefined =>
  rows.find(
    ([sources, targets]) => sources.some((end) => covers(end, from)) && targets.some((end) => covers(end, to)),
  )?.[2];

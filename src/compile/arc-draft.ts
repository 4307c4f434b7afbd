import type { Identity } from '../base/random.ts';
import type { Relation } from '../graph/ecosystem.ts';
import type { Direction, ThreatClass } from '../graph/kinds.ts';
import type { ChannelChoice } from './channel-choice.ts';

/** One directed influence of one class, before it becomes a row of typed arrays. */
export type ArcDraft = {
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly relation: Relation | SelectorRelation;
  readonly direction: Direction;
  readonly threat: ThreatClass;
  readonly channel: ChannelChoice;
  readonly key: Identity;
  readonly exercise: Exercise;
};

/** The relation between a control and the sources of the arcs it is on, which no edge of the graph can stand for. */
export type SelectorRelation = Pick<
  Relation,
  'id' | 'kind' | 'from' | 'to' | 'ordinal' | 'trust' | 'rate' | 'signed'
> & {
  readonly kind: 'guards';
};

/** What is exercised, or not, in a round: all classes and directions of one relation together. */
export type Exercise = { readonly key: Identity; readonly link: Relation | SelectorRelation };

import type { Effectiveness, RelationNamed, Selector } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';

/** One control (every replica of it) and one thing it is on. */
export type GuardRule = {
  readonly control: ComponentId;
  /** Component indexes of the control. */
  readonly nodes: readonly number[];
  readonly on: Selector;
  readonly effectiveness: Effectiveness;
  /** The `guards` relation that says so; null if it is a selector of the control. */
  readonly relation: RelationNamed<'guards'> | null;
  /** How a relation joins replicas: guarded component index -> those of the control before it; null: every one is. */
  readonly joined: ReadonlyMap<number, readonly number[]> | null;
  /** It is somebody who approves actions: nothing evades a person but what reaches them. */
  readonly approves?: true;
};

import { meanOf } from '../graph/belief.ts';
import type { Component, Ecosystem, Effectiveness, Relation, Selector } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { Direction, ThreatClass } from '../graph/kinds.ts';
import { relationKinds } from '../graph/kinds.ts';

/** "This control is on that": from `guards` relations and the selectors of controls alike. */
export type ControlStatement = {
  readonly control: ComponentId;
  readonly on: Selector;
  readonly effectiveness: Effectiveness;
};

export function controlStatements({ components, relations }: Ecosystem): ControlStatement[] {
  return [
    ...components.flatMap(({ id, guards }) => guards.map((guard) => ({ control: id, ...guard }))),
    ...relations.flatMap((relation) =>
      relation.kind === 'guards'
        ? [{ control: relation.from, on: { component: relation.to }, effectiveness: relation.effectiveness }]
        : [],
    ),
  ];
}

/** Whether the control is on what runs over the relation in that direction; a relation that carries nothing there has none. */
export function isOnRelation({ on }: ControlStatement, relation: Relation, direction: Direction): boolean {
  if (relationKinds[relation.kind][direction] === null) return false;
  if ('component' in on) return on.component === (direction === 'along' ? relation.to : relation.from);
  return (
    (on.relation === undefined || on.relation === relation.id) &&
    (on.kind === undefined || on.kind === relation.kind) &&
    (on.from === undefined || on.from === relation.from) &&
    (on.to === undefined || on.to === relation.to) &&
    (on.direction === undefined || on.direction === direction)
  );
}

export const isOnComponent = ({ on }: ControlStatement, { id }: Component): boolean =>
  'component' in on && on.component === id;

/** Mean effectiveness against each of the classes that it is on at all. */
export function effectivenessAgainst(
  { on, effectiveness }: ControlStatement,
  classes: readonly ThreatClass[],
): ReadonlyMap<ThreatClass, number> {
  const selected =
    'component' in on || on.threats === undefined ? classes : classes.filter((threat) => on.threats?.includes(threat));
  return new Map(
    selected.flatMap((threat): [ThreatClass, number][] => {
      const belief = 'byClass' in effectiveness ? effectiveness.byClass[threat] : effectiveness;
      return belief === undefined || meanOf(belief) === 0 ? [] : [[threat, meanOf(belief)]];
    }),
  );
}

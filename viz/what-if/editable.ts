import { meanOf } from '../../src/graph/belief.ts';
import type { Component, Effectiveness, Relation } from '../../src/graph/ecosystem.ts';
import { agenticClasses, type Direction, directions, relationKinds, type ThreatClass } from '../../src/graph/kinds.ts';
import type { RunModel } from '../../src/measure/results.ts';

/** A probability that an edit can replace, at the mean of what is believed. */
export type EditableControl = { readonly id: string; readonly name: string; readonly stops: number };
export type EditableMonitor = { readonly id: string; readonly name: string; readonly detection: number };

/** Everything that holds arcs back, by id. */
export function editableControls({ ecosystem: { components, relations } }: RunModel): EditableControl[] {
  const guarding = new Map<string, Effectiveness[]>();
  for (const { id, guards } of components)
    if (guards.length > 0)
      guarding.set(
        id,
        guards.map((one) => one.effectiveness),
      );
  for (const relation of relations) {
    if (relation.kind !== 'guards') continue;
    guarding.set(relation.from, [...(guarding.get(relation.from) ?? []), relation.effectiveness]);
  }
  return components.flatMap(({ id, name }) => {
    const effectiveness = guarding.get(id)?.flatMap(meansOf) ?? [];
    return effectiveness.length === 0 ? [] : [{ id, name, stops: mean(effectiveness) }];
  });
}

const meansOf = (effectiveness: Effectiveness): number[] =>
  'byClass' in effectiveness ? Object.values(effectiveness.byClass).map(meanOf) : [meanOf(effectiveness)];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Everything that watches something, by id. */
export function editableMonitors({ ecosystem: { components, relations } }: RunModel): EditableMonitor[] {
  const watching = new Map<string, number[]>();
  for (const relation of relations) {
    if (relation.kind !== 'monitors') continue;
    watching.set(relation.from, [...(watching.get(relation.from) ?? []), meanOf(relation.detection)]);
  }
  return components.flatMap(({ id, name }) => {
    const detections = watching.get(id);
    return detections === undefined ? [] : [{ id, name, detection: mean(detections) }];
  });
}

export const componentIn = ({ ecosystem }: RunModel, id: string): Component | undefined =>
  ecosystem.components.find((component) => component.id === id);

export const relationIn = ({ ecosystem }: RunModel, id: string): Relation | undefined =>
  ecosystem.relations.find((relation) => relation.id === id);

/** A relation of a component, and the ways in which the threats of a scenario can run along it. */
export type EditableRelation = { readonly relation: Relation; readonly directions: readonly Direction[] };

export function editableRelations(
  { ecosystem: { relations } }: RunModel,
  component: string,
  threats: readonly ThreatClass[],
): EditableRelation[] {
  return relations.flatMap((relation) => {
    if (relation.from !== component && relation.to !== component) return [];
    const ways = directions.filter((direction) => carries(relation, direction, threats));
    return ways.length === 0 ? [] : [{ relation, directions: ways }];
  });
}

/** Whether anything runs that way: what compromises, or if STRIDE's classes are asked about, what disables or discloses. */
const carries = ({ kind }: Relation, direction: Direction, threats: readonly ThreatClass[]): boolean =>
  relationKinds[kind][direction] !== null || threats.some((threat) => !agenticClasses.some((one) => one === threat));

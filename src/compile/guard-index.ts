import type { Belief } from '../graph/belief.ts';
import type { Effectiveness, Selector } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { ThreatClass } from '../graph/kinds.ts';
import type { ArcDraft } from './arc-draft.ts';
import type { Expanded } from './expand.ts';

/** One control (every replica of it) and one thing it is on. */
export type GuardRule = {
  readonly control: ComponentId;
  /** Component indexes of the control. */
  readonly nodes: readonly number[];
  readonly on: Selector;
  readonly effectiveness: Effectiveness;
};

/** What the ecosystem says about controls: `guards` relations and the selectors of `controls:` entries. */
export function guardRules({ links, nodes, nodesOf }: Expanded): GuardRule[] {
  const rules: GuardRule[] = [];
  const seen = new Set<object>();
  for (const { component } of nodes) {
    if (seen.has(component)) continue;
    seen.add(component);
    for (const guard of component.guards) {
      rules.push({ control: component.id, nodes: nodesOf.get(component.id) as readonly number[], ...guard });
    }
  }
  for (const { relation } of links) {
    if (relation.kind !== 'guards' || seen.has(relation)) continue;
    seen.add(relation);
    rules.push({
      control: relation.from,
      nodes: nodesOf.get(relation.from) as readonly number[],
      on: { component: relation.to },
      effectiveness: relation.effectiveness,
    });
  }
  return rules;
}

/** The probability that the rule's control stops the arc, or undefined if it is not on it. */
export function effectivenessOn(rule: GuardRule, arc: ArcDraft, { nodes }: Expanded): Belief | undefined {
  if (!selects(rule.on, arc, nodes[arc.target]?.component.id as ComponentId)) return undefined;
  return 'byClass' in rule.effectiveness ? rule.effectiveness.byClass[arc.threat as ThreatClass] : rule.effectiveness;
}

function selects(on: Selector, { relation, direction, threat }: ArcDraft, target: ComponentId): boolean {
  if ('component' in on) return on.component === target;
  return (
    (on.relation === undefined || on.relation === relation.id) &&
    (on.kind === undefined || on.kind === relation.kind) &&
    (on.from === undefined || on.from === relation.from) &&
    (on.to === undefined || on.to === relation.to) &&
    (on.direction === undefined || on.direction === direction) &&
    (on.threats === undefined || on.threats.includes(threat))
  );
}

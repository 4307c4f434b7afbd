import type { Belief } from '../graph/belief.ts';
import type { Effectiveness, RelationNamed, Selector } from '../graph/ecosystem.ts';
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
  /** The `guards` relation that says so; null if it is a selector of the control. */
  readonly relation: RelationNamed<'guards'> | null;
  /** How a relation joins replicas: guarded component index -> those of the control before it; null: every one is. */
  readonly joined: ReadonlyMap<number, readonly number[]> | null;
};

/** What the ecosystem says about controls: `guards` relations and the selectors of `controls:` entries. */
export function guardRules({ links, nodes, nodesOf }: Expanded): GuardRule[] {
  const components = new Set(nodes.map(({ component }) => component));
  const selectors = [...components].flatMap(({ id, guards }) =>
    guards.map((guard) => ({ control: id, nodes: nodesOf.get(id) ?? [], relation: null, joined: null, ...guard })),
  );
  const joinedBy = new Map<RelationNamed<'guards'>, Map<number, number[]>>();
  for (const { relation, from, to } of links) {
    if (relation.kind !== 'guards') continue;
    const joined = joinedBy.get(relation) ?? new Map<number, number[]>();
    joinedBy.set(relation, joined);
    const before = joined.get(to);
    if (before === undefined) joined.set(to, [from]);
    else before.push(from);
  }
  const related = [...joinedBy].map(([relation, joined]) => ({
    control: relation.from,
    nodes: nodesOf.get(relation.from) ?? [],
    on: { component: relation.to },
    effectiveness: relation.effectiveness,
    relation,
    joined,
  }));
  return [...selectors, ...related];
}

/** Component indexes of the rule's control that stand before an arc into `target`. */
export const controlsBefore = ({ nodes, joined }: GuardRule, target: number): readonly number[] =>
  joined === null ? nodes : (joined.get(target) ?? []);

/** The rules that are on an arc, in the order of all rules. */
export type RulesOn = (arc: ArcDraft) => readonly RuleOn[];
export type RuleOn = { readonly rule: GuardRule; readonly effectiveness: Belief };

/** Looks rules up by the relation or component that most of them name: asking each of them of each arc is a product. */
export function rulesFinder(rules: readonly GuardRule[], expanded: Expanded): RulesOn {
  const named = new Map<string, number[]>();
  for (const [position, { on }] of rules.entries()) {
    const name = 'component' in on ? componentName(on.component) : relationName(on.relation);
    const positions = named.get(name);
    if (positions === undefined) named.set(name, [position]);
    else positions.push(position);
  }
  return (arc) => {
    const target = expanded.nodes[arc.target]?.component.id as ComponentId;
    const names = [relationName(undefined), relationName(arc.relation.id), componentName(target)];
    const positions = names.flatMap((name) => named.get(name) ?? []).sort((a, b) => a - b);
    return positions.flatMap((position) => {
      const rule = rules[position] as GuardRule;
      const effectiveness = effectivenessOn(rule, arc, expanded);
      return effectiveness === undefined ? [] : [{ rule, effectiveness }];
    });
  };
}

const componentName = (id: ComponentId): string => `component ${id}`;
/** Of a selector that names no relation: undefined. */
const relationName = (id: string | undefined): string => (id === undefined ? 'any' : `relation ${id}`);

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

import { type Belief, known, meanOf } from '../graph/belief.ts';
import type { Relation, RelationNamed, Selector } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { ThreatClass } from '../graph/kinds.ts';
import type { ArcDraft } from './arc-draft.ts';
import type { Expanded } from './expand.ts';
import { approvalRules } from './factors/approvals.ts';
import { isPromptLevel, MOST_ON_PROMPTS } from './factors/prompt-level.ts';
import type { GuardRule } from './guard-rule.ts';

/** What the ecosystem says about controls: `guards` relations and the selectors of `controls:` entries. */
export function guardRules(expanded: Expanded): GuardRule[] {
  const { links, nodes, nodesOf } = expanded;
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
  return [...selectors, ...related, ...approvalRules(expanded)];
}

/** Component indexes of the rule's control that stand before an arc into `target`. */
export const controlsBefore = ({ nodes, joined }: GuardRule, target: number): readonly number[] =>
  joined === null ? nodes : (joined.get(target) ?? []);

/** The rules that are on an arc, in the order of all rules. */
export type RulesOn = (arc: ArcDraft) => readonly RuleOn[];
export type RuleOn = {
  readonly rule: GuardRule;
  readonly effectiveness: Belief;
  /** The attacker is tuned, and gets past it at least half of the time. */
  readonly stopsAtMostHalf: boolean;
  /** The arc that it is on: this one, or one that this one runs along. */
  readonly on: ArcDraft;
};

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
    const ways = waysOf(arc, expanded);
    const names = [relationName(undefined)];
    for (const { relation, target } of ways) {
      names.push(relationName(relation.id), componentName(expanded.nodes[target]?.component.id as ComponentId));
    }
    const positions = names.flatMap((name) => named.get(name) ?? []);
    const once = ways.length === 1 ? positions : [...new Set(positions)];
    const found = once.sort((a, b) => a - b).map((position) => ruleOn(rules[position] as GuardRule, ways, expanded));
    return found.filter((one) => one !== undefined);
  };
}

const componentName = (id: ComponentId): string => `component ${id}`;
/** Of a selector that names no relation: undefined. */
const relationName = (id: string | undefined): string => (id === undefined ? 'any' : `relation ${id}`);

/** The probability that the rule's control stops the arc, or undefined if it is not on it. */
export function effectivenessOn(rule: GuardRule, arc: ArcDraft, expanded: Expanded): Belief | undefined {
  const found = ruleOn(rule, waysOf(arc, expanded), expanded);
  if (found === undefined) return undefined;
  const { effectiveness, stopsAtMostHalf } = found;
  return stopsAtMostHalf && meanOf(effectiveness) > MOST_ON_PROMPTS ? known(MOST_ON_PROMPTS) : effectiveness;
}

/** @param ways - of one arc, see {@link waysOf} */
function ruleOn(rule: GuardRule, ways: readonly ArcDraft[], expanded: Expanded): RuleOn | undefined {
  for (const on of ways) {
    if (!selects(rule.on, on, expanded.nodes[on.target]?.component.id as ComponentId)) continue;
    const effectiveness =
      'byClass' in rule.effectiveness ? rule.effectiveness.byClass[on.threat as ThreatClass] : rule.effectiveness;
    return effectiveness && { rule, effectiveness, stopsAtMostHalf: isOutwitted(rule, on, expanded), on };
  }
  return undefined;
}

/** A tuned attacker phrases anew what a control reads; a person who approves is none that reads prompts. */
function isOutwitted({ nodes: [control], approves }: GuardRule, on: ArcDraft, { nodes, factors }: Expanded): boolean {
  if (factors?.attacker !== 'tuned' || approves || control === undefined) return false;
  const [guard, target] = [nodes[control], nodes[on.target]] as [Expanded['nodes'][number], Expanded['nodes'][number]];
  return isPromptLevel(guard.component, on, target.component.kind);
}

/** The arc, and if a factor added its relation the arcs that it runs along: what stops one of these stops it. */
function waysOf(arc: ArcDraft, { factors, nodesOf }: Expanded): readonly ArcDraft[] {
  const hops = arc.direction === 'along' ? (factors?.additions.get(arc.relation.id)?.hops ?? []) : [];
  if (hops.length === 0) return [arc];
  const along = (relation: Relation): ArcDraft[] =>
    (nodesOf.get(relation.to) ?? []).slice(0, 1).map((target) => ({ ...arc, relation, target }));
  return [arc, ...hops.flatMap(along)];
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

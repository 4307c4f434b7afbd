import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { Firing } from './applied-threat.ts';
import { controlStatements } from './control-statements.ts';
import { type Ground, matchesComponent, matchesRelation } from './match-component.ts';
import type { ComponentRule, RelationRule, Rule, WayRule, WayStep } from './rule.ts';
import { isOpen, otherEnd, trustIndex } from './trust-index.ts';

/** Where the rules fire, by rule, then in the order of the ecosystem. */
export function firings(ecosystem: Ecosystem, rules: readonly Rule[]): Firing[] {
  const ground: Ground = { ...trustIndex(ecosystem), statements: controlStatements(ecosystem), answers: new WeakMap() };
  return rules.flatMap((rule) => firingsOf(ground, rule));
}

function firingsOf(ground: Ground, rule: Rule): Firing[] {
  const { when } = rule;
  if ('component' in when) return ofComponents(ground, rule, when);
  return 'relation' in when ? ofRelations(ground, rule, when) : ofWays(ground, rule, when);
}

const ofComponents = (ground: Ground, rule: Rule, { component: test }: ComponentRule): Firing[] =>
  ground.ecosystem.components
    .filter((component) => matchesComponent(ground, test, component))
    .map((component) => ({
      rule,
      component,
      relation: null,
      way: null,
      because: filled(rule.because, { it: component }),
    }));

function ofRelations(ground: Ground, rule: Rule, { relation: test, threatens }: RelationRule): Firing[] {
  return ground.ecosystem.relations.flatMap((relation) => {
    const from = ground.componentOf.get(relation.from) as Component;
    const to = ground.componentOf.get(relation.to) as Component;
    const fires =
      from !== to &&
      matchesRelation(ground, test, relation) &&
      (test.from === undefined || matchesComponent(ground, test.from, from)) &&
      (test.to === undefined || matchesComponent(ground, test.to, to));
    if (!fires) return [];
    const it = threatens === 'from' ? from : to;
    return [{ rule, component: it, relation, way: null, because: filled(rule.because, { it, from, to }) }];
  });
}

type Way = NonNullable<Firing['way']>;
type Step = readonly [relation: Relation, next: Component];
/** Ways share what they go over: hubs are left once per way that comes to them. */
type WayGround = Ground & { readonly steps: WeakMap<WayStep, Map<ComponentId, readonly Step[]>> };

/**
 * Between two components the first way, in the order of relations; and of ways over the same relation at the threatened
 * component the first. So a rule fires as often as there are relations, not as there are pairs of components.
 */
function ofWays(index: Ground, rule: Rule, { way: [startTest, ...steps], threatens, apart }: WayRule): Firing[] {
  const ground: WayGround = { ...index, steps: new WeakMap() };
  const starts = ground.ecosystem.components.filter((component) => matchesComponent(ground, startTest, component));
  const seen = new Map<Component, Set<Relation>>();
  return starts.flatMap((start) =>
    waysFrom(ground, { components: [start], relations: [] }, steps).flatMap((way): Firing[] => {
      const end = way.components.at(-1) as Component;
      const it = threatens === 'start' ? start : end;
      const touching = way.relations.at(threatens === 'start' ? 0 : -1) as Relation;
      const known = seen.get(it) ?? new Set<Relation>();
      if (known.has(touching) || (apart !== undefined && areApart(ground, start, end) !== apart)) return [];
      seen.set(it, known.add(touching));
      return [{ rule, component: it, relation: null, way, because: filled(rule.because, { it, start, end }) }];
    }),
  );
}

const areApart = (ground: Ground, { id }: Component, end: Component): boolean =>
  ![...(ground.outOf.get(id) ?? []), ...(ground.into.get(id) ?? [])].some(
    (relation) => otherEnd(ground, relation, id) === end,
  );

/** Step by step, without turning back; few ways to each component, as many as matter (see `isNeeded`), and one to each end. */
function waysFrom(ground: WayGround, start: Way, steps: readonly WayStep[]): Way[] {
  return steps.reduce<Way[]>(
    (ways, step, position) => {
      const left = steps.length - position - 1;
      const reached = new Map<string, Way[]>();
      for (const way of ways) {
        for (const [relation, next] of stepsFrom(ground, way.components.at(-1) as Component, step)) {
          const kept = reached.get(next.id) ?? [];
          if (way.components.includes(next) || !isNeeded(way, kept, left)) continue;
          const longer = { components: [...way.components, next], relations: [...way.relations, relation] };
          reached.set(next.id, [...kept, longer]);
        }
      }
      return [...reached.values()].flat();
    },
    [start],
  );
}

/** Whether `left` more components could stand in all of the ways that are kept to one component, but not in this one. */
const isNeeded = (way: Way, kept: readonly Way[], left: number): boolean => {
  const [first] = kept;
  if (first === undefined) return true;
  if (left === 0) return false;
  return first.components
    .slice(0, -1)
    .filter((one) => !way.components.includes(one))
    .some((one) => {
      const others = kept.filter(({ components }) => !components.includes(one));
      return isNeeded(way, others, left - 1);
    });
};

/** Influence along a relation leaves its `from`, influence against it leaves its `to`. */
function stepsFrom(ground: WayGround, { id }: Component, step: WayStep): readonly Step[] {
  const known = ground.steps.get(step) ?? new Map<ComponentId, readonly Step[]>();
  if (known.size === 0) ground.steps.set(step, known);
  const steps = known.get(id) ?? foundSteps(ground, id, step);
  known.set(id, steps);
  return steps;
}

const foundSteps = (ground: Ground, id: ComponentId, { over, to }: WayStep): Step[] =>
  over.flatMap(({ kind, direction, ...test }) =>
    ((direction === 'along' ? ground.outOf : ground.into).get(id) ?? []).flatMap((relation): Step[] => {
      if (relation.kind !== kind || !isOpen(relation, direction) || !matchesRelation(ground, test, relation)) return [];
      const next = otherEnd(ground, relation, id);
      return next !== undefined && matchesComponent(ground, to, next) ? [[relation, next]] : [];
    }),
  );

const filled = (because: string, named: Readonly<Record<string, Component>>): string =>
  because.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => named[name]?.name ?? whole);

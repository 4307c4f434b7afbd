import { meanOf } from '../graph/belief.ts';
import type { Component, Relation } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import { covers, type Direction, directions, isIn, threatClasses } from '../graph/kinds.ts';
import { type ControlStatement, effectivenessAgainst, isOnComponent, isOnRelation } from './control-statements.ts';
import { isOnCycle } from './is-on-cycle.ts';
import type { ComponentTest, InfluenceTest, NeighbourTest, RelationTest } from './rule.ts';
import { isOpen, meanTrust, otherEnd, type TrustIndex } from './trust-index.ts';

/** What rules ask of an ecosystem. */
export type Ground = TrustIndex & {
  readonly statements: readonly ControlStatement[];
  /** What was asked before: rules share tests, and hubs are asked about once per neighbour. */
  readonly answers: WeakMap<ComponentTest, Map<ComponentId, boolean>>;
};

export function matchesComponent(ground: Ground, test: ComponentTest, component: Component): boolean {
  const answers = ground.answers.get(test) ?? new Map<ComponentId, boolean>();
  if (answers.size === 0) ground.answers.set(test, answers);
  const known = answers.get(component.id);
  if (known !== undefined) return known;
  const answer = holds(ground, test, component);
  answers.set(component.id, answer);
  return answer;
}

const holds = (ground: Ground, test: ComponentTest, component: Component): boolean =>
  (Object.keys(test) as (keyof ComponentTest)[]).every((key) =>
    (componentTests[key] as (ground: Ground, component: Component, wanted: unknown) => boolean)(
      ground,
      component,
      test[key],
    ),
  );

export function matchesRelation(ground: Ground, test: RelationTest, relation: Relation): boolean {
  const { kind, signed, tags, crossesZone, crossesLayer, controlled, trust, open, role } = test;
  return (
    (kind === undefined || kind.includes(relation.kind)) &&
    (signed === undefined || relation.signed === signed) &&
    (tags === undefined || tags.some((tag) => relation.tags.includes(tag))) &&
    (crossesZone === undefined || relation.crosses === crossesZone) &&
    (crossesLayer === undefined || isBetweenLayers(ground, relation) === crossesLayer) &&
    (trust === undefined || directions.some((direction) => meanTrust(relation, direction) >= trust)) &&
    (open === undefined || isOpen(relation, open)) &&
    (role === undefined || (relation.kind === 'authenticates' && relation.role === role)) &&
    (controlled === undefined || isControlled(ground, relation, test) === controlled)
  );
}

type Wanted<K extends keyof ComponentTest> = NonNullable<ComponentTest[K]>;
type Tests = {
  readonly [K in keyof Required<ComponentTest>]: (ground: Ground, component: Component, wanted: Wanted<K>) => boolean;
};

/** One row per word of a test. */
const componentTests: Tests = {
  kind: (_, { kind }, wanted) => wanted.some((one) => covers(one, kind)),
  exceptKind: (_, { kind }, unwanted) => !unwanted.includes(kind),
  layer: (_, { layer }, wanted) => wanted.includes(layer),
  tags: (_, { tags }, wanted) => wanted.some((tag) => tags.includes(tag)),
  withoutTags: (_, { tags }, unwanted) => !unwanted.some((tag) => tags.includes(tag)),
  exposed: (_, { exposed }, wanted) => exposed === wanted,
  named: (_, component, wanted) => isNamed(component, wanted),
  notNamed: (_, component, unwanted) => !isNamed(component, unwanted),
  tier: ({ tierOf }, component, wanted) => wanted.some((tier) => tier === tierOf(component)),
  hasZone: (_, { zone }, wanted) => (zone !== null) === wanted,
  hardened: (_, { hardening }, wanted) => meanOf(hardening) > 0 === wanted,
  value: (_, { valueThousandths }, least) => valueThousandths >= least * 1000,
  count: (_, { count }, least) => count >= least,
  monitored: ({ into }, { id }, wanted) => (into.get(id) ?? []).some(({ kind }) => kind === 'monitors') === wanted,
  supervised: ({ into }, { id }, wanted) => (into.get(id) ?? []).some(({ kind }) => kind === 'supervises') === wanted,
  guarded: (ground, component, wanted) => isGuarded(ground, component) === wanted,
  has: (ground, component, wanted) => wanted.every((test) => hasNeighbour(ground, component, test)),
  lacks: (ground, component, unwanted) => !unwanted.some((test) => hasNeighbour(ground, component, test)),
  onCycle: (ground, { id }, kinds) => isOnCycle(ground, id, kinds),
  on: (ground, component, wanted) => isControlOn(ground, component, wanted),
  anyOf: (ground, component, wanted) => wanted.some((test) => matchesComponent(ground, test, component)),
};

function isNamed({ name, id, tags }: Component, wanted: readonly string[]): boolean {
  const words = new Set([name, id, ...tags].flatMap(wordsOf));
  return wanted.some((one) => words.has(one));
}

/** Lower case; a capital in the middle begins a word. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);

function hasNeighbour(ground: Ground, component: Component, test: NeighbourTest): boolean {
  const { direction, other, atLeast = 1 } = test;
  const touching = (direction === 'out' ? ground.outOf : ground.into).get(component.id) ?? [];
  const found = new Set<ComponentId>();
  for (const relation of touching) {
    const end = otherEnd(ground, relation, component.id);
    if (end === undefined || found.has(end.id) || !matchesRelation(ground, test, relation)) continue;
    if (other === undefined || matchesComponent(ground, other, end)) found.add(end.id);
    if (found.size >= atLeast) return true;
  }
  return false;
}

function isGuarded(ground: Ground, component: Component): boolean {
  if (isIn('control', component.kind)) return false;
  if (ground.statements.some((statement) => isOnComponent(statement, component))) return true;
  const { id } = component;
  return [
    ...(ground.into.get(id) ?? []).map((relation) => [relation, 'along'] as const),
    ...(ground.outOf.get(id) ?? []).map((relation) => [relation, 'against'] as const),
  ].some(
    ([relation, direction]) =>
      isOpen(relation, direction) &&
      ground.statements.some((statement) => isOnRelation(statement, relation, direction)),
  );
}

function isControlOn(
  ground: Ground,
  { id }: Component,
  { direction, source, target, ...test }: InfluenceTest,
): boolean {
  const own = ground.statements.filter(({ control }) => control === id);
  const isEnd = (wanted: ComponentTest | undefined, end: ComponentId): boolean => {
    const component = ground.componentOf.get(end);
    return wanted === undefined || (component !== undefined && matchesComponent(ground, wanted, component));
  };
  const runs = (relation: Relation, way: Direction): boolean => {
    const [from, to] = way === 'along' ? [relation.from, relation.to] : [relation.to, relation.from];
    const isHeld = isOpen(relation, way) && own.some((statement) => isOnRelation(statement, relation, way));
    return isHeld && isEnd(source, from) && isEnd(target, to);
  };
  return (
    own.length > 0 &&
    ground.ecosystem.relations.some(
      (relation) =>
        matchesRelation(ground, test, relation) &&
        (direction === undefined ? directions : [direction]).some((way) => runs(relation, way)),
    )
  );
}

const isControlled = (
  { statements }: Ground,
  relation: Relation,
  { controlledFor = threatClasses, controlledGoing }: RelationTest,
): boolean =>
  statements.some(
    (statement) =>
      effectivenessAgainst(statement, controlledFor).size > 0 &&
      (controlledGoing === undefined ? directions : [controlledGoing]).some((direction) =>
        isOnRelation(statement, relation, direction),
      ),
  );

const isBetweenLayers = ({ componentOf }: Ground, { from, to }: Relation): boolean =>
  componentOf.get(from)?.layer !== componentOf.get(to)?.layer;

import type { Component, Ecosystem, Relation } from '../graph/ecosystem.ts';
import { byCodeUnits, encodeId } from '../graph/ids.ts';
import { type Direction, strideClasses, type ThreatClass } from '../graph/kinds.ts';
import type { AppliedThreat, CataloguedThreat, CoveringControl, Firing, ThreatModel } from './applied-threat.ts';
import { bundledCatalogue, type Catalogue } from './bundled-catalogue.ts';
import { threatClassCards } from './classes.ts';
import {
  type ControlStatement,
  controlStatements,
  effectivenessAgainst,
  isOnComponent,
  isOnRelation,
} from './control-statements.ts';
import { firings } from './match-rules.ts';
import { isAtLeast, type Maturity } from './maturities.ts';
import { type MaturityTable, maturityOfTechnique, mostMature } from './maturity.ts';
import type { Rule } from './rule.ts';

export type ThreatModelOptions = {
  /** Default: the bundled one. */
  readonly catalogue?: Catalogue;
  /** Only threats that are at least so mature (default: all). */
  readonly maturity?: Maturity;
};

/** Which threats of the catalogue apply to an ecosystem, where and why. The same input gives the same list. */
export function threatModel(
  ecosystem: Ecosystem,
  { catalogue = bundledCatalogue, maturity = 'feasible' }: ThreatModelOptions = {},
): ThreatModel {
  const statements = controlStatements(ecosystem);
  const threatOf = new Map(catalogue.threats.map((threat, position) => [threat.id, { threat, position }]));
  const applied = firings(ecosystem, catalogue.rules).flatMap((firing) =>
    firing.rule.threats.flatMap((id) => {
      const found = threatOf.get(id);
      return found === undefined
        ? []
        : [{ ...found, applied: applyThreat(firing, found.threat, catalogue, statements) }];
    }),
  );
  const mature = applied.filter(({ applied: one }) => isAtLeast(one.maturity, maturity));
  const sorted = mature.toSorted(
    (a, b) =>
      a.applied.component.layer - b.applied.component.layer ||
      byCodeUnits(a.applied.component.id, b.applied.component.id) ||
      a.position - b.position ||
      byCodeUnits(a.applied.id, b.applied.id),
  );
  return { ecosystem, threats: sorted.map(({ applied: one }) => one), atlasVersion: catalogue.atlas.version };
}

function applyThreat(
  firing: Firing,
  threat: CataloguedThreat,
  { atlas }: Catalogue,
  statements: readonly ControlStatement[],
): AppliedThreat {
  const travelsBy = classesOf(threat);
  return {
    ...firing,
    id: `${threat.id}@${placeOf(firing)}`,
    threat,
    maturity: maturityOfThreat(threat, atlas),
    travelsBy,
    controls: covering(firing, travelsBy, statements),
  };
}

/** Best of its techniques by a release of ATLAS, unless its author rates it. */
export const maturityOfThreat = ({ maturity, atlas }: CataloguedThreat, table: MaturityTable): Maturity =>
  maturity ?? mostMature(atlas.map((id) => maturityOfTechnique(id, table) ?? 'feasible'));

/** The component; of rules of relations the relation; of ways start and end. Two rules may find one threat at one place. */
function placeOf({ component, relation, way, rule }: Firing): string {
  const at =
    relation !== null
      ? relation.id
      : way !== null
        ? [way.components[0], way.components.at(-1)].map((end) => encodeId(end?.id ?? '')).join('>')
        : encodeId(component.id);
  return `${at}/${rule.id}`;
}

/** The agentic classes of the catalogue, else STRIDE's classes of its letters. */
function classesOf({ classes, stride }: CataloguedThreat): readonly ThreatClass[] {
  if (classes.length > 0) return classes;
  return strideClasses.filter((name) => threatClassCards[name].stride.some((letter) => stride.includes(letter)));
}

/** The way that the rule asks to be open; else towards who is threatened. */
const directionOf = ({ when }: Rule, relation: Relation, { id }: Component): Direction =>
  ('relation' in when ? when.relation.open : undefined) ?? (relation.to === id ? 'along' : 'against');

function covering(
  { rule, component, relation, way }: Firing,
  classes: readonly ThreatClass[],
  statements: readonly ControlStatement[],
): CoveringControl[] {
  const isOn = (statement: ControlStatement): boolean => {
    if (relation !== null)
      return (
        isOnRelation(statement, relation, directionOf(rule, relation, component)) || isOnComponent(statement, component)
      );
    if (way !== null)
      return (
        way.relations.some((one, step) =>
          isOnRelation(statement, one, one.from === way.components[step]?.id ? 'along' : 'against'),
        ) || isOnComponent(statement, component)
      );
    return isOnComponent(statement, component);
  };
  const found = new Map<string, Map<ThreatClass, number>>();
  for (const statement of statements) {
    if (!isOn(statement)) continue;
    const against = effectivenessAgainst(statement, classes);
    if (against.size === 0) continue;
    const known = found.get(statement.control) ?? new Map<ThreatClass, number>();
    for (const [threat, share] of against) known.set(threat, Math.max(share, known.get(threat) ?? 0));
    found.set(statement.control, known);
  }
  return [...found].map(([id, against]) => ({
    id,
    effectiveness: Math.max(...against.values()),
    classes: classes.filter((threat) => against.has(threat)),
  }));
}

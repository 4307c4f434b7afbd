import { type Scenario, scenariosOf } from '../compile/scenario.ts';
import type { Suite } from '../compile/suite.ts';
import type { Component, Ecosystem } from '../graph/ecosystem.ts';
import { agenticClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import type { AppliedThreat } from '../threats/applied-threat.ts';
import { compromisingClasses } from '../threats/classes.ts';

/**
 * The scenario that asks what follows if a threat comes true. It starts at the threatened component, of a way at its
 * start; a threat over a relation that takes nobody but only disables, blinds or discloses starts at who does it, so
 * that the threatened component counts. It travels by the threat's classes; everything else (model, rounds, controls,
 * own channels) is as the suite says.
 */
export const threatScenario = (ecosystem: Ecosystem, suite: Suite, threat: AppliedThreat): Scenario =>
  scenarioFrom(ecosystem, suite, startOf(threat, ecosystem), spreadsBy(threat));

/** Who is taken for the threat to come true. */
function startOf(applied: AppliedThreat, { components }: Ecosystem): Component {
  const { component, relation, way } = applied;
  if (way !== null) return way.components[0] ?? component;
  if (relation === null || takes(spreadsBy(applied))) return component;
  const doer = relation.from === component.id ? relation.to : relation.from;
  return components.find(({ id }) => id === doer) ?? component;
}

const takes = (classes: readonly ThreatClass[]): boolean => classes.some((name) => compromisingClasses.includes(name));

/** How attackers get in: from each exposed component by all agentic classes. */
export const arrivalScenarios = (ecosystem: Ecosystem, suite: Suite): Scenario[] =>
  ecosystem.components
    .filter(({ exposed }) => exposed)
    .map((component) => scenarioFrom(ecosystem, suite, component, agenticClasses));

function scenarioFrom(
  ecosystem: Ecosystem,
  suite: Suite,
  { id }: Component,
  threats: readonly ThreatClass[],
): Scenario {
  const [scenario] = scenariosOf(ecosystem, {
    ...suite,
    models: suite.models.slice(0, 1),
    entries: { form: 'together', ids: [id] },
    threats: { together: threats },
    controlsOff: [],
    parameters: [],
  });
  return scenario as Scenario;
}

/**
 * The classes that the catalogue names. Where it names none, a threat that takes its component (by spoofing, tampering
 * or elevation of privilege) goes on by those and by all agentic classes, since nothing says how; one that only
 * discloses, disables or blinds goes no further.
 */
export function spreadsBy({ threat, travelsBy }: AppliedThreat): readonly ThreatClass[] {
  if (threat.classes.length > 0) return travelsBy;
  return takes(travelsBy)
    ? threatClasses.filter((name) => travelsBy.includes(name) || agenticClasses.some((agentic) => agentic === name))
    : travelsBy;
}

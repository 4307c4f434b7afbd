import { type Scenario, scenariosOf } from '../compile/scenario.ts';
import type { Suite } from '../compile/suite.ts';
import type { Component, Ecosystem } from '../graph/ecosystem.ts';
import { agenticClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import type { AppliedThreat } from '../threats/applied-threat.ts';
import { compromisingClasses } from '../threats/classes.ts';

/**
 * The scenario that asks what follows if a threat comes true: it starts at the threatened component (of a
 * way at its start) and travels by the threat's classes; everything else (model, rounds, controls, own channels) is as the suite says.
 */
export const threatScenario = (ecosystem: Ecosystem, suite: Suite, threat: AppliedThreat): Scenario =>
  scenarioFrom(ecosystem, suite, threat.way?.components[0] ?? threat.component, spreadsBy(threat));

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
  const isTaking = travelsBy.some((name) => compromisingClasses.includes(name));
  return isTaking
    ? threatClasses.filter((name) => travelsBy.includes(name) || agenticClasses.some((agentic) => agentic === name))
    : travelsBy;
}

import { looks } from '../../src/measure/looks.ts';
import type { RunModel, ScenarioResult, ThresholdResult } from '../../src/measure/results.ts';
import { parseThresholds } from '../../src/measure/threshold-rule.ts';
import { evaluateThresholds, gateConfidence } from '../../src/measure/thresholds.ts';

/**
 * The gates of a scenario, decided as a run decides them.
 * @param gates - of all scenarios, before the edits
 * @param before - id of the scenario that was edited, whose rows the new ones replace
 * @param resultAt - the edited scenario with intervals of a confidence
 */
export function editedGates(
  { ecosystem, suite }: RunModel,
  gates: readonly ThresholdResult[],
  before: string,
  resultAt: (confidence: number) => ScenarioResult,
): ThresholdResult[] {
  const confidence = gateConfidence(suite.precision === null ? 1 : looks(suite.worlds).length, gates.length);
  const rules = [...new Map(gates.map(({ rule, level }) => [`${level} ${rule}`, { rule, level }])).values()];
  const { thresholds } = parseThresholds(
    rules.map((rule) => ({ ...rule, at: { file: '' } })),
    ecosystem.components.map(({ id }) => id),
  );
  const decided = thresholds.length === 0 ? [] : evaluateThresholds(thresholds, [resultAt(confidence)]).results;
  return rules.flatMap(({ rule, level }) => [
    ...gates.filter((gate) => gate.rule === rule && gate.level === level && gate.scenario !== before),
    ...decided.filter((gate) => gate.rule === rule && gate.level === level),
  ]);
}

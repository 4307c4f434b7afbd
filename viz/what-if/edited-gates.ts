import { looks } from '../../src/measure/looks.ts';
import type { RunModel, ThresholdResult } from '../../src/measure/results.ts';
import { parseThresholds } from '../../src/measure/threshold-rule.ts';
import { evaluateThresholds, gateConfidence } from '../../src/measure/thresholds.ts';
import type { EditedRun } from './edited-run.ts';

/**
 * The gates of a run, decided anew for the scenarios that were edited, as a run decides them.
 * @param gates - of all scenarios, before the edits
 * @param runs - by the id of the scenario before the edits
 */
export function editedGates(
  { ecosystem, suite }: RunModel,
  gates: readonly ThresholdResult[],
  runs: ReadonlyMap<string, EditedRun>,
): ThresholdResult[] {
  const confidence = gateConfidence(suite.precision === null ? 1 : looks(suite.worlds).length, gates.length);
  const rules = [...new Map(gates.map(({ rule, level }) => [`${level} ${rule}`, { rule, level }])).values()];
  const { thresholds } = parseThresholds(
    rules.map((rule) => ({ ...rule, at: { file: '' } })),
    ecosystem.components.map(({ id }) => id),
  );
  const edited = thresholds.length === 0 ? [] : [...runs.values()].map((run) => run.result(confidence));
  return thresholds.flatMap((threshold) => {
    const { rule, level } = threshold;
    const kept = gates.filter((gate) => gate.rule === rule && gate.level === level && !runs.has(gate.scenario));
    return [...kept, ...evaluateThresholds([threshold], edited).results];
  });
}

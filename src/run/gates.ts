import { InvalidInputError, type Problem } from '../base/errors.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { ScenarioResult } from '../measure/results.ts';
import type { Threshold } from '../measure/threshold-rule.ts';
import { parseThresholds } from '../measure/threshold-rule.ts';
import { countRows, type Evaluated, evaluateThresholds, gateConfidence } from '../measure/thresholds.ts';

/** The thresholds of a suite, read before anything runs. @throws {InvalidInputError} with every rule that cannot be read */
export function readGates({ thresholds, ecosystem }: SuiteFile): readonly Threshold[] {
  const parsed = parseThresholds(
    thresholds,
    ecosystem.components.map(({ id }) => id),
  );
  if (parsed.problems.length > 0) throw new InvalidInputError([...parsed.problems] satisfies Problem[]);
  return parsed.thresholds;
}

/**
 * Decides the gates. If the run could have stopped at several looks, intervals are measured again at
 * the level that spends the error over looks and rows.
 * @param measureAt - the scenarios' results with intervals of a confidence
 */
export function decideGates(
  gates: readonly Threshold[],
  scenarios: readonly ScenarioResult[],
  looks: number,
  measureAt: (confidence: number) => readonly ScenarioResult[],
): Evaluated {
  const rows = countRows(
    gates,
    scenarios.map(({ id }) => id),
  );
  const confidence = gateConfidence(looks, rows);
  return evaluateThresholds(gates, confidence === 0.95 ? scenarios : measureAt(confidence));
}

import type { ScenarioResult } from '../../src/measure/results.ts';
import type { View } from '../view.ts';

/** The shown scenario as the run has it, whatever the reader has changed. */
export const unchangedScenario = ({ whatIf, results, index }: View): ScenarioResult =>
  (whatIf?.before.results ?? results).scenarios[index] as ScenarioResult;

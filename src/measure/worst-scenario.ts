import { controlOff } from './control-off.ts';
import type { Results, ScenarioResult } from './results.ts';

/**
 * Position of the scenario that is shown where nobody asks for another: the one with the largest mean of the system as
 * it is. A scenario without one of its controls is a question, not a finding. -1 if there is none.
 */
export function worstScenario({ scenarios }: Pick<Results, 'scenarios'>): number {
  const baseline = scenarios.some(hasAllControls) ? scenarios.filter(hasAllControls) : scenarios;
  const most = Math.max(...baseline.map(({ blastRadius }) => blastRadius.total.mean));
  return scenarios.findIndex((scenario) => baseline.includes(scenario) && scenario.blastRadius.total.mean === most);
}

export const hasAllControls = ({ id }: ScenarioResult): boolean => controlOff(id) === null;

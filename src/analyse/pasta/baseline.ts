import { controlOffPart } from '../../graph/control-off-part.ts';
import { controlOff } from '../../measure/control-off.ts';
import type { Results, ScenarioResult } from '../../measure/results.ts';

/** Scenarios with all controls on, the largest blast radius first. */
export const baselines = ({ scenarios }: Results): readonly ScenarioResult[] =>
  scenarios
    .filter(({ id }) => controlOff(id) === null)
    .toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean || affectedOf(b) - affectedOf(a));

/** Every scenario without one control, with the same scenario that has it. */
export function controlPairs(results: Results): readonly ControlPair[] {
  const byId = new Map(results.scenarios.map((scenario) => [scenario.id, scenario]));
  return results.scenarios.flatMap((without): ControlPair[] => {
    const control = controlOff(without.id);
    if (control === null) return [];
    const on = without.id.split('/').filter((part) => part !== controlOffPart(control));
    const baseline = byId.get(on.join('/'));
    return baseline === undefined ? [] : [{ control, with: baseline, without }];
  });
}

export type ControlPair = {
  readonly control: string;
  readonly with: ScenarioResult;
  readonly without: ScenarioResult;
};

const affectedOf = ({ blastRadius }: ScenarioResult): number => blastRadius.total.affected;

import { decodeId } from '../../graph/ids.ts';
import type { Results, ScenarioResult } from '../../measure/results.ts';

const CONTROL_OFF = 'control-off:';

/** Scenarios with all controls on, the largest blast radius first. */
export const baselines = ({ scenarios }: Results): readonly ScenarioResult[] =>
  scenarios
    .filter(({ id }) => controlOffIn(id) === null)
    .toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean || affectedOf(b) - affectedOf(a));

/** Every scenario without one control, with the same scenario that has it. */
export function controlPairs(results: Results): readonly ControlPair[] {
  const byId = new Map(results.scenarios.map((scenario) => [scenario.id, scenario]));
  return results.scenarios.flatMap((without): ControlPair[] => {
    const control = controlOffIn(without.id);
    const on = without.id
      .split('/')
      .filter((part) => !part.startsWith(CONTROL_OFF))
      .join('/');
    const baseline = byId.get(on);
    return control === null || baseline === undefined ? [] : [{ control, with: baseline, without }];
  });
}
export type ControlPair = {
  readonly control: string;
  readonly with: ScenarioResult;
  readonly without: ScenarioResult;
};

/** Slashes inside ids are encoded, so that parts of a scenario's id are told apart by them. */
function controlOffIn(id: string): string | null {
  const part = id.split('/').find((one) => one.startsWith(CONTROL_OFF));
  return part === undefined ? null : (decodeId(part.slice(CONTROL_OFF.length)) ?? null);
}

const affectedOf = ({ blastRadius }: ScenarioResult): number => blastRadius.total.affected;

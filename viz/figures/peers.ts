import type { ScenarioResult } from '../../src/measure/results.ts';
import { worstScenario } from '../../src/measure/worst-scenario.ts';
import { entryNames, type NamedRun, type View } from '../view.ts';

/** A scenario under the name by which it stands beside others. */
export type Peer = { readonly label: string; readonly scenario: ScenarioResult };

/** All of a scenario's id but where it starts. */
export const withoutEntry = ({ id }: ScenarioResult): string => id.split('/').toSpliced(1, 1).join('/');

/** The scenario of the same id in another run; where it has none, its worst. Undefined if it has no scenario at all. */
export const sameIn = ({ results }: NamedRun, { id }: ScenarioResult): ScenarioResult | undefined =>
  results.scenarios.find((scenario) => scenario.id === id) ?? results.scenarios[worstScenario(results)];

/** The shown scenario in each run; a run that has no such scenario says which one it shows instead. */
export function peersInRuns(view: View): Peer[] {
  const shown = view.scenario;
  return [
    { label: view.label, scenario: shown },
    ...view.others.flatMap((run) => {
      const scenario = sameIn(run, shown);
      if (scenario === undefined) return [];
      const entry = namesIn(run, scenario).join(' + ');
      return [{ label: scenario.id === shown.id ? run.label : `${run.label}, from ${entry}`, scenario }];
    }),
  ];
}

const namesIn = ({ details }: NamedRun, { entry }: ScenarioResult): string[] =>
  entry.map((id) => details.components.find((component) => component.id === id)?.name ?? id);

/** Scenarios of the run that differ from the shown one in the entry only, worst first, named by it. */
export const peersByEntry = (view: View): Peer[] =>
  view.results.scenarios
    .filter((other) => withoutEntry(other) === withoutEntry(view.scenario))
    .toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean)
    .map((scenario) => ({ label: entryNames(view, scenario).join(' + ') || 'a random component', scenario }));

import type { ScenarioResult } from '../../src/measure/results.ts';
import { worstScenario } from '../../src/measure/worst-scenario.ts';
import { entryNames, type NamedRun, type View } from '../view.ts';

/** A scenario under the name by which it stands beside others. */
export type Peer = { readonly label: string; readonly scenario: ScenarioResult };

/** All of a scenario's id but where it starts. */
export const withoutEntry = ({ id }: ScenarioResult): string => id.split('/').toSpliced(1, 1).join('/');

/** The scenario of the same id in another run; where it has none, its worst. Undefined if it has no scenario at all. */
const sameIn = ({ results }: NamedRun, { id }: ScenarioResult): ScenarioResult | undefined =>
  results.scenarios.find((scenario) => scenario.id === id) ?? results.scenarios[worstScenario(results)];

/** The shown scenario in each run; if a run has no such scenario, all say where theirs starts. */
export function peersInRuns(view: View): Peer[] {
  const runs = [{ label: view.label, results: view.results, details: view.details }, ...view.others];
  const found = runs.flatMap((run, i) => {
    const scenario = i === 0 ? view.scenario : sameIn(run, view.scenario);
    return scenario === undefined ? [] : [{ run, scenario }];
  });
  const areSame = found.every(({ scenario }) => scenario.id === view.scenario.id);
  return found.map(({ run, scenario }) => ({
    label: areSame ? run.label : `${run.label}, from ${namesIn(run, scenario).join(' + ')}`,
    scenario,
  }));
}

const namesIn = ({ details }: NamedRun, { entry }: ScenarioResult): string[] =>
  entry.map((id) => details.components.find((component) => component.id === id)?.name ?? id);

/** Scenarios of the run that differ from the shown one in the entry only, worst first, named by it. */
export const peersByEntry = (view: View): Peer[] =>
  view.results.scenarios
    .filter((other) => withoutEntry(other) === withoutEntry(view.scenario))
    .toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean)
    .map((scenario) => ({ label: entryNames(view, scenario).join(' + ') || 'a random component', scenario }));

import type { Details, Interval, ScenarioResult } from '../../src/measure/results.ts';
import { worstScenario } from '../../src/measure/worst-scenario.ts';
import type { NamedRun, View } from '../view.ts';
import { comparisons } from './comparisons.ts';
import { withoutEntry } from './peers.ts';

/** One line of the figure: a set of scenarios that stand for one topology, or one variant of the shown scenario. */
export type TopologyRow = {
  readonly label: string;
  readonly details: Details;
  /** One, or one for each entry point: all count the same. */
  readonly scenarios: readonly ScenarioResult[];
  /** Components that can be reached. */
  readonly size: number;
  /** Mean over the scenarios; they may share worlds, so the interval is the mean of theirs, which is never too narrow. */
  readonly mean: number;
  readonly ci95: Interval;
};

/**
 * A row per run, each with every entry point of its scenarios that are otherwise like the shown one, so that the order of the
 * runs changes nothing; else a row per variant of the shown scenario. Worst first.
 */
export function topologyRows(view: View): TopologyRow[] {
  const rows =
    view.others.length > 0
      ? [{ label: view.label, results: view.results, details: view.details }, ...view.others].flatMap((run) =>
          rowOf(run.label, run.details, setIn(run, view.scenario)),
        )
      : variantsOf(view);
  return rows.toSorted((a, b) => b.mean / b.size - a.mean / a.size);
}

function variantsOf(view: View): TopologyRow[] {
  const all = comparisons(view);
  const [first] = all;
  if (first === undefined) return [];
  return [
    ...rowOf(first.from, view.details, [first.before]),
    ...all.flatMap(({ change, after }) => rowOf(change, view.details, [after])),
  ];
}

function setIn({ results }: NamedRun, shown: ScenarioResult): readonly ScenarioResult[] {
  const alike = results.scenarios.filter((scenario) => withoutEntry(scenario) === withoutEntry(shown));
  if (alike.length > 0) return alike;
  const worst = results.scenarios[worstScenario(results)];
  return worst === undefined ? [] : results.scenarios.filter((other) => withoutEntry(other) === withoutEntry(worst));
}

function rowOf(label: string, details: Details, scenarios: readonly ScenarioResult[]): TopologyRow[] {
  if (scenarios.length === 0) return [];
  const average = (of: (scenario: ScenarioResult) => number): number =>
    scenarios.reduce((sum, scenario) => sum + of(scenario), 0) / scenarios.length;
  return [
    {
      label,
      details,
      scenarios,
      size: Math.max(1, ...scenarios.map(({ blastRadius }) => blastRadius.total.size)),
      mean: average(({ blastRadius }) => blastRadius.total.mean),
      ci95: [
        average(({ blastRadius }) => blastRadius.total.ci95[0]),
        average(({ blastRadius }) => blastRadius.total.ci95[1]),
      ],
    },
  ];
}

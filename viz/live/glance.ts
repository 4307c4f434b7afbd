import type { ScenarioResult } from '../../src/measure/results.ts';
import { hasAllControls } from '../../src/measure/worst-scenario.ts';
import type { LeadingScenario, LiveScenario, LiveState } from '../../src/run/live-state.ts';
import type { Run } from '../view.ts';

/** What is seen of a run at a glance, whether it goes on or is done. */
export type Glance = {
  readonly name: string;
  readonly seed: number;
  readonly components: number;
  readonly relations: number;
  /** All of the run; `scenarios` holds the worst of them. */
  readonly scenarioCount: number;
  /** Largest mean first. */
  readonly scenarios: readonly LiveScenario[];
  /** The worst with all controls on; null before the first worlds. */
  readonly leading: LeadingScenario | null;
};

export const glanceOfLive = ({
  name,
  seed,
  components,
  relations,
  scenarioCount,
  scenarios,
  leading,
}: LiveState): Glance => ({ name, seed, components, relations, scenarioCount, scenarios, leading });

const MOST_SHOWN = 40;

/** Of results that are whole. */
export function glanceOfRun({ results, details }: Run): Glance {
  const nameOf = new Map(details.components.map(({ id, name }) => [id, name]));
  const ranked = results.scenarios.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
  const worst = ranked.find(hasAllControls) ?? ranked[0];
  const { components, relations } = results.graph;
  return {
    name: results.name,
    seed: results.seed,
    components,
    relations,
    scenarioCount: results.scenarios.length,
    scenarios: ranked.slice(0, MOST_SHOWN).map((scenario) => finished(scenario, (id) => nameOf.get(id) ?? id)),
    leading: worst === undefined ? null : { id: worst.id, ...worst.blastRadius },
  };
}

const finished = (
  { id, model, entry, threats, worlds, blastRadius }: ScenarioResult,
  nameOf: (id: string) => string,
): LiveScenario => ({
  id,
  model,
  entry: entry.map(nameOf),
  threats,
  worlds,
  total: blastRadius.total,
  layers: blastRadius.layers,
  trail: [],
});

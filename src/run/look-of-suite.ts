import type { Compilation } from '../compile/arcs.ts';
import type { SuiteFile } from '../compile/suite.ts';
import type { Tally } from '../engine/tally.ts';
import { describeGraph } from './describe-ecosystem.ts';
import type { Look } from './live-file.ts';
import { liveScenarios, type UnderWay } from './live-scenarios.ts';
import type { OnProgress } from './run-scenarios.ts';

/**
 * Tells how the scenarios of a suite stand, whenever some of their worlds are done.
 * @param compilations - in the order of the tallies; not empty
 */
export function lookingAtSuite(
  { ecosystem, suite }: SuiteFile,
  compilations: readonly Compilation[],
  onLook: (look: Look) => void,
): OnProgress {
  const nameOf = new Map<string, string>(ecosystem.components.map(({ id, name }) => [id, name]));
  const { components, relations } = describeGraph(ecosystem, compilations[0] as Compilation);
  const facts = {
    name: ecosystem.name,
    seed: suite.seed,
    components,
    relations,
    precision: suite.precision?.halfWidth ?? null,
    scenarioCount: compilations.length,
  };
  const underWay = (tally: Tally, i: number): UnderWay => {
    const { scenario } = compilations[i] as Compilation;
    return {
      id: scenario.id,
      model: scenario.model,
      entry: scenario.entry === 'random' ? ['random'] : scenario.entry.map((id) => nameOf.get(id) ?? id),
      threats: scenario.threats,
      isBaseline: scenario.controlOff === null,
      hasLayers: true,
      tally,
    };
  };
  return (progress, tallies) => onLook({ ...facts, progress, measured: () => liveScenarios(tallies().map(underWay)) });
}

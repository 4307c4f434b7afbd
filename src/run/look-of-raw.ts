import type { RawGraph } from '../compile/raw-arcs.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import type { Look } from './live-file.ts';
import { liveScenarios, type UnderWay } from './live-scenarios.ts';
import type { OnProgress } from './run-scenarios.ts';

type Asked = { readonly seed: number; readonly precision: { readonly halfWidth: number } | null };

/**
 * Tells how the scenarios of a raw graph stand, whenever some of their worlds are done.
 * @param scenarios - in the order of the tallies
 */
export function lookingAtRaw(
  graph: RawGraph,
  scenarios: readonly EngineScenario[],
  asked: Asked,
  onLook: (look: Look) => void,
): OnProgress {
  const facts = factsOf(graph, scenarios.length, asked);
  const underWay = (tally: Tally, i: number): UnderWay => ({
    ...identityOf(graph, scenarios[i] as EngineScenario),
    isBaseline: true,
    hasLayers: false,
    tally,
  });
  return (progress, tallies) => onLook({ ...facts, progress, measured: () => liveScenarios(tallies().map(underWay)) });
}

/** The same where worlds are added up only at the end: how many are done. */
export function countingWorlds(graph: RawGraph, asked: Asked, onLook: (look: Look) => void): OnProgress {
  const facts = factsOf(graph, graph.nodes.count, asked);
  return (progress) => onLook({ ...facts, progress, measured: () => ({ scenarios: [], leading: () => null }) });
}

const factsOf = ({ name, nodes, target }: RawGraph, scenarioCount: number, { seed, precision }: Asked) => ({
  name,
  seed,
  components: nodes.count,
  relations: target.length,
  precision: precision?.halfWidth ?? null,
  scenarioCount,
});

const identityOf = ({ nodes }: RawGraph, { key, model, entry }: EngineScenario) => ({
  id: key,
  model: typeof model === 'string' ? model : model.name,
  entry: entry === 'random' ? ['random'] : Array.from(entry, (node) => nodes.nameOf(node)),
  threats: [],
});

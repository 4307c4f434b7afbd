import type { CompiledScenario } from '../compile/compiled.ts';
import type { NodeNames, RawGraph } from '../compile/raw-arcs.ts';
import { sourceOf } from '../compile/source-of.ts';
import type { ExactAnswer } from '../engine/exact.ts';
import type { EngineScenario } from '../engine/skip/skip-scenario.ts';
import type { Tally } from '../engine/tally.ts';
import { blastRadius } from './blast-radius.ts';
import { creditShare } from './credit.ts';
import { curveOf } from './curve.ts';
import { certainBlastRadius } from './exact-distribution.ts';
import { exactBlastRadius, exactReach } from './exact-result.ts';
import { reachProbabilities } from './reach-probability.ts';
import type { BlastRadius, Reach, ScenarioResult } from './results.ts';
import type { HowRun } from './scenario-result.ts';

/**
 * A scenario of a graph without kinds, classes and layers.
 * @param isFull - with `reach` and `credit`, which are as long as the graph is large
 */
export function rawResult(
  graph: RawGraph,
  scenario: EngineScenario,
  tally: Tally,
  how: HowRun,
  isFull: boolean,
): ScenarioResult {
  return {
    ...skeleton(graph, scenario),
    worlds: tally.worlds,
    ...how,
    blastRadius: { total: totalOf(tally, how), layers: {} },
    curve: { total: how.kernel === 'one-pass' ? [] : curveOf(tally, 0), layers: {} },
    ...(isFull && {
      reach: reachProbabilities(tally, replicasOf(graph.nodes), new Set(entryIds(graph.nodes, scenario))),
      credit: Array.from(tally.credit, (_, arc) => [arcId(graph, arc), creditShare(tally, arc)] as const),
    }),
  };
}

function totalOf(tally: Tally, { family, kernel }: HowRun): BlastRadius {
  if (family === 'exact') return certainBlastRadius(tally, 0);
  const total = blastRadius(tally, 0);
  // The final set says that everyone recovered, not when.
  return kernel === 'one-pass'
    ? { ...total, dwell: null, extinct: 1, firstHit: { ...total.firstHit, p: total.touched } }
    : total;
}

/** The same from the exact answer: no worlds, intervals of no width. */
export function exactRawResult(graph: RawGraph, scenario: CompiledScenario, answer: ExactAnswer): ScenarioResult {
  const { nodes } = graph;
  const entries = new Set(entryIds(nodes, scenario));
  return {
    ...skeleton(graph, scenario),
    worlds: 0,
    kernel: 'reached-sets',
    family: 'exact',
    blastRadius: { total: exactBlastRadius(scenario, answer, 0), layers: {} },
    curve: { total: [], layers: {} },
    reach: Array.from(exactReach(answer, nodes.count), (p, node): Reach => {
      const id = nodes.nameOf(node);
      return { id, p, ci95: [p, p], ...(entries.has(id) && { entry: true as const }) };
    }),
    credit: [],
  };
}

const skeleton = ({ nodes, target }: RawGraph, scenario: EngineScenario) => ({
  id: scenario.key,
  model: typeof scenario.model === 'string' ? scenario.model : scenario.model.name,
  entry: scenario.entry === 'random' ? ['random'] : entryIds(nodes, scenario),
  entryLikelihood: null,
  threats: [],
  arcs: target.length,
  classes: {},
  flow: {},
});

const replicasOf = (nodes: NodeNames): Map<string, readonly number[]> =>
  new Map(Array.from({ length: nodes.count }, (_, node) => [nodes.nameOf(node), [node]]));

const entryIds = (nodes: NodeNames, { entry }: EngineScenario): string[] =>
  entry === 'random' ? [] : Array.from(entry, (node) => nodes.nameOf(node));

const arcId = ({ nodes, offsets, target }: RawGraph, arc: number): string =>
  `${nodes.nameOf(sourceOf(offsets, arc))}>${nodes.nameOf(target[arc] as number)}`;

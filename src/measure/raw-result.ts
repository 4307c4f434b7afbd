import type { CompiledScenario } from '../compile/compiled.ts';
import type { ExactAnswer } from '../engine/exact.ts';
import type { Tally } from '../engine/tally.ts';
import { blastRadius } from './blast-radius.ts';
import { creditShare } from './credit.ts';
import { curveOf } from './curve.ts';
import { certainBlastRadius } from './exact-distribution.ts';
import { exactBlastRadius, exactReach } from './exact-result.ts';
import { reachProbabilities } from './reach-probability.ts';
import type { Reach, ScenarioResult } from './results.ts';
import type { HowRun } from './scenario-result.ts';

/** A scenario of a graph without kinds, classes and layers; `reach` and `credit` included. */
export function rawResult(
  ids: readonly string[],
  scenario: CompiledScenario,
  tally: Tally,
  how: HowRun,
): ScenarioResult {
  const nodesOf = new Map(ids.map((id, node) => [id, [node]]));
  return {
    ...skeleton(ids, scenario),
    worlds: tally.worlds,
    ...how,
    blastRadius: { total: how.family === 'exact' ? certainBlastRadius(tally, 0) : blastRadius(tally, 0), layers: {} },
    curve: { total: curveOf(tally, 0), layers: {} },
    reach: reachProbabilities(tally, nodesOf, new Set(entryIds(ids, scenario))),
    credit: Array.from(tally.credit, (_, arc) => [arcId(ids, scenario, arc), creditShare(tally, arc)] as const),
  };
}

/** The same from the exact answer: no worlds, intervals of no width. */
export function exactRawResult(
  ids: readonly string[],
  scenario: CompiledScenario,
  answer: ExactAnswer,
): ScenarioResult {
  const reach = exactReach(answer, ids.length);
  const entries = new Set(entryIds(ids, scenario));
  return {
    ...skeleton(ids, scenario),
    worlds: 0,
    kernel: 'reached-sets',
    family: 'exact',
    blastRadius: { total: exactBlastRadius(scenario, answer, 0), layers: {} },
    curve: { total: [], layers: {} },
    reach: ids.map((id, node): Reach => {
      const p = reach[node] as number;
      return { id, p, ci95: [p, p], ...(entries.has(id) && { entry: true as const }) };
    }),
    credit: [],
  };
}

const skeleton = (ids: readonly string[], scenario: CompiledScenario) => ({
  id: scenario.key,
  model: scenario.model,
  entry: scenario.entry === 'random' ? ['random'] : entryIds(ids, scenario),
  entryLikelihood: null,
  threats: [],
  arcs: scenario.arcs.count,
  classes: {},
  flow: {},
});

const entryIds = (ids: readonly string[], { entry }: CompiledScenario): string[] =>
  entry === 'random' ? [] : Array.from(entry, (node) => ids[node] as string);

const arcId = (ids: readonly string[], { arcs }: CompiledScenario, arc: number): string =>
  `${ids[arcs.source[arc] as number]}>${ids[arcs.target[arc] as number]}`;
